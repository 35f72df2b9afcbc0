import type { EnumMember } from "@nx-contracts/ir";
import { insertBelow } from "./insert.js";
import { describeMember } from "./member-doc.js";
import { memberName, quoted, quoteOf } from "./names.js";
import { type Hunk, type Page, type Placed, type Stretch, stretchOf } from "./page.js";
import { nextNumber } from "./proto-declaration.js";
import { insideBrackets, signs, splitAt, TYPE_SYNTAX } from "./scan.js";
import { type MemberHome, NOTHING, type WantedMember } from "./writer.js";

/** Adds a value to a union of literals, a member to an enum or an entry to a table of values. */
export function addTypeScriptMember(page: Page, home: MemberHome, wanted: WantedMember): readonly Hunk[] {
  const own = placedMembers(page, home);
  const last = own.at(-1);
  if (!last) return addToUnion(page, home, wanted);
  const text = page.text.slice(last.start, last.end);
  if (/^["'\d-]/.test(text) && !/^["'][^"']*["']\s*[:=]/.test(text)) {
    return isInUnion(page, last)
      ? extendUnion(page, home, last, wanted)
      : extendArray(page, last, literalOf(page, home, wanted), wanted.isAlone);
  }
  const sign = /^(?:[\w$]+|["'][^"']*["'])\s*([:=])/.exec(text)?.[1];
  const name = memberName(wanted.name);
  if (sign === undefined || name === undefined) return NOTHING;
  const isNumeric = home.members.every(({ value }) => typeof value === "number");
  const value = isNumeric ? nextValue(home, wanted) : literalOf(page, home, wanted);
  if (value === undefined) return NOTHING;
  const line = `${name}${sign === "=" ? " = " : ": "}${value}`;
  const marks = { line: "//", isBlockUsual: true, isBehindPossible: false } as const;
  const below = insertBelow(page, last, describeMember(page, own, line, wanted, marks), ",", wanted.isAlone);
  return below.length > 0 ? below : insertBelow(page, last, [line], ",", wanted.isAlone);
}

/** Gives a member another value. */
export function setTypeScriptValue(page: Page, member: EnumMember, value: EnumMember["value"]): readonly Hunk[] {
  const place = stretchOf(page, member.at);
  const found =
    place &&
    /^((?:(?:[\w$]+|["'][^"'\n]*["'])\s*[:=]\s*)?)("[^"\n]*"|'[^'\n]*'|-?\d+)$/.exec(
      page.text.slice(place.start, place.end),
    );
  const [, head, written] = found ?? [];
  if (!place || head === undefined || written === undefined) return NOTHING;
  const start = place.start + head.length;
  const text = typeof value === "string" ? quoted(value, quoteOf(page.text)) : String(value);
  return [{ start, end: start + written.length, text }];
}

function placedMembers(page: Page, home: MemberHome): readonly Placed<EnumMember>[] {
  const whole = stretchOf(page, home.at);
  return home.members
    .flatMap((item) => {
      const place = stretchOf(page, item.at);
      return place && place.start !== whole?.start ? [{ item, ...place }] : [];
    })
    .sort((a, b) => a.start - b.start);
}

/** Behind the last literal of a union that is written in place, or of an enum whose members have no place. */
function addToUnion(page: Page, home: MemberHome, wanted: WantedMember): readonly Hunk[] {
  const place = stretchOf(page, home.at);
  if (!place) return NOTHING;
  const list = /\bz\s*\.\s*(?:enum|literal)\s*\(\s*\[/.exec(page.text.slice(place.start, place.end));
  if (list) {
    const inside = insideBrackets(page.text, place.start + list.index + list[0].length - 1, TYPE_SYNTAX);
    const last = inside && splitAt(page.text, inside, TYPE_SYNTAX, ",").at(-1);
    return last ? extendArray(page, last, literalOf(page, home, wanted), wanted.isAlone) : NOTHING;
  }
  const literals = [...page.text.slice(place.start, place.end).matchAll(/"[^"\n]*"(?!\s*:)|'[^'\n]*'(?!\s*:)/g)];
  const last = literals.at(-1);
  const between = last && [...signs(page.text, { start: place.start, end: place.start + last.index }, TYPE_SYNTAX)];
  if (
    !last ||
    !between?.some(({ char }) => char === ":" || char === "=") ||
    page.text.slice(place.start, place.end).includes("z.")
  )
    return NOTHING;
  const end = place.start + last.index + last[0].length;
  return [{ start: end, end, text: ` | ${literalOf(page, home, wanted)}` }];
}

/** One more alternative, on a line of its own where the last one has one. */
function extendUnion(page: Page, home: MemberHome, last: Stretch, wanted: WantedMember): readonly Hunk[] {
  const lineStart = page.text.lastIndexOf("\n", last.start - 1) + 1;
  const lead = page.text.slice(lineStart, last.start);
  const ahead = /^\s*\|\s*$/.test(lead) ? `\n${lead}` : " | ";
  return [{ start: last.end, end: last.end, text: ahead + literalOf(page, home, wanted) }];
}

/** One more entry of `["A", "B"]`. */
function extendArray(page: Page, last: Stretch, literal: string, isAlone?: boolean): readonly Hunk[] {
  return insertBelow(page, last, [literal], ",", isAlone);
}

/** Whether the literal is one of `A | B`, not of `[A, B]`. */
function isInUnion({ text }: Page, { start }: Stretch): boolean {
  return /[|=]\s*$/.test(text.slice(Math.max(0, start - 200), start));
}

/** The chosen value, else the name, in lower case when the other values are. */
function literalOf(page: Page, home: MemberHome, { name, value }: WantedMember): string {
  if (value !== undefined && typeof value !== "string") return String(value);
  const isLower =
    home.members.length > 0 &&
    home.members.every((member) => typeof member.value === "string" && member.value === member.value.toLowerCase());
  return quoted(value ?? (isLower ? name.toLowerCase() : name), quoteOf(page.text));
}

function nextValue(home: MemberHome, { number, value, ahead, spent = [] }: WantedMember): string | undefined {
  const used = home.members.flatMap((member) => (typeof member.value === "number" ? member.value : []));
  const wanted = number ?? (typeof value === "number" ? value : undefined);
  if (wanted !== undefined) return used.includes(wanted) ? undefined : String(wanted);
  if (spent.length === 0) return String(Math.max(-1, ...used) + 1 + ahead);
  const next = nextNumber(used, spent, Number.MAX_SAFE_INTEGER, ahead);
  return next === undefined ? undefined : String(next);
}
