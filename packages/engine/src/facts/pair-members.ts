import { type EnumMember, foldName } from "@nx-contracts/ir";
import type { ValueSet } from "./fact.js";
import { type Named, type Pairing, pairNames } from "./pair-names.js";

/**
 * Pairs the members of two enums by mapping, by name with the enum's prefix
 * (`ANIME_STATUS_FINISHED` for `FINISHED`) or without, or by the value that
 * stands for them in JSON. The zero member `…_UNSPECIFIED`, which proto asks
 * for, needs no partner.
 */
export function pairMembers(
  source: Pick<ValueSet, "name">,
  sourceMembers: readonly EnumMember[],
  mirror: Pick<ValueSet, "name">,
  mirrorMembers: readonly EnumMember[],
  mapped: { readonly [source: string]: string },
): Pairing<EnumMember, EnumMember> {
  const pairing = pairNames(
    sourceMembers.map((member) => named(member, source.name)),
    mirrorMembers.map((member) => named(member, mirror.name)),
    { what: "member", within: source.name, mapped, fold: foldName },
  );
  return {
    pairs: pairing.pairs,
    missing: pairing.missing.filter((member) => !isUnspecified(member, source.name)),
    extra: pairing.extra.filter((member) => !isUnspecified(member, mirror.name)),
  };
}

/** A JSON value that somebody chose, not the name that a proto enum falls back on. */
export function hasOwnValue(member: EnumMember): boolean {
  return !(member.number !== undefined && member.value === member.name);
}

/** The member's name without the prefix of its enum; the whole name where that leaves nothing. */
export function bareMemberName(member: EnumMember, enumName: string): string {
  const { name } = member;
  const folded = foldName(enumName);
  if (!foldName(name).startsWith(folded)) return name;
  const end = endOfFolded(name, folded.length);
  const rest = name.slice(end).replace(/^_+/, "");
  const atBoundary = name[end] === "_" || /^\p{Ll}\p{Lu}$/u.test(name.slice(end - 1, end + 1));
  return rest !== "" && atBoundary ? rest : name;
}

function named(member: EnumMember, enumName: string): Named<EnumMember> {
  const bare = bareMemberName(member, enumName);
  const names = bare === member.name ? [member.name] : [bare, member.name];
  const value = hasOwnValue(member) && typeof member.value === "string" ? [member.value] : [];
  return { value: member, name: member.name, answersTo: [...new Set([...names, ...value])], at: member.at };
}

/** Offset after `count` characters, underscores not counted. */
function endOfFolded(name: string, count: number): number {
  let at = 0;
  for (let left = count; left > 0 && at < name.length; at++) if (name[at] !== "_") left--;
  return at;
}

function isUnspecified(member: EnumMember, enumName: string): boolean {
  return member.number === 0 && foldName(bareMemberName(member, enumName)) === "unspecified";
}
