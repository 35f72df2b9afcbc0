import type { EnumMember } from "@nx-contracts/ir";
import { insertBelow } from "./insert.js";
import { describeMember } from "./member-doc.js";
import { memberName, quoted, quoteOf } from "./names.js";
import { type Hunk, type Page, placedInside, stretchOf } from "./page.js";
import { nextNumber } from "./proto-declaration.js";
import { docstringBelow } from "./pydantic-field.js";
import { insideBrackets, literalsIn, PYTHON_SYNTAX } from "./scan.js";
import { type MemberHome, NOTHING, type WantedMember } from "./writer.js";

/** Adds `NAME = value` below the last member of an enum, its value in the manner of the others. */
export function addPythonMember(page: Page, home: MemberHome, wanted: WantedMember): readonly Hunk[] {
  const own = placedInside(page, home.at, home.members);
  const last = own.at(-1);
  const name = memberName(wanted.name);
  if (!last || name === undefined || /^\d/.test(name)) return NOTHING;
  const isNumeric = home.members.every(({ value }) => typeof value === "number");
  const value = isNumeric ? freeNumber(home, wanted) : (wanted.value ?? likeOthers(home, name));
  if (value === undefined || (isNumeric && typeof value !== "number")) return NOTHING;
  const line = `${name} = ${literal(page, value)}`;
  const lines = describeMember(page, own, line, wanted, { line: "#", isBlockUsual: false, isBehindPossible: true });
  const below = insertBelow(page, { ...last, end: docstringBelow(page, last.end) ?? last.end }, lines);
  if (below.length > 0 && below.every((hunk) => "line" in hunk)) return below;
  const isLast = /^[ \t]*(?:#[^\n]*)?(?:\n|$)/.test(page.text.slice(last.end));
  return isLast ? [{ start: last.end, end: last.end, text: `; ${line}` }] : NOTHING;
}

/** Adds a value to a `Literal` that a field lists in place. */
export function addLiteral(page: Page, home: MemberHome, wanted: WantedMember): readonly Hunk[] {
  const place = stretchOf(page, home.at);
  const found = place && /\bLiteral\s*\[/.exec(page.text.slice(place.start, place.end));
  const inside =
    found && place && insideBrackets(page.text, place.start + found.index + found[0].length - 1, PYTHON_SYNTAX);
  const last = inside && [...literalsIn(page.text, inside, PYTHON_SYNTAX)].at(-1);
  if (!last) return NOTHING;
  const value = wanted.value ?? wanted.name;
  // Where the annotation itself stands in quotes, its inner ones are the others.
  const quote = page.text.startsWith("'", last.start) ? "'" : '"';
  const text = typeof value === "string" ? quoted(value, quote) : literal(page, value);
  return insertBelow(page, last, [text], ",", wanted.isAlone);
}

/** Gives a member another value. */
export function setPythonValue(page: Page, member: EnumMember, value: EnumMember["value"]): readonly Hunk[] {
  const place = stretchOf(page, member.at);
  const found =
    place && /^(\w+\s*=\s*)(["'][^"'\n]*["']|-?\d+)$/.exec(page.text.slice(place.start, place.end).trimEnd());
  const [, head, written] = found ?? [];
  if (!place || head === undefined || written === undefined) return NOTHING;
  const start = place.start + head.length;
  return [{ start, end: start + written.length, text: literal(page, value) }];
}

function literal(page: Page, value: EnumMember["value"]): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "number" ? String(value) : quoted(value, quoteOf(page.text));
}

/** In lower case when all others are so; a proto's member has no text of its own. */
function likeOthers(home: MemberHome, name: string): string {
  const isLower = home.members.every((member) => member.value === member.name.toLowerCase());
  return isLower ? name.toLowerCase() : name;
}

function freeNumber(home: MemberHome, { number, value, ahead, spent = [] }: WantedMember): number | undefined {
  const used = home.members.flatMap((member) => (typeof member.value === "number" ? member.value : []));
  const wanted = number ?? (typeof value === "number" ? value : undefined);
  if (wanted !== undefined) return used.includes(wanted) ? undefined : wanted;
  return nextNumber(used, spent, Number.MAX_SAFE_INTEGER, ahead);
}
