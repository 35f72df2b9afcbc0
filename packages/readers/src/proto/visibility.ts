import type { Context } from "./context.js";
import { fileFeatures } from "./features.js";
import { packageOf } from "./unit.js";
import type { EnumDefinition, MessageDefinition } from "./unit.js";
import type { Stretch } from "./syntax-tree.js";

/**
 * Refuses a type of another file that this file may not use.
 * @see https://protobuf.dev/editions/features/#symbol-vis
 */
export function checkExported(
  context: Context,
  subject: string,
  type: MessageDefinition | EnumDefinition,
  at: Stretch,
): void {
  if (type.unit === context.unit || isExported(type)) return;
  const message = `${type.fullName} is local to ${type.unit.file.path}.`;
  context.report("read/unresolved-type", subject, message, 'Write "export" ahead of its definition there.', at);
}

function isExported({ node, unit, fullName }: MessageDefinition | EnumDefinition): boolean {
  if (node.visibility !== "") return node.visibility === "export";
  const { default_symbol_visibility: visibility } = fileFeatures(unit.file);
  if (visibility === "EXPORT_ALL") return true;
  const scope = packageOf(unit.file);
  const isTopLevel = fullName.length === scope.length + (scope === "" ? 0 : 1) + node.name.length;
  return visibility === "EXPORT_TOP_LEVEL" && isTopLevel;
}
