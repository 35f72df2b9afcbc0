import { type FactOf, type ParityFact, parityFacts, type ReadContract } from "@nx-contracts/engine";
import {
  type Direction,
  neighbourOf,
  type Side,
  sideOf,
  type WantedEnum,
  wantedEnum,
  type WantedRecord,
  wantedRecord,
  writeEnum,
  writeRecord,
} from "@nx-contracts/engine/edit";
import type { Enum, Schema, SchemaRecord } from "@nx-contracts/ir";
import type { Draft } from "./draft.js";
import { refused } from "./refused.js";

type Missing = FactOf<"record-missing"> | FactOf<"enum-missing">;

/**
 * Writes a record or an enum at the end of its neighbour's file; in a proto
 * with numbers that were never used, or those that its parts had before.
 *
 * @throws ContractsError `change-refused` where the language cannot say it, or the name is taken
 */
export function writeDefinition(
  draft: Draft,
  wanted: WantedRecord | WantedEnum,
  schema: Schema,
  neighbour: SchemaRecord | Enum | undefined,
): void {
  const numbered = schema.language === "proto" ? withNumbers(draft, wanted, schema, neighbour) : wanted;
  const edits =
    "fields" in numbered
      ? writeRecord(numbered, schema, neighbour, draft.textOf)
      : writeEnum(numbered, schema, neighbour, draft.textOf);
  if (edits.length > 0) return draft.apply(edits);
  const file = neighbour?.at.file ?? schema.records[0]?.at.file ?? schema.enums[0]?.at.file;
  throw refused(
    file === undefined
      ? `\`${wanted.name}\` has no file to stand in: the ${schema.language} side of the contract defines nothing yet.`
      : `\`${wanted.name}\` cannot be written into ${file}: the name is taken there, or a part of it cannot be said in that language.`,
    "Take another name or other types, or write it by hand.",
    neighbour?.at,
  );
}

/** Gives every mirror what it lacks now and did not lack before. Gives the files that were written to. */
export async function writeIntoMirrors(draft: Draft, before: ReadonlySet<string>): Promise<readonly string[]> {
  const files: string[] = [];
  const seen = new Set(before);
  for (;;) {
    const next = missingDefinitions(await draft.contracts()).find(({ key }) => !seen.has(key));
    if (!next) return files;
    seen.add(next.key);
    const { fact } = next;
    const schema = fact.source.schema;
    const direction: Direction = { from: sideOf(schema), to: sideOf(fact.mirror), fromSource: true };
    const definition = fact.kind === "record-missing" ? fact.source.record : fact.source.enum;
    const wanted =
      "fields" in definition ? wantedRecord(definition, direction) : wantedEnum(definition, direction.from);
    if (!wanted) throw untranslatable(definition);
    const neighbour = neighbourOf(definition, direction);
    writeDefinition(draft, wanted, fact.mirror, neighbour);
    files.push(neighbour?.at.file ?? "");
  }
}

/** Records and enums that a mirror lacks, by a key that stays the same whatever else changes. */
export function missingDefinitions(
  contracts: readonly ReadContract[],
): readonly { readonly fact: Missing; readonly key: string }[] {
  return contracts.flatMap(({ id, source, mirrors }) =>
    mirrors.flatMap((mirror, position) =>
      parityFacts(source.schema, mirror.schema, mirror.mapping).flatMap((fact) =>
        isMissing(fact) ? [{ fact, key: `${id} ${position} ${fact.subject}` }] : [],
      ),
    ),
  );
}

function isMissing(fact: ParityFact): fact is Missing {
  return fact.kind === "record-missing" || fact.kind === "enum-missing";
}

/** Numbers for the parts of a definition that the lock remembers under its name. */
function withNumbers<Wanted extends WantedRecord | WantedEnum>(
  draft: Draft,
  wanted: Wanted,
  schema: Schema,
  neighbour: SchemaRecord | Enum | undefined,
): Wanted {
  const entries = draft.remembered(qualifiedName(wanted.name, sideOf(schema), neighbour));
  if (entries.length === 0) return wanted;
  const known = new Map(entries.map(({ name, number }) => [name, number]));
  let next = Math.max(...entries.map(({ number }) => number), 0);
  const numberOf = (name: string) => known.get(name) ?? ++next;
  if ("fields" in wanted) {
    const fields = wanted.fields.map((field) => ({ ...field, number: numberOf(field.name) }));
    return { ...wanted, fields };
  }
  const prefix = `${wanted.name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toUpperCase()}_`;
  const members = wanted.members.map((member) => ({ ...member, number: numberOf(prefix + member.name) }));
  return { ...wanted, members };
}

/** What a definition will be called in a schema. */
export function qualifiedName(
  name: string,
  { schema, index }: Side,
  neighbour: SchemaRecord | Enum | undefined = schema.records[0] ?? schema.enums[0],
): string {
  if (neighbour === undefined) return schema.package === undefined ? name : `${schema.package}.${name}`;
  const local = index.localName(neighbour);
  return neighbour.qualifiedName.slice(0, neighbour.qualifiedName.length - local.length) + name;
}

function untranslatable({ name, at }: SchemaRecord | Enum) {
  return refused(
    `\`${name}\` in ${at.file} has a type that a mirror has no words for.`,
    "Take another type, or write the mirror by hand.",
    at,
  );
}
