import { type EnumMember, toUpperSnake } from "@nx-contracts/ir";
import { appendDefinition, insertBelow } from "./insert.js";
import { describeMember } from "./member-doc.js";
import { memberName } from "./names.js";
import { syntaxLine } from "./proto-body.js";
import { type Hunk, indentUnit, type Page, placedInside, stretchOf } from "./page.js";
import { nextNumber } from "./proto-declaration.js";
import { type MemberHome, NOTHING, type WantedEnum, type WantedMember } from "./writer.js";

/** Adds an enum whose members carry its name, with a zero member for "nothing said" where none is zero. */
export function addProtoEnum(page: Page, wanted: WantedEnum): readonly Hunk[] {
  const unit = indentUnit(page, "  ");
  const prefix = `${toUpperSnake(wanted.name)}_`;
  const numbered = wanted.members.every(({ number }) => number !== undefined);
  const members = wanted.members.map((member, i) => ({
    name: memberName(member.name),
    number: numbered ? (member.number ?? i + 1) : i + 1,
  }));
  if (members.some(({ name, number }) => name === undefined || !Number.isInteger(number))) return NOTHING;
  const hasZero = members.some(({ number }) => number === 0);
  const ordered = hasZero
    ? members.toSorted((a, b) => Number(b.number === 0) - Number(a.number === 0))
    : [{ name: "UNSPECIFIED", number: 0 }, ...members];
  const lines = ordered.map(({ name, number }) => `${unit}${prefix}${name} = ${number};`);
  return [...syntaxLine(page), appendDefinition(page, [`enum ${wanted.name} {`, ...lines, "}"])];
}

/** Adds a member below the last one, with the prefix of the others. */
export function addProtoMember(page: Page, home: MemberHome, wanted: WantedMember): readonly Hunk[] {
  const own = placedInside(page, home.at, home.members);
  const last = own.at(-1);
  const number = memberNumber(home, wanted);
  const name = memberName(wanted.name);
  if (!last || number === undefined || name === undefined) return NOTHING;
  const prefix = `${toUpperSnake(home.name)}_`;
  const prefixed = home.members.some((member) => member.name.startsWith(prefix));
  const option = wanted.deprecated === true ? " [deprecated = true]" : "";
  const line = `${prefixed ? prefix : ""}${name} = ${number}${option};`;
  const marks = { line: "//", isBlockUsual: false, isBehindPossible: true } as const;
  const below = insertBelow(page, last, describeMember(page, own, line, { ...wanted, deprecated: false }, marks));
  return below.length > 0 && below.every((hunk) => "line" in hunk) ? below : insertBelow(page, last, [line]);
}

/** Gives a member another number, and whoever holds that number the one that it is to have. */
export function setProtoNumber(page: Page, home: MemberHome, member: EnumMember, number: number): readonly Hunk[] {
  const moves = new Map<EnumMember, number>();
  // Whoever holds the number has to move in the same edit: two members may not share one.
  for (let [mover, target]: [EnumMember | undefined, number] = [member, number]; mover && !moves.has(mover);) {
    moves.set(mover, target);
    const holder = home.members.find((other) => other.number === target && other !== mover);
    const next = holder && home.numberFor(holder);
    if (holder && (next === undefined || next === target)) return NOTHING;
    [mover, target] = [holder, next ?? target];
  }
  const changes = [...moves].flatMap(([mover, target]) => renumber(page, home, mover, target) ?? []);
  return changes.length === moves.size ? changes : NOTHING;
}

/** A member's declaration with another number; the first member stays 0, as proto3 has it. */
function renumber(page: Page, home: MemberHome, member: EnumMember, number: number): Hunk | undefined {
  const place = stretchOf(page, member.at);
  const found = place && /^\w+\s*=\s*(-?(?:0[xX][\da-fA-F]+|\d+))/d.exec(page.text.slice(place.start, place.end));
  const [start, end] = found?.indices?.[1] ?? [];
  const isZero = home.members[0]?.name === member.name && member.number === 0;
  const isReserved = home.reserved.some(({ from, to }) => from <= number && number <= to);
  if (!place || start === undefined || end === undefined || isZero || isReserved) return undefined;
  return { start: place.start + start, end: place.start + end, text: String(number) };
}

/** The other side's number where it is free, else the next one. */
function memberNumber(home: MemberHome, wanted: WantedMember): number | undefined {
  const used = home.members.flatMap(({ number }) => number ?? []);
  const { spent = [] } = wanted;
  if (wanted.number === undefined) return nextNumber(used, [...home.reserved, ...spent], 2_147_483_647, wanted.ahead);
  const isFree =
    Number.isInteger(wanted.number) &&
    !used.includes(wanted.number) &&
    !home.reserved.some(({ from, to }) => from <= Number(wanted.number) && Number(wanted.number) <= to);
  return isFree ? wanted.number : undefined;
}
