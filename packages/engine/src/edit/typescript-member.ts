import type { EnumMember } from "@nx-contracts/ir";
import { insertBelow } from "./insert.js";
import { describeMember } from "./member-doc.js";
import { memberName, quoted, quoteOf } from "./names.js";
import { type Hunk, type Page, type Placed, type Stretch, stretchOf } from "./page.js";
import { nextNumber } from "./proto-declaration.js";
import { insideBrackets, literalsIn, signs, TYPE_SYNTAX } from "./scan.js";
import { type MemberHome, NOTHING, type WantedMember } from "./writer.js";

/** Adds a value to a union of literals, a member to an enum or an entry to a table of values. */
export function addTypeScriptMember(page: Page, home: MemberHome, wanted: WantedMember): readonly Hunk[] {
  const own = placedMembers(page, home);
  const last = own.at(-1);
  if (!last) return addToUnion(page, home, wanted);
  const text = page.text.slice(last.start, last.end);
  if (/^["'\d-]/.test(text) && !/^["'][^"']*["']\s*[:=]/.test(text)) {
    return isInUnion(page, last)
      ? extendUnion(page, last, literalOf(page, home, wanted))
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
  const field = page.text.slice(place.start, place.end);
  const list = /\bz\s*\.\s*(enum|literal|union)\s*\(\s*\[/.exec(field);
  const inside = list
    ? insideBrackets(page.text, place.start + list.index + list[0].length - 1, TYPE_SYNTAX)
    : field.includes("z.")
      ? undefined
      : place;
  const isKey = ({ end }: Stretch) => /^\s*\??:/.test(page.text.slice(end));
  const last = inside && [...literalsIn(page.text, inside, TYPE_SYNTAX)].filter((each) => !isKey(each)).at(-1);
  if (!last) return NOTHING;
  const text = literalLike(page, home, last, wanted);
  if (!list) return isBehindSign(page, place, last) ? extendUnion(page, last, text) : NOTHING;
  if (list[1] !== "union") return extendArray(page, last, text, wanted.isAlone);
  const call = /\bz\s*\.\s*literal\s*\(\s*$/.exec(page.text.slice(place.start, last.start));
  const close = call && insideBrackets(page.text, place.start + call.index + call[0].indexOf("("), TYPE_SYNTAX);
  if (!close) return NOTHING;
  const option = { start: place.start + call.index, end: close.end + 1 };
  return extendArray(page, option, `z.literal(${text})`, wanted.isAlone);
}

/** A value in the quotes of the one that it stands behind. */
function literalLike(page: Page, home: MemberHome, { start }: Stretch, wanted: WantedMember): string {
  const [quote] = /^["']/.exec(page.text.slice(start)) ?? [];
  const { value } = wanted;
  return typeof value === "string" && quote !== undefined
    ? quoted(value, quote === "'" ? "'" : '"')
    : literalOf(page, home, wanted);
}

function isBehindSign({ text }: Page, { start }: Stretch, last: Stretch): boolean {
  const ahead = [...signs(text, { start, end: last.start }, TYPE_SYNTAX)];
  return ahead.some(({ char }) => char === ":" || char === "=");
}

/** One more alternative, on a line of its own where the last one has one. */
function extendUnion(page: Page, last: Stretch, literal: string): readonly Hunk[] {
  const lineStart = page.text.lastIndexOf("\n", last.start - 1) + 1;
  const lead = page.text.slice(lineStart, last.start);
  const ahead = /^\s*\|\s*$/.test(lead) ? `\n${lead}` : " | ";
  return [{ start: last.end, end: last.end, text: ahead + literal }];
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
