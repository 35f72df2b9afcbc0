import type { Field, JsonObject, SchemaRecord } from "@nx-contracts/ir";
import { checkExtendee, checkExtension, checkExtensionRange } from "./check-extension.js";
import { checkVisibility } from "./check-file.js";
import { checkField, checkFieldOptions, readDefault } from "./check-field.js";
import type { FieldPlace } from "./check-field.js";
import { checkJsonNames, checkMessageNames, jsonName } from "./check-names.js";
import { HIGHEST_FIELD, checkFieldNumbers, isMessageSet } from "./check-numbers.js";
import { checkStyle } from "./check-style.js";
import { compileEnum } from "./compile-enum.js";
import { readConstraints } from "./constraints.js";
import { nameAt } from "./context.js";
import type { Context } from "./context.js";
import { DEEPEST_MESSAGE } from "./cursor.js";
import { optionsIn, withFeatures } from "./features.js";
import type { Features } from "./features.js";
import { fieldShape } from "./field-type.js";
import { readOptions } from "./options.js";
import { compileReserved, without } from "./output.js";
import type { Output } from "./output.js";
import { fieldName } from "./symbols.js";
import type { ExtendNode, FieldNode, MessageNode, OneofNode } from "./syntax-tree.js";
import { join } from "./unit.js";

/** Adds a message to the schema, and after it those nested in it. */
export function compileMessage(
  context: Context,
  output: Output,
  scope: string,
  node: MessageNode,
  inherited: Features,
  depth: number,
): void {
  const fullName = join(scope, node.name);
  if (depth >= DEEPEST_MESSAGE) {
    context.refuse(
      fullName,
      `Messages are nested more than ${DEEPEST_MESSAGE} levels deep.`,
      "Move the inner ones to the top level of the file.",
      nameAt(node),
    );
    return;
  }
  const features = withFeatures(inherited, optionsIn(node.body));
  const fields = allFields(node);
  checkVisibility(context, fullName, node);
  checkStyle(context, features, "message", fullName, node.name, nameAt(node));
  checkExtensionsAllowed(context, fullName, node);
  checkMessageNames(context, fullName, node);
  checkFieldNumbers(
    context,
    fullName,
    node,
    fields.map(({ field }) => field),
  );
  checkJsonNames(
    context,
    fullName,
    fields.map(({ field }) => field),
    features,
  );
  const options = readOptions({ context, scope: fullName, subject: fullName }, optionsIn(node.body), "MESSAGE");
  checkMessageOptions(context, fullName, node, fields.length, options);
  for (const element of node.body) {
    if (element.kind === "extensions") checkExtensionRange(context, fullName, element);
    if (element.kind === "oneof") checkOneof(context, fullName, element, features);
  }
  const compiled = fields
    .map(({ field, oneof }) => compileField(context, output, fullName, field, oneof, features))
    .filter((field) => field !== undefined);
  if (output.isKept) output.records.push(toRecord(output, fullName, node, compiled, options));
  for (const element of node.body) {
    if (element.kind === "message") compileMessage(context, output, fullName, element, features, depth + 1);
    else if (element.kind === "enum") compileEnum(context, output, fullName, element, features);
    else if (element.kind === "extend") compileExtensions(context, output, fullName, element, features, depth);
    else if (element.kind === "field" && element.group)
      compileMessage(context, output, fullName, element.group, withFeatures(features, element.options), depth + 1);
    else if (element.kind === "oneof") {
      for (const member of element.body) {
        if (member.kind === "field" && member.group)
          compileMessage(context, output, fullName, member.group, withFeatures(features, member.options), depth + 1);
      }
    }
  }
}

function toRecord(
  output: Output,
  fullName: string,
  node: MessageNode,
  fields: readonly Field[],
  options: JsonObject | undefined,
): SchemaRecord {
  const doc = output.doc(node.gap, node.open + 1);
  return {
    name: node.name,
    qualifiedName: fullName,
    fields,
    reserved: compileReserved(
      node.body.filter((element) => element.kind === "reserved"),
      HIGHEST_FIELD,
    ),
    open: false,
    deprecated: options?.["deprecated"] === true,
    ...(doc === undefined ? {} : { doc }),
    at: output.at(node),
    ...without(options, "deprecated"),
  };
}

