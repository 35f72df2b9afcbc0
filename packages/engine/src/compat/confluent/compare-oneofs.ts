import type { ConfluentDifference } from "./difference.js";
import type { MessageFields } from "./message-fields.js";
import type { ProtoField } from "@nx-contracts/ir";

/** What differs between the oneofs of two messages, their members aside: what now excludes what, then which came and went, by name. */
export function* compareOneofs(
  original: MessageFields,
  update: MessageFields,
  path: string,
): Generator<ConfluentDifference> {
  for (const [name, members] of update.byOneof) {
    const type = newExclusion(members, original);
    if (type) yield { type, path: `${path}/${name}` };
  }
  for (const name of [...new Set([...original.byOneof.keys(), ...update.byOneof.keys()])].sort()) {
    if (!update.byOneof.has(name)) yield { type: "ONEOF_REMOVED", path: `${path}/${name}` };
    else if (!original.byOneof.has(name)) yield { type: "ONEOF_ADDED", path: `${path}/${name}` };
  }
}

/**
 * Whether members of a oneof exclude each other that did not before. Those of
 * one oneof did, those from outside any did not, and no data has new ones.
 */
function newExclusion(
  members: readonly ProtoField[],
  original: MessageFields,
): "MULTIPLE_FIELDS_MOVED_TO_ONEOF" | "FIELD_MOVED_TO_EXISTING_ONEOF" | undefined {
  const oneofs = new Set<string>();
  let fromOutside = 0;
  for (const { number } of members) {
    const before = original.byTag.get(number);
    if (before?.oneof !== undefined) oneofs.add(before.oneof);
    else if (before) fromOutside++;
  }
  if (oneofs.size + fromOutside <= 1) return undefined;
  return fromOutside > 1 ? "MULTIPLE_FIELDS_MOVED_TO_ONEOF" : "FIELD_MOVED_TO_EXISTING_ONEOF";
}

/** Oneofs that are gone with all their members: the registry says nothing of these members. */
export function wholeOneofsRemoved(original: MessageFields, update: MessageFields): ReadonlySet<string> {
  const removed = new Set<string>();
  for (const [name, members] of original.byOneof) {
    if (!update.byOneof.has(name) && !members.some(({ number }) => update.byTag.has(number))) removed.add(name);
  }
  return removed;
}
