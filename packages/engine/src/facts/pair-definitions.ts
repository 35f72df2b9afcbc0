import { type Enum, foldName, type SchemaRecord } from "@nx-contracts/ir";
import type { Mapping } from "./mapping.js";
import { type Named, type Pairing, pairNames } from "./pair-names.js";
import type { SchemaIndex } from "./schema-index.js";

/** Which record and which enum of the source is which of the mirror. */
export interface DefinitionPairs {
  readonly records: Pairing<SchemaRecord, SchemaRecord>;
  readonly enums: Pairing<Enum, Enum>;
  /** Qualified name of a source definition → that of its mirror. */
  readonly mirrorOf: ReadonlyMap<string, string>;
  /** Qualified names of the mirror's definitions that are paired. */
  readonly mirrored: ReadonlySet<string>;
}

/**
 * Pairs the records and enums of two schemas by mapping or name, case and
 * underscores aside; nested definitions also by their outer names joined.
 */
export function pairDefinitions(source: SchemaIndex, mirror: SchemaIndex, mapping: Mapping): DefinitionPairs {
  const covered = coverage(source, mapping);
  const context = { mapped: mapping.records ?? {}, fold: foldDefinition };
  const records = pairNames(
    source.schema.records.filter(covered).map((record) => named(source, record, [])),
    mirror.schema.records.map((record) => named(mirror, record, mapping.stripSuffix ?? [])),
    { ...context, what: "record" },
  );
  const enums = pairNames(
    source.schema.enums.filter(covered).map((definition) => named(source, definition, [])),
    mirror.schema.enums.map((definition) => named(mirror, definition, mapping.stripSuffix ?? [])),
    { ...context, what: "enum" },
  );
  const pairs = [...records.pairs, ...enums.pairs];
  return {
    records,
    enums,
    mirrorOf: new Map(pairs.map(([from, to]) => [from.qualifiedName, to.qualifiedName])),
    mirrored: new Set(pairs.map(([, to]) => to.qualifiedName)),
  };
}

function coverage(index: SchemaIndex, { only }: Mapping): (definition: SchemaRecord | Enum) => boolean {
  if (!only) return () => true;
  const names = new Set(only);
  return (definition) => names.has(index.localName(definition)) || names.has(definition.qualifiedName);
}

function named<T extends SchemaRecord | Enum>(index: SchemaIndex, value: T, suffixes: readonly string[]): Named<T> {
  const local = index.localName(value);
  const suffix = suffixes.find((end) => local.endsWith(end) && local.length > end.length);
  const bare = suffix === undefined ? local : local.slice(0, -suffix.length);
  const last = bare.slice(bare.lastIndexOf(".") + 1);
  return { value, name: local, answersTo: bare === last ? [bare] : [bare, last], at: value.at };
}

/** `Page[Book]`, `Page<Book>` and `PageBook`, `Outer.Inner` and `OuterInner` are one name. */
export function foldDefinition(name: string): string {
  return foldName(name).replace(/[^\p{L}\p{N}]/gu, "");
}
