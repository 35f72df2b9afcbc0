import type { Mapping } from "@nx-contracts/engine";
import type { Language } from "@nx-contracts/ir";
import type { GenerateDraft } from "./generate-draft.js";
import type { IgnoreDraft } from "./mapping.js";
import type { Match } from "./match.js";

/** A contract before it is written. Paths are relative to the workspace root. */
export interface ContractDraft {
  readonly id: string;
  readonly kind: "api" | "event";
  readonly source: SideDraft;
  readonly mirrors: readonly MirrorDraft[];
  /** The pairs that it rests on. */
  readonly matches: readonly Match[];
}

export interface SideDraft {
  readonly reader: Language;
  /** Files, or one pattern for all of a folder. */
  readonly files: readonly string[];
  readonly roots: readonly string[];
}

export interface MirrorDraft extends SideDraft {
  readonly mapping: Mapping;
  readonly ignored: readonly IgnoreDraft[];
}

/** A `contracts.yaml` before it is written. */
export interface ConfigDraft {
  readonly path: string;
  readonly name: string;
  readonly contracts: readonly ContractDraft[];
  readonly generate: readonly GenerateDraft[];
}

/** `Anime ↔ Anime: 21 of 23 fields`. */
function describeMatch({ source, mirror, likeness }: Match): string {
  const where = mirror.index.schema.language === "typescript" ? " in TypeScript" : "";
  const more = mirror.record.fields.length - likeness.shared;
  const told = `${likeness.shared} of ${likeness.of} field${likeness.of === 1 ? "" : "s"}`;
  return `${source.name} ↔ ${mirror.name}${where}: ${told}${more > 0 ? `, ${more} more in the mirror` : ""}`;
}

function isSame(matches: readonly Match[]): boolean {
  return matches.every(({ source, mirror }) => source.name === mirror.name);
}

/** More pairs than these are told one by one only where there is something to tell. */
const FEW = 6;
/** What is told one by one at most. */
const MOST = 20;

/** The pairs of a contract in a few lines: those first that differ in their names or fields. */
export function describeMatches(
  matches: readonly Match[],
): readonly { readonly match?: Match; readonly text: string }[] {
  const isPlain = ({ mirror, likeness, instead }: Match) =>
    likeness.name >= 0.9 &&
    likeness.shared === likeness.of &&
    likeness.shared === mirror.record.fields.length &&
    instead.length === 0;
  const told = matches.length <= FEW ? matches : matches.filter((match) => !isPlain(match));
  const lines = told.slice(0, MOST).map((match) => ({ match, text: describeMatch(match) }));
  const rest = matches.filter((match) => !told.slice(0, MOST).includes(match));
  const names = [...new Set(rest.map(({ source }) => source.name))];
  if (names.length === 0) return lines;
  const [first = "", second = first] = names;
  const few =
    names.length === 1
      ? first
      : names.length === 2
        ? `${first} and ${second}`
        : `${first}, ${second} and ${names.length - 2} more`;
  return [
    ...lines,
    {
      text: rest.every(isPlain)
        ? `${few}: all fields, under the same names${isSame(rest) ? "" : ", affixes aside"}`
        : few,
    },
  ];
}
