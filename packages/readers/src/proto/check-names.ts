import { toJsonName } from "@nx-contracts/ir";
import { nameAt } from "./context.js";
import type { Context } from "./context.js";
import type { Features } from "./features.js";
import { isPseudoOption } from "./options.js";
import { fieldName } from "./symbols.js";
import type { EnumNode, EnumValueNode, FieldNode, MessageNode, Stretch } from "./syntax-tree.js";

/** Names that clash inside one message: fields, oneofs, nested types, their enum values, nested extensions. */
export function checkMessageNames(context: Context, fullName: string, node: MessageNode): void {
  const names = new NameSet(context, fullName);
  for (const element of node.body) {
    switch (element.kind) {
      case "field":
        addFieldNames(names, element);
        break;
      case "oneof":
        names.add(element.name, nameAt(element));
        for (const member of element.body) if (member.kind === "field") addFieldNames(names, member);
        break;
      case "message":
        names.add(element.name, nameAt(element));
        break;
      case "enum":
        names.add(element.name, nameAt(element));
        for (const value of element.body) if (value.kind === "value") names.add(value.name, nameAt(value));
        break;
      case "extend":
        for (const field of element.body) addFieldNames(names, field);
        break;
      default:
    }
  }
}

function addFieldNames(names: NameSet, field: FieldNode): void {
  names.add(fieldName(field), nameAt(field));
  if (field.group) names.add(field.name, nameAt(field));
  if (field.map) names.add(mapEntryName(field.name), nameAt(field));
}

/** `shop_items` → `ShopItemsEntry`, the message that protoc makes for a map. */
export function mapEntryName(field: string): string {
  const camel = toJsonName(field);
  return `${camel.charAt(0).toUpperCase()}${camel.slice(1)}Entry`;
}

class NameSet {
  readonly #seen = new Map<string, number>();
  readonly #context: Context;
  readonly #scope: string;

  constructor(context: Context, scope: string) {
    this.#context = context;
    this.#scope = scope;
  }

  add(name: string, at: Stretch): void {
    if (this.#seen.has(name)) reportTwice(this.#context, `${this.#scope}.${name}`, name, at);
    else this.#seen.set(name, at.start);
  }
}

/** Reports the second definition of a name. */
export function reportTwice(
  context: Context,
  subject: string,
  name: string,
  at: Stretch,
  elsewhere = "in this scope",
): void {
  context.report(
    "read/duplicate-name",
    subject,
    `"${name}" is already defined ${elsewhere}.`,
    "Rename one of the two.",
    at,
  );
}

/** The JSON name as written, or derived from the field's name. */
export function jsonName(field: FieldNode): { readonly name: string; readonly written: boolean } {
  for (const option of field.options) {
    if (isPseudoOption(option) && option.name[0]?.name === "json_name" && option.value.kind === "string") {
      return { name: option.value.value, written: true };
    }
  }
  const name = fieldName(field);
  return { name: name.includes("_") ? toJsonName(name) : name, written: false };
}

/**
 * Fields that would write the same JSON key.
 * @see https://protobuf.dev/programming-guides/json/
 */
export function checkJsonNames(
  context: Context,
  fullName: string,
  fields: readonly FieldNode[],
  features: Features,
): void {
  const seen = new Map<string, { readonly field: FieldNode; readonly written: boolean }>();
  for (const field of fields) {
    const { name, written } = jsonName(field);
    const earlier = seen.get(name);
    if (earlier === undefined) {
      seen.set(name, { field, written });
      continue;
    }
    // Files from before JSON existed may hold names that only differ in their underscores.
    if (!written && !earlier.written && features.json_format === "LEGACY_BEST_EFFORT") continue;
    const message = `The JSON name "${name}" is already that of "${earlier.field.name}".`;
    context.refuse(
      `${fullName}.${field.name}`,
      message,
      "Rename one of the fields, or give it a json_name.",
      nameAt(field),
    );
  }
}

/** Enum values that would be the same in generated code, their prefix taken off. */
export function checkValueNames(context: Context, fullName: string, node: EnumNode, features: Features): void {
  if (features.json_format === "LEGACY_BEST_EFFORT") return;
  const seen = new Map<string, EnumValueNode>();
  for (const value of node.body) {
    if (value.kind !== "value") continue;
    const key = shortName(value.name, node.name);
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, value);
    else if (earlier.number !== value.number && earlier.name !== value.name) {
      const message = `Without the prefix of its enum, "${value.name}" is the same as "${earlier.name}".`;
      context.refuse(`${fullName}.${value.name}`, message, "Rename one of the two.", nameAt(value));
    }
  }
}

/** The value's name in PascalCase without the name of its enum, as protoc compares them. */
function shortName(value: string, enumName: string): string {
  const prefix = enumName.replaceAll("_", "").toLowerCase();
  let at = 0;
  let matched = 0;
  for (; at < value.length && matched < prefix.length; at++) {
    if (value[at] === "_") continue;
    if (value[at]?.toLowerCase() !== prefix[matched]) break;
    matched++;
  }
  const rest = matched === prefix.length ? value.slice(at).replace(/^_+/, "") : "";
  const words = (rest === "" ? value : rest).split("_");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()).join("");
}
