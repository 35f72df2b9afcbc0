import type { ReadContract, ValueSet } from "@nx-contracts/engine";
import type { Enum, EnumMember, TypeRef } from "@nx-contracts/ir";
import { locateEnum, locateRecord } from "./locate.js";
import { refused } from "./refused.js";

/** A closed set of values in the source of a contract. */
export interface Values {
  readonly contract: ReadContract;
  readonly set: ValueSet;
  /** Absent where a field lists them in place. */
  readonly definition?: Enum;
  /** Those of a field that lists them in place. */
  readonly values: readonly EnumMember[];
}

/**
 * Finds an enum by its name, or the values that a field lists in place by
 * `Record.field`.
 *
 * @throws ContractsError `change-refused`
 */
export function locateValues(
  contracts: readonly ReadContract[],
  { enum: name, contract: id }: { readonly enum: string; readonly contract?: string },
): Values {
  const where = id === undefined ? {} : { contract: id };
  const inPlace = name.includes(".") ? fieldValues(contracts, name, where) : undefined;
  if (inPlace) return inPlace;
  const { contract, definition } = locateEnum(contracts, { name, ...where });
  const set: ValueSet = { schema: contract.source.schema, name: definition.name, at: definition.at, enum: definition };
  return { contract, set, definition, values: [] };
}

function fieldValues(
  contracts: readonly ReadContract[],
  name: string,
  where: { readonly contract?: string },
): Values | undefined {
  const dot = name.lastIndexOf(".");
  const isKnown = contracts.some(({ source }) =>
    source.schema.enums.some((each) => each.qualifiedName === name || each.qualifiedName.endsWith(`.${name}`)),
  );
  if (isKnown) return undefined;
  const { contract, definition: record } = locateRecord(contracts, { name: name.slice(0, dot), ...where });
  const field = record.fields.find((each) => each.name === name.slice(dot + 1));
  if (!field)
    throw refused(
      `\`${record.name}\` has no field \`${name.slice(dot + 1)}\`.`,
      "Name an enum, or a field.",
      record.at,
    );
  const literal = literalIn(field.type);
  if (!literal)
    throw refused(`\`${name}\` does not list values.`, "Name an enum, or a field that lists its values.", field.at);
  const values = literal.values.map((value) => ({ name: String(value), value, deprecated: false, at: field.at }));
  return {
    contract,
    set: { schema: contract.source.schema, name: `${record.name}.${field.name}`, at: field.at },
    values,
  };
}

function literalIn(type: TypeRef): Extract<TypeRef, { kind: "literal" }> | undefined {
  if (type.kind === "literal") return type;
  if (type.kind === "nullable") return literalIn(type.of);
  return type.kind === "list" ? literalIn(type.item) : undefined;
}
