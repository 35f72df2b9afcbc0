import type { SchemaRecord, TypeRef } from "@nx-contracts/ir";
import { compileMessage } from "./compile-message.js";
import { fileFeatures } from "./features.js";
import type { LinkedFiles } from "./link.js";
import { Output } from "./output.js";
import type { MessageNode } from "./syntax-tree.js";
import { packageOf } from "./unit.js";

/**
 * Messages at the top level of imported files that only give a list a name,
 * where a list or a map of `records` holds one: the types of the records are
 * not known without them.
 */
export function importedWrappers(
  { table, context }: LinkedFiles,
  records: readonly SchemaRecord[],
): readonly SchemaRecord[] {
  const known = new Set(records.map(({ qualifiedName }) => qualifiedName));
  const found: SchemaRecord[] = [];
  const waiting = records.flatMap(({ fields }) => fields.flatMap(({ type }) => held(type)));
  for (const name of waiting) {
    if (known.has(name)) continue;
    known.add(name);
    const definition = table.all(name).find(({ kind, unit }) => kind === "message" && !unit.isSource);
    if (definition?.kind !== "message" || !isWrapper(definition.node)) continue;
    const { unit, node } = definition;
    const scope = packageOf(unit.file);
    if (definition.fullName !== (scope === "" ? node.name : `${scope}.${node.name}`)) continue;
    const output = new Output(unit);
    const before = unit.problems.length;
    compileMessage(context(unit), output, scope, node, fileFeatures(unit.file), 0);
    // An imported file is judged where it is a source.
    const isWhole = unit.problems.splice(before).length === 0;
    const [record] = isWhole ? output.records : [];
    if (record?.fields[0]?.type.kind !== "list") continue;
    found.push(record);
    waiting.push(...held(record.fields[0].type));
  }
  return found;
}

/** Names that stand as a map's value or a list's item. */
function held(type: TypeRef): readonly string[] {
  const inner = type.kind === "list" ? type.item : type.kind === "map" ? type.value : undefined;
  return inner?.kind === "ref" ? [inner.name] : [];
}

function isWrapper({ body }: MessageNode): boolean {
  const fields = body.filter(({ kind }) => kind === "field" || kind === "oneof" || kind === "extensions");
  const [only] = fields;
  return fields.length === 1 && only?.kind === "field" && only.label === "repeated";
}