/** Checks an extend block; the messages of groups in it are records. */
export function compileExtensions(
  context: Context,
  output: Output,
  scope: string,
  block: ExtendNode,
  features: Features,
  depth: number,
): void {
  const extendee = checkExtendee(context, scope, block);
  for (const field of block.body) {
    const subject = join(scope, fieldName(field));
    const own: Features = { ...withFeatures(features, field.options), field_presence: "EXPLICIT" };
    const type = checkField(context, scope, subject, field, "extend", own);
    checkStyle(context, own, "field", subject, fieldName(field), nameAt(field));
    readDefault(context, subject, field, type, own);
    checkFieldOptions(context, subject, field, type, readOptions({ context, scope, subject }, field.options, "FIELD"));
    if (extendee !== undefined) checkExtension(context, subject, field, extendee, type);
    if (field.group) compileMessage(context, output, scope, field.group, own, depth + 1);
  }
}

interface PlacedField {
  readonly field: FieldNode;
  readonly oneof?: OneofNode;
}

/** The fields of a message in the order written, those of its oneofs in their place. */
function allFields(node: MessageNode): readonly PlacedField[] {
  const fields: PlacedField[] = [];
  for (const element of node.body) {
    if (element.kind === "field") fields.push({ field: element });
    else if (element.kind === "oneof") {
      for (const member of element.body) if (member.kind === "field") fields.push({ field: member, oneof: element });
    }
  }
  return fields;
}

function compileField(
  context: Context,
  output: Output,
  scope: string,
  field: FieldNode,
  oneof: OneofNode | undefined,
  inherited: Features,
): Field | undefined {
  const name = fieldName(field);
  const subject = join(scope, name);
  const place: FieldPlace = oneof === undefined ? "message" : "oneof";
  const around = oneof === undefined ? inherited : withFeatures(inherited, optionsIn(oneof.body));
  const own = withFeatures(around, field.options);
  const features: Features = oneof === undefined ? own : { ...own, field_presence: "EXPLICIT" };
  const type = checkField(context, scope, subject, field, place, features);
  const options = readOptions({ context, scope, subject }, field.options, "FIELD");
  checkStyle(context, own, "field", subject, name, nameAt(field));
  checkFieldOptions(context, subject, field, type, options);
  const defaultValue = readDefault(context, subject, field, type, features);
  if (type === undefined || !output.isKept) return undefined;
  const json = jsonName(field);
  const doc = output.doc(field.gap, field.group === undefined ? field.end : field.group.open + 1);
  return {
    name,
    ...(json.name === name ? {} : { wireName: json.name }),
    ...(json.name === name || json.written ? {} : { wireNameDerived: true as const, readNames: [name] }),
    number: field.number,
    ...fieldShape(field, type, oneof !== undefined, features),
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
    constraints: readConstraints(options),
    ...(oneof === undefined ? {} : { oneof: oneof.name }),
    deprecated: options?.["deprecated"] === true,
    ...(doc === undefined ? {} : { doc }),
    at: output.at(field),
    ...without(options, "deprecated"),
  };
}

function checkExtensionsAllowed(context: Context, fullName: string, node: MessageNode): void {
  if (context.unit.file.syntax !== "proto3") return;
  for (const element of node.body) {
    if (element.kind !== "extensions") continue;
    context.refuse(
      fullName,
      "Extension ranges do not exist in proto3.",
      "Remove the range, or use a field of the type google.protobuf.Any.",
      element,
    );
  }
}

function checkOneof(context: Context, fullName: string, node: OneofNode, inherited: Features): void {
  const subject = join(fullName, node.name);
  checkStyle(context, withFeatures(inherited, optionsIn(node.body)), "oneof", subject, node.name, nameAt(node));
  readOptions({ context, scope: fullName, subject }, optionsIn(node.body), "ONEOF");
  if (node.body.some((element) => element.kind === "field")) return;
  context.refuse(subject, `The oneof "${node.name}" has no fields.`, "Add one, or remove the oneof.", node);
}

function checkMessageOptions(
  context: Context,
  fullName: string,
  node: MessageNode,
  fields: number,
  options: JsonObject | undefined,
): void {
  if (options === undefined) return;
  const at = (name: string) => optionsIn(node.body).find((option) => option.name[0]?.name === name) ?? node;
  if (options["map_entry"] !== undefined) {
    context.refuse(fullName, '"map_entry" is for compilers only.', "Write a map<…> field instead.", at("map_entry"));
  }
  if (!isMessageSet(node)) return;
  const name = { start: node.start, end: node.open };
  if (context.unit.file.syntax === "proto3") {
    context.refuse(fullName, "Message sets do not exist in proto3.", 'Remove "message_set_wire_format".', name);
  } else if (fields > 0) {
    context.refuse(fullName, "A message set has extensions only, no fields.", "Remove its fields.", name);
  } else if (!node.body.some((element) => element.kind === "extensions")) {
    context.refuse(fullName, "A message set needs extension ranges.", 'Write "extensions 4 to max;".', name);
  }
}
