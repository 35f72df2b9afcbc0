import type { ReadContract } from "@nx-contracts/engine";
import type { Enum, SchemaRecord } from "@nx-contracts/ir";
import type { ChangeRequest } from "./request.js";

const TYPES = [
  "string",
  "bool",
  "int64",
  "double",
  "timestamp",
  "list<string>",
  "list<int64>",
  "map<string, string>",
  "map<string, double>",
  "map<string, list<string>>",
];
const WORDS = ["native", "peak", "budget", "venue", "slot", "label", "encore", "pilot", "remake", "score"];

/** A change that somebody might ask for, of the contracts as they are now. */
export function randomRequest(
  contracts: readonly ReadContract[],
  random: (below: number) => number,
  step: number,
): ChangeRequest | undefined {
  const pick = <T>(items: readonly T[]): T | undefined => items[random(items.length)];
  const contract = pick(contracts.filter(({ id }) => id !== "anime-document"));
  if (!contract) return undefined;
  const { schema } = contract.source;
  const record = pick(schema.records.filter(({ name, fields }) => /^\w+$/.test(name) && fields.length > 0));
  const definition = pick(schema.enums);
  const word = () => `${pick(WORDS)}_${pick(WORDS)}_${step}`;
  const type = () => pick([...TYPES, ...namesOf(schema.records), ...namesOf(schema.enums)]) ?? "string";
  const kind = pick([
    "add-field",
    "add-field",
    "add-field",
    "remove-field",
    "remove-field",
    "remove-field",
    "rename-field",
    "deprecate-field",
    "add-member",
    "remove-member",
    "add-record",
    "add-enum",
    "remove-record",
  ]);
  const id = { contract: contract.id };
  const field = record && pick(record.fields);
  const member = definition && pick(definition.members);
  switch (kind) {
    case "add-field":
      return record && { kind, record: record.name, name: word(), type: type(), optional: random(10) < 6, ...id };
    case "remove-field":
    case "deprecate-field":
      return record && field && { kind, record: record.name, name: field.name, ...id };
    case "rename-field":
      return record && field && { kind, record: record.name, name: field.name, to: word(), ...id };
    case "add-member":
      return definition && { kind, enum: definition.name, name: word().toUpperCase(), ...id };
    case "remove-member":
      return definition && member && { kind, enum: definition.name, name: member.name, ...id };
    case "add-record": {
      const fields = [1, 2, 3].map(() => `${word()}_${random(1e6)}:${type()}${random(2) === 0 ? "?" : ""}`);
      return { kind, name: `Made${step}`, fields, ...id };
    }
    case "add-enum":
      return { kind: "add-record", name: `Kind${step}`, members: ["CALM", "LOUD", `ODD_${step}`], ...id };
    case "remove-record": {
      const made = pick([...schema.records, ...schema.enums].filter(({ name }) => /^(?:Made|Kind)\d/.test(name)));
      return made && { kind, name: made.name, ...id };
    }
    default:
      return undefined;
  }
}

function namesOf(definitions: readonly (SchemaRecord | Enum)[]): readonly string[] {
  return definitions.flatMap(({ name }) => (/^\w+$/.test(name) ? [name] : []));
}
