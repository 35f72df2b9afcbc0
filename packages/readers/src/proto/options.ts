import { nearestName } from "@nx-contracts/ir";
import type { JsonObject, JsonValue } from "@nx-contracts/ir";
import type { Context } from "./context.js";
import { extensionView, fieldsOf } from "./message-view.js";
import type { FieldView } from "./message-view.js";
import { extendsType, readValue, setField } from "./option-value.js";
import type { OpenObject, ValuePlace } from "./option-value.js";
import { isExtension, resolveName } from "./resolve.js";
import type { OptionNamePart, OptionNode } from "./syntax-tree.js";
import type { MessageDefinition } from "./unit.js";

/** What options may be set on; each has its message in descriptor.proto. */
export const OPTION_TARGETS = {
  FILE: "FileOptions",
  MESSAGE: "MessageOptions",
  FIELD: "FieldOptions",
  ONEOF: "OneofOptions",
  ENUM: "EnumOptions",
  ENUM_ENTRY: "EnumValueOptions",
  SERVICE: "ServiceOptions",
  METHOD: "MethodOptions",
  EXTENSION_RANGE: "ExtensionRangeOptions",
} as const;

export type OptionTarget = keyof typeof OPTION_TARGETS;

export const DESCRIPTOR_PATH = "google/protobuf/descriptor.proto";

/**
 * The options of one element as JSON, extensions under their full names in
 * parentheses. Every option is held against the message it is a field of; what
 * does not fit is reported.
 * @see https://protobuf.dev/programming-guides/proto3/#options
 */
export function readOptions(
  place: ValuePlace,
  options: readonly OptionNode[],
  target: OptionTarget,
): JsonObject | undefined {
  if (options.length === 0) return undefined;
  const message = optionsMessage(place.context, target);
  if (message === undefined) return undefined;
  const result: OpenObject = {};
  for (const option of options) {
    if (target === "FIELD" && isPseudoOption(option)) continue;
    readOption(place, message, option, target, result);
  }
  return Object.keys(result).length === 0 ? undefined : (result as JsonObject);
}

/** `default` and `json_name` are written like options, but are properties of the field. */
export function isPseudoOption({ name }: OptionNode): boolean {
  const [first] = name;
  return name.length === 1 && first?.extension === false && (first.name === "default" || first.name === "json_name");
}

function optionsMessage(context: Context, target: OptionTarget): MessageDefinition | undefined {
  const unit = context.graph.wellKnown(DESCRIPTOR_PATH);
  if (unit === undefined) return undefined;
  const found = context.table.find(unit, `google.protobuf.${OPTION_TARGETS[target]}`);
  return found?.kind === "message" ? found : undefined;
}

function readOption(
  place: ValuePlace,
  message: MessageDefinition,
  option: OptionNode,
  target: OptionTarget,
  result: OpenObject,
): void {
  const { context, subject } = place;
  let type = message;
  let object = result;
  for (const [index, part] of option.name.entries()) {
    const field = part.extension ? findExtension(place, type, part) : fieldsOf(context, type).get(part.name);
    if (field === undefined) {
      if (!part.extension) unknownOption(place, type, part);
      return;
    }
    if (!isAllowed(place, field, part, target)) return;
    if (otherMember(context, type, field, object) !== undefined) {
      context.refuse(subject, `Sets two members of the oneof "${field.oneof}".`, "Remove one of the two.", part);
      return;
    }
    if (index === option.name.length - 1) {
      const json = readValue(place, field, option.value, false);
      if (!setField(object, field, json ?? null)) {
        const message = `Sets the option "${part.name}" a second time.`;
        context.refuse(subject, message, "Remove one of the two.", {
          start: option.name[0]?.start ?? option.start,
          end: part.end,
        });
      }
      return;
    }
    const inner = field.context.fieldType(field.scope, field.node);
    if (typeof inner !== "object" || inner.kind !== "message" || field.repeated) {
      const message = `The option "${part.name}" has no fields of its own to set one by one.`;
      context.refuse(subject, message, "Give it a value as a whole.", part);
      return;
    }
    const present = object[field.name];
    object = isOpenObject(present) ? present : (object[field.name] = {} as OpenObject);
    type = inner;
  }
}

function isOpenObject(
  value: JsonValue | OpenObject | readonly (JsonValue | OpenObject)[] | undefined,
): value is OpenObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function findExtension(place: ValuePlace, type: MessageDefinition, part: OptionNamePart): FieldView | undefined {
  const { context, scope, subject } = place;
  const found = resolveName(context.table, context.unit, scope, part.name, isExtension);
  if (found.kind === "extension") {
    return extendsType(context, found, type, subject, part) ? extensionView(context, found) : undefined;
  }
  context.reportUnresolved(scope, part.name, "an extension", isExtension, subject, part);
  return undefined;
}

function unknownOption(place: ValuePlace, type: MessageDefinition, part: OptionNamePart): void {
  const names = [...fieldsOf(place.context, type).keys()];
  const near = nearestName(part.name, names);
  const help =
    near === undefined ? "Correct its name; a custom option is written in parentheses." : `Did you mean "${near}"?`;
  place.context.refuse(place.subject, `${type.fullName} has no option "${part.name}".`, help, part);
}

function otherMember(
  context: Context,
  type: MessageDefinition,
  field: FieldView,
  object: OpenObject,
): string | undefined {
  if (field.oneof === undefined) return undefined;
  for (const other of fieldsOf(context, type).values()) {
    if (other.oneof === field.oneof && other.name !== field.name && object[other.name] !== undefined) return other.name;
  }
  return undefined;
}

function isAllowed(place: ValuePlace, field: FieldView, part: OptionNamePart, target: OptionTarget): boolean {
  const { context, subject } = place;
  if (!part.extension && part.name === "uninterpreted_option") {
    context.refuse(
      subject,
      '"uninterpreted_option" is for compilers only.',
      "Set the option that it stands for by its own name.",
      part,
    );
    return false;
  }
  if (!part.extension && part.name === "features" && context.unit.file.syntax !== "editions") {
    context.refuse(
      subject,
      `Features exist in editions only, and this file is ${context.unit.file.syntax}.`,
      "Remove the feature, or begin the file with an edition.",
      part,
    );
    return false;
  }
  const targets: string[] = [];
  for (const { name, value } of field.node.options) {
    if (name[0]?.name === "targets" && value.kind === "word") targets.push(value.word);
  }
  if (targets.length === 0 || targets.includes(`TARGET_TYPE_${target}`)) return true;
  context.refuse(subject, `"${part.name}" cannot be set on ${TARGET_NAMES[target]}.`, "Remove it here.", part);
  return false;
}

const TARGET_NAMES: { readonly [target in OptionTarget]: string } = {
  FILE: "a file",
  MESSAGE: "a message",
  FIELD: "a field",
  ONEOF: "a oneof",
  ENUM: "an enum",
  ENUM_ENTRY: "an enum value",
  SERVICE: "a service",
  METHOD: "a method",
  EXTENSION_RANGE: "an extension range",
};
