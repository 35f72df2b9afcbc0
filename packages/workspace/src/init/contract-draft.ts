import type { Mapping } from "@nx-contracts/engine";
import type { Language } from "@nx-contracts/ir";
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
  readonly onlyCalled: readonly string[];
}

/** A `contracts.yaml` before it is written. */
export interface ConfigDraft {
  readonly path: string;
  readonly name: string;
  readonly contracts: readonly ContractDraft[];
}

/** `Anime ↔ Anime: 21 of 23 fields`. */
export function describeMatch({ source, mirror, likeness }: Match): string {
  const where = mirror.index.schema.language === "typescript" ? " in TypeScript" : "";
  return `${source.name} ↔ ${mirror.name}${where}: ${likeness.shared} of ${likeness.of} field${likeness.of === 1 ? "" : "s"}`;
}
