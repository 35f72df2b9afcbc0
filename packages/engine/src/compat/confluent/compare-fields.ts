import type { MessageIn } from "../proto-index.js";
import { compareField } from "./compare-field.js";
import { compareOneofs, wholeOneofsRemoved } from "./compare-oneofs.js";
import type { ConfluentDifference } from "./difference.js";
import { MessageFields } from "./message-fields.js";
import type { ProtoField } from "@nx-contracts/ir";
import type { Scope, Walk } from "./walk.js";

/** What differs between the oneofs of two messages, then between their fields, in the order of the numbers. */
export function* compareFields(before: MessageIn, after: MessageIn, path: string, scope: Scope): Walk {
  const original = new MessageFields(before);
  const update = new MessageFields(after);
  yield* compareOneofs(original, update, path);
  const gone = wholeOneofsRemoved(original, update);
  const tags = [...new Set([...original.byTag.keys(), ...update.byTag.keys()])].sort((a, b) => a - b);
  scope.countMessage(tags.length);
  for (const tag of tags) {
    const old = original.byTag.get(tag);
    const now = update.byTag.get(tag);
    if (old && now) yield* comparePaired(old, now, path, scope);
    else if (old && !gone.has(old.oneof ?? "")) yield removed(old, path);
    else if (now) yield added(now, path);
  }
}

/** Compares two fields wherever in their messages they stand. */
function* comparePaired(original: ProtoField, update: ProtoField, path: string, scope: Scope): Walk {
  const at = placeOf(update, path);
  if (original.oneof !== undefined && update.oneof === undefined)
    yield { type: "ONEOF_FIELD_MOVED_TO_TOP_LEVEL", path: at };
  yield* compareField(original, update, at, scope);
}

function removed(field: ProtoField, message: string): ConfluentDifference {
  const path = placeOf(field, message);
  if (field.oneof !== undefined) return { type: "ONEOF_FIELD_REMOVED", path };
  return { type: field.label === "required" ? "REQUIRED_FIELD_REMOVED" : "FIELD_REMOVED", path };
}

function added(field: ProtoField, message: string): ConfluentDifference {
  const path = placeOf(field, message);
  if (field.oneof !== undefined) return { type: "ONEOF_FIELD_ADDED", path };
  return { type: field.label === "required" ? "REQUIRED_FIELD_ADDED" : "FIELD_ADDED", path };
}

function placeOf({ oneof, number }: ProtoField, message: string): string {
  return oneof === undefined ? `${message}/${number}` : `${message}/${oneof}/${number}`;
}
