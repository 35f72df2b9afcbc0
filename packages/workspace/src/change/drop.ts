import type { FactOf, ReadContract, Side } from "@nx-contracts/engine";
import { isUnused, removeDefinition, removeField, removeMember, wrapperIn } from "@nx-contracts/engine/edit";
import { reserveEdits } from "@nx-contracts/engine/lifecycle";
import type { Enum, EnumMember, Schema, SchemaRecord } from "@nx-contracts/ir";
import type { Draft } from "./draft.js";
import { refused } from "./refused.js";

/** A field with the record and the schema that it stands in. */
export type FieldPlace = FactOf<"field-extra">["mirror"];

/** A closed set of values with the schema that it stands in. */
export type ValuePlace = FactOf<"member-extra">["mirror"];

/**
 * Takes a field out of its file; in a proto its numbers and names are reserved.
 *
 * @throws ContractsError `change-refused` where something else in the file needs it
 */
export async function dropField(draft: Draft, place: FieldPlace): Promise<void> {
  const { field, record, schema } = place;
  const edits = removeField(place, draft.textOf);
  if (edits.length === 0) throw undroppable(`${record.name}.${field.name}`, field.at, "method that names it");
  draft.apply(edits);
  if (schema.language !== "proto") return;
  // A union is read from all alternatives of its oneof.
  const own = field.type.kind === "union" ? record.fields.filter(({ oneof }) => oneof === field.oneof) : [field];
  await reserve(draft, record, {
    numbers: own.flatMap(({ number }) => (number === undefined ? [] : [{ from: number, to: number }])),
    names: own.map(({ name }) => name),
  });
  await dropWrapper(draft, place);
}

/** Takes the message away that only gave a list of the field a name, where it stands in another file and nothing uses it. */
async function dropWrapper(draft: Draft, { field, record, schema }: FieldPlace): Promise<void> {
  const wrapper = wrapperIn(schema, field.type);
  if (!wrapper || wrapper.at.file === record.at.file) return;
  const found = findDefinition(await draft.contracts(), wrapper);
  if (found && "fields" in found.definition && isUnused(found.definition, draft.textOf))
    dropDefinition(draft, found.definition, found.side.schema);
}

/**
 * Takes a value out of a closed set; in a proto its number and name are reserved.
 *
 * @throws ContractsError `change-refused` where it is the only one, or stands for "nothing said"
 */
export async function dropMember(draft: Draft, set: ValuePlace, member: EnumMember): Promise<void> {
  const members = set.enum?.members ?? [];
  if (set.enum && members.length === 1) {
    throw refused(
      `\`${member.name}\` is the only member of \`${set.name}\`.`,
      `Take the enum away: \`nx g nx-contracts:remove ${set.name}\`.`,
      member.at,
    );
  }
  if (set.schema.language === "proto" && members[0]?.name === member.name && member.number === 0) {
    throw refused(
      `\`${member.name}\` is 0, which an enum of a proto must have: it stands for "nothing said".`,
      "Keep it, and stop writing it; take another member away.",
      member.at,
    );
  }
  const edits = removeMember(set, member, draft.textOf);
  if (edits.length === 0) throw undroppable(`${set.name}.${member.name}`, member.at, "code that names it");
  draft.apply(edits);
  if (set.schema.language !== "proto" || !set.enum) return;
  const isShared = members.some((other) => other.number === member.number && other.name !== member.name);
  const { number } = member;
  await reserve(draft, set.enum, {
    numbers: number === undefined || isShared ? [] : [{ from: number, to: number }],
    names: [member.name],
  });
}

/**
 * Takes a record or an enum out of its file.
 *
 * @throws ContractsError `change-refused`
 */
export function dropDefinition(draft: Draft, definition: SchemaRecord | Enum, schema: Schema): void {
  const edits = removeDefinition(definition, schema, draft.textOf);
  if (edits.length === 0) throw undroppable(definition.name, definition.at, "definition by hand");
  draft.apply(edits);
}

/** A definition as it is read now, in whatever contract. */
export function findDefinition(
  contracts: readonly ReadContract[],
  { qualifiedName, at }: SchemaRecord | Enum,
): { readonly definition: SchemaRecord | Enum; readonly side: Side } | undefined {
  for (const side of contracts.flatMap(({ source, mirrors }) => [source, ...mirrors])) {
    const all = [...side.schema.records, ...side.schema.enums];
    const definition = all.find((each) => each.qualifiedName === qualifiedName && each.at.file === at.file);
    if (definition) return { definition, side };
  }
  return undefined;
}

async function reserve(
  draft: Draft,
  definition: SchemaRecord | Enum,
  missing: SchemaRecord["reserved"],
): Promise<void> {
  const found = findDefinition(await draft.contracts(), definition);
  const text = found && draft.textOf(found.definition.at.file);
  if (!found || text === undefined) return;
  const what = "fields" in found.definition ? "message" : "enum";
  draft.apply(reserveEdits(text, found.definition.at, missing, what));
}

function undroppable(name: string, at: SchemaRecord["at"], what: string) {
  return refused(
    `\`${name}\` in ${at.file} cannot be taken away without breaking the file: something there needs it, or hides where it stands.`,
    `Take the ${what} away first, or remove \`${name}\` by hand.`,
    at,
  );
}
