import { nearestFreeNumber } from "@nx-contracts/engine/edit";
import type { SchemaRecord } from "@nx-contracts/ir";
import type { Draft } from "./draft.js";
import { refused } from "./refused.js";

const HIGHEST = 536_870_911;

/**
 * Checks that a number that a person names can be given to a field of a
 * message, and that its name was not used for another one.
 *
 * @throws ContractsError `change-refused` with what has it, or had it
 */
export function checkNumber(draft: Draft, record: SchemaRecord, number: number): void {
  const reason = whyTaken(draft, record, number);
  if (reason === undefined) return;
  const free = nearestFreeNumber(record, draft.spentNumbers(record.qualifiedName));
  throw refused(
    `\`${record.name}\` cannot have a field with the number ${number}: ${reason}.`,
    free === undefined ? "Name another one." : `Leave \`--number\` out, or take ${free}, the next free one.`,
    record.at,
  );
}

function whyTaken(draft: Draft, record: SchemaRecord, number: number): string | undefined {
  const isIn = ({ from, to }: { readonly from: number; readonly to: number }) => from <= number && number <= to;
  if (!Number.isInteger(number) || number < 1 || number > HIGHEST) return `numbers run from 1 to ${HIGHEST}`;
  if (number >= 19_000 && number <= 19_999) return "protobuf keeps 19000 to 19999 for itself";
  const holder = record.fields.find((field) => field.number === number);
  if (holder) return `\`${holder.name}\` has it (${holder.at.file}:${holder.at.line})`;
  if (record.reserved.numbers.some(isIn)) return "it is reserved";
  const entry = draft.remembered(record.qualifiedName).find((each) => each.number === number);
  if (entry) return `contracts.lock remembers that \`${entry.name}\` had it`;
  return draft.spentNumbers(record.qualifiedName).some(isIn) ? "contracts.lock has it reserved" : undefined;
}

/**
 * Checks that a name was not used for another field, as far as protos and
 * their lock remember.
 *
 * @throws ContractsError `change-refused`
 */
export function checkName(draft: Draft, record: SchemaRecord, name: string): void {
  const isReserved = record.reserved.names.includes(name);
  const entry = draft.remembered(record.qualifiedName).find((each) => each.name === name && each.retired);
  if (!isReserved && !entry) return;
  const reason = entry ? `contracts.lock remembers it as the field of the number ${entry.number}` : "it is reserved";
  throw refused(
    `\`${record.name}\` cannot have a field called \`${name}\`: ${reason}, and what was written then would be taken for it.`,
    "Take another name.",
    record.at,
  );
}
