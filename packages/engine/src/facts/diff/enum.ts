import type { Enum, EnumMember } from "@nx-contracts/ir";
import type { EnumIn } from "../fact.js";
import { hasOwnValue } from "../pair-members.js";
import { definitionFacts } from "./definition.js";
import type { DiffFact, MemberIn } from "./fact.js";
import { mergeOrder } from "./merge-order.js";
import type { Versions } from "./pair-versions.js";
import { type Both, changed, type Names } from "./piece.js";
import { reservationFacts } from "./record.js";

/** How one enum and its members changed. */
export function* enumFacts(versions: Versions, from: Enum, to: Enum): Generator<DiffFact> {
  const within = versions.after.nameOf(to);
  const names = { within, subject: within };
  const both = {
    before: { schema: versions.before.schema, enum: from, at: from.at },
    after: { schema: versions.after.schema, enum: to, at: to.at },
  };
  if (from.open !== to.open) yield { kind: "open-changed", ...names, ...changed(both, from.open, to.open) };
  yield* definitionFacts(names, both, from, to);
  for (const pair of mergeOrder(from.members, to.members, versions.membersOf(from, to))) {
    yield* memberFacts(within, both, pair.before, pair.after);
  }
  yield* reservationFacts(names, both, from.reserved, to.reserved);
}

function* memberFacts(
  within: string,
  { before, after }: Both<EnumIn>,
  from: EnumMember | undefined,
  to: EnumMember | undefined,
): Generator<DiffFact> {
  const names = { within, subject: `${within}.${(to ?? from)?.name ?? ""}` };
  const older = from && { schema: before.schema, enum: before.enum, member: from, at: from.at };
  const newer = to && { schema: after.schema, enum: after.enum, member: to, at: to.at };
  if (older && newer) yield* pairedMemberFacts(names, { before: older, after: newer });
  else if (newer) yield { kind: "member-added", ...names, owner: before, after: { ...newer, value: newer.member } };
  else if (older) yield { kind: "member-removed", ...names, owner: after, before: { ...older, value: older.member } };
}

function* pairedMemberFacts(names: Names, both: Both<MemberIn>): Generator<DiffFact> {
  const [from, to] = [both.before.member, both.after.member];
  if (from.name !== to.name) yield { kind: "member-renamed", ...names, ...changed(both, from.name, to.name) };
  const isValueChanged = from.value !== to.value && (hasOwnValue(from) || hasOwnValue(to));
  if (isValueChanged) yield { kind: "member-value-changed", ...names, ...changed(both, from.value, to.value) };
  if (from.number !== to.number && !(isValueChanged && from.value === from.number && to.value === to.number)) {
    yield { kind: "member-number-changed", ...names, ...changed(both, from.number, to.number) };
  }
  yield* definitionFacts(names, both, from, to);
}
