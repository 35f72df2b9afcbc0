import type { ReadContract } from "@nx-contracts/engine";
import { type Field, foldName, nearestName, type SchemaRecord } from "@nx-contracts/ir";
import type { Draft } from "./draft.js";
import { type Located, locateRecord } from "./locate.js";
import { refused } from "./refused.js";

/** What a person names a field by. */
export interface NamedField {
  /** Local name of the record in the source, `Outer.Inner`. */
  readonly record: string;
  readonly name: string;
  /** Id of the contract, where several have a record of that name. */
  readonly contract?: string;
}

/** A field of a record that is the source of a contract. */
export interface LocatedField extends Located<SchemaRecord> {
  readonly field: Field;
}

/**
 * Finds a field of a source; absent where it was there once, as the lock or a
 * proto remembers.
 *
 * @throws ContractsError `change-refused` where there is no such record or field, or another record declares it
 */
export function locateField(
  draft: Draft,
  contracts: readonly ReadContract[],
  { record: name, name: wanted, contract }: NamedField,
): LocatedField | undefined {
  const located = locateRecord(contracts, { name, ...(contract !== undefined && { contract }) });
  const { definition } = located;
  const field = fieldNamed(definition, wanted);
  if (!field) {
    if (isRemembered(draft, contracts, located, wanted)) return undefined;
    throw noField(definition, wanted);
  }
  if (isInside(field, definition)) return { ...located, field };
  const owner = located.contract.source.schema.records.find((each) => isInside(field, each));
  throw refused(
    `\`${definition.name}\` has \`${field.name}\` of another class, in ${field.at.file}:${field.at.line}.`,
    owner ? `Name the class that declares it, \`${owner.name}\`.` : "Change it there.",
    field.at,
  );
}

/** A field by its name, its key, or either in another style. */
export function fieldNamed({ fields }: SchemaRecord, wanted: string): Field | undefined {
  const folded = foldName(wanted);
  return (
    fields.find(({ name }) => name === wanted) ??
    fields.find(({ wireName }) => wireName === wanted) ??
    fields.find(({ name, wireName = name }) => foldName(name) === folded || foldName(wireName) === folded)
  );
}

function isInside({ at }: Field, { at: outer }: SchemaRecord): boolean {
  const end = outer.endLine ?? outer.line;
  return at.file === outer.file && at.line >= outer.line && (at.endLine ?? at.line) <= end;
}

/** Whether the lock, or a reservation of the record or its mirrors, remembers a field of that name. */
function isRemembered(
  draft: Draft,
  contracts: readonly ReadContract[],
  { definition, contract }: Located<SchemaRecord>,
  name: string,
): boolean {
  const folded = foldName(name);
  const sides = contracts
    .filter(({ source }) => source.files.join("\n") === contract.source.files.join("\n"))
    .flatMap(({ source, mirrors }) => [source, ...mirrors]);
  const records = sides.flatMap(({ schema }) => schema.records).filter((each) => each.name === definition.name);
  return records.some(
    ({ reserved, qualifiedName }) =>
      reserved.names.some((each) => foldName(each) === folded) ||
      draft.spentNames(qualifiedName).some((each) => foldName(each) === folded),
  );
}

function noField({ name, fields, computed = [], at }: SchemaRecord, wanted: string) {
  const method = computed.find((each) => each.name === wanted);
  if (method) {
    return refused(
      `\`${name}.${wanted}\` is computed by a method, in ${method.at.file}:${method.at.line}.`,
      "Change the method by hand, and run `nx-contracts check --fix parity` for the mirrors.",
      method.at,
    );
  }
  const near = nearestName(
    wanted,
    fields.map((field) => field.name),
  );
  return refused(
    `\`${name}\` in ${at.file} has no field \`${wanted}\`.`,
    near === undefined ? "Name one that it has." : `Did you mean \`${near}\`?`,
    at,
  );
}
