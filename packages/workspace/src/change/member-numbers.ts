import { bareMemberName } from "@nx-contracts/engine/edit";
import { type Enum, foldName } from "@nx-contracts/ir";
import type { Draft } from "./draft.js";
import { refused } from "./refused.js";

const HIGHEST = 2_147_483_647;

/**
 * Checks that a number that a person names can be given to a member.
 *
 * @throws ContractsError `change-refused` with what has it, or had it
 */
export function checkMemberNumber(draft: Draft, definition: Enum, number: number): void {
  const reason = whyTaken(draft, definition, number);
  if (reason === undefined) return;
  throw refused(
    `\`${definition.name}\` cannot have a member with the number ${number}: ${reason}.`,
    "Leave `--number` out: the next one that was never used is taken.",
    definition.at,
  );
}

function whyTaken(draft: Draft, { members, reserved, qualifiedName }: Enum, number: number): string | undefined {
  const isIn = ({ from, to }: { readonly from: number; readonly to: number }) => from <= number && number <= to;
  if (!Number.isInteger(number) || number < -HIGHEST - 1 || number > HIGHEST) return "numbers of members have 32 bits";
  const holder = members.find((member) => member.number === number);
  if (holder) return `\`${holder.name}\` has it (${holder.at.file}:${holder.at.line})`;
  if (reserved.numbers.some(isIn)) return "it is reserved";
  const entry = draft.remembered(qualifiedName).find((each) => each.number === number);
  if (entry) return `contracts.lock remembers that \`${entry.name}\` had it`;
  return draft.spentNumbers(qualifiedName).some(isIn) ? "contracts.lock has it reserved" : undefined;
}

/**
 * Checks that no member that is gone was called like that, as far as protos
 * and their lock remember.
 *
 * @throws ContractsError `change-refused`
 */
export function checkMemberName(draft: Draft, definition: Enum, asked: string): void {
  const isIt = (name: string) =>
    [name, bareMemberName({ name, value: name, deprecated: false, at: definition.at }, definition.name)].some(
      (each) => foldName(each) === foldName(asked),
    );
  const entry = draft.remembered(definition.qualifiedName).find(({ name, retired }) => retired && isIt(name));
  if (!entry && !definition.reserved.names.some(isIt)) return;
  const reason = entry ? `contracts.lock remembers it as the member of the number ${entry.number}` : "it is reserved";
  throw refused(
    `\`${definition.name}\` cannot have a member called \`${asked}\`: ${reason}.`,
    "Take another name.",
    definition.at,
  );
}
