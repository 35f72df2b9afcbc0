import { foldName, type Schema, type SchemaRecord, type Span } from "@nx-contracts/ir";
import type { DiffFact, DiffFactOf, MemberIn } from "../facts/diff/fact.js";
import { foldDefinition } from "../facts/pair-definitions.js";
import { bareMemberName } from "../facts/pair-members.js";
import { indexSchema } from "../facts/schema-index.js";
import type { ValueSet } from "../facts/fact.js";

/** One side of a contract in two versions. */
export interface SideVersions {
  readonly before: Schema;
  readonly after: Schema;
  /** What differs, as `diffFacts` gives it for these very schemas. */
  readonly facts: readonly DiffFact[];
}

/** What one side changed, by what it is about. */
export interface Touched {
  /** Facts about what stands at a place of the newer version; the span of the schema itself, not one like it. */
  at(place: Span): readonly DiffFact[];
  /** What a record had under one of the names and no longer has, or has under another name. */
  fieldGone(record: SchemaRecord, names: readonly string[]): DiffFact | undefined;
  /** What an enum had under the name, and no longer has, or has under another name. */
  memberGone(set: ValueSet, name: string): DiffFact | undefined;
  /** A record or an enum that is gone and answers to one of the names. */
  definitionGone(names: readonly string[]): DiffFactOf<"record-removed"> | DiffFactOf<"enum-removed"> | undefined;
}

/** Indexes what a side changed. */
export function touchedOf({ before, facts }: Pick<SideVersions, "before" | "facts">): Touched {
  const places = new Map<Span, DiffFact[]>();
  const index = indexSchema(before);
  const definitions = new Map<string, DiffFactOf<"record-removed"> | DiffFactOf<"enum-removed">>();
  for (const fact of facts) {
    if (fact.after) push(places, fact.after.at, fact);
    // What is gone is looked for where it was.
    if (fact.kind === "field-removed") push(places, fact.owner.record.at, fact);
    if (fact.kind === "member-removed") push(places, fact.owner.enum.at, fact);
    if (fact.kind === "record-removed" || fact.kind === "enum-removed") {
      definitions.set(foldDefinition(index.localName(fact.before.value)), fact);
    }
  }
  const at = (place: Span) => places.get(place) ?? [];
  return {
    at,
    fieldGone(record, names) {
      const wanted = new Set(names.map(foldName));
      const isIt = (...own: readonly (string | undefined)[]) =>
        own.some((name) => name !== undefined && wanted.has(foldName(name)));
      const gone = at(record.at).find(
        (fact) => fact.kind === "field-removed" && isIt(fact.before.field.name, fact.before.field.wireName),
      );
      const renamed = record.fields
        .flatMap((field) => at(field.at))
        .find(
          (fact) => (fact.kind === "field-renamed" || fact.kind === "wire-name-changed") && isIt(fact.before.value),
        );
      return gone ?? renamed;
    },
    memberGone(set, name) {
      // Values written in place are one type.
      if (!set.enum) return at(set.at).find(({ kind }) => kind === "type-changed");
      const answers = ({ member }: MemberIn) =>
        [bareMemberName(member, set.name), member.name, String(member.value)].some(
          (own) => foldName(own) === foldName(name),
        );
      const gone = at(set.at).find((fact) => fact.kind === "member-removed" && answers(fact.before));
      const renamed = set.enum.members
        .flatMap((member) => at(member.at))
        .find(
          (fact) => (fact.kind === "member-renamed" || fact.kind === "member-value-changed") && answers(fact.before),
        );
      return gone ?? renamed;
    },
    definitionGone(names) {
      return names.map((name) => definitions.get(foldDefinition(name))).find((fact) => fact !== undefined);
    },
  };
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
