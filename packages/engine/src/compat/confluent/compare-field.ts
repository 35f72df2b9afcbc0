import { fieldKindOf, scalarKindOf } from "./field-kind.js";
import type { ConfluentDifference } from "./difference.js";
import type { MessageIn } from "../proto-index.js";
import type { ProtoField } from "@nx-contracts/ir";
import type { Both, Scope, Walk } from "./walk.js";

/** What differs between two fields of one number, all of it reported at `path`. */
export function* compareField(original: ProtoField, update: ProtoField, path: string, scope: Scope): Walk {
  if (original.name !== update.name) yield { type: "FIELD_NAME_CHANGED", path };
  yield* compareType(original, update, path, scope);
}

function* compareType(original: ProtoField, update: ProtoField, path: string, scope: Scope): Walk {
  const kind = fieldKindOf(original);
  if (kind !== fieldKindOf(update)) yield { type: "FIELD_KIND_CHANGED", path };
  else if (kind === "SCALAR") yield* compareScalar(original, update, path);
  else if (kind === "MAP") yield* compareMap(original, update, path, scope);
  else yield* compareMessageType(original, update, path, scope);
}

/** Labels count only where both fields have one: `repeated` against a field of proto3 without any goes unseen. */
function* compareScalar(original: ProtoField, update: ProtoField, path: string): Generator<ConfluentDifference> {
  const kind = scalarKindOf(original);
  if (kind !== scalarKindOf(update)) yield { type: "FIELD_SCALAR_KIND_CHANGED", path };
  else if (original.label !== undefined && update.label !== undefined && original.label !== update.label) {
    const isText = kind === "STRING_OR_BYTES";
    yield { type: isText ? "FIELD_STRING_OR_BYTES_LABEL_CHANGED" : "FIELD_NUMERIC_LABEL_CHANGED", path };
  }
}

/** Keys, then values, which have no labels. */
function* compareMap(original: ProtoField, update: ProtoField, path: string, scope: Scope): Walk {
  const old = scope.original.messages.get(original.typeName ?? "")?.message.fields ?? [];
  const now = scope.update.messages.get(update.typeName ?? "")?.message.fields ?? [];
  for (const [index, part] of old.entries()) {
    const successor = now[index];
    if (successor) yield* compareType(part, successor, path, scope);
  }
}

/**
 * A message type is the same when it has the same name without its package and
 * its definition, where that stands in an imported file on either side, is
 * compatible. Two types of the schemas' own files are compared there. The
 * registry skips two imported types of one subject and version as well: these
 * are equal, and equal definitions do not differ.
 */
function* compareMessageType(
  { typeName: oldName = "" }: ProtoField,
  { typeName: newName = "" }: ProtoField,
  path: string,
  scope: Scope,
): Walk {
  const original = scope.original.messages.get(oldName);
  const update = scope.update.messages.get(newName);
  if (original === undefined || update === undefined) {
    if (oldName !== newName) yield { type: "FIELD_NAMED_TYPE_CHANGED", path };
  } else if (original.message.nestedName !== update.message.nestedName) {
    yield { type: "FIELD_NAMED_TYPE_CHANGED", path };
  } else if (!areBothLocal({ original, update }, scope)) {
    const isBroken = yield { original, update };
    if (isBroken) yield { type: "FIELD_NAMED_TYPE_CHANGED", path };
  }
}

function areBothLocal({ original, update }: Both<MessageIn>, scope: Scope): boolean {
  return original.file === scope.original.main && update.file === scope.update.main;
}
