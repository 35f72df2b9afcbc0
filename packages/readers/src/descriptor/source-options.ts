import type { Context, ResolvedType } from "../proto/context.js";
import { extensionView, fieldsOf, membersOf } from "../proto/message-view.js";
import type { FieldView } from "../proto/message-view.js";
import { isPseudoOption } from "../proto/options.js";
import type { OptionTarget } from "../proto/options.js";
import { isExtension, resolveName } from "../proto/resolve.js";
import type { MessageValue, NumberValue, OptionNode, OptionValue } from "../proto/syntax-tree.js";
import type { MessageDefinition } from "../proto/unit.js";
import { NO_OPTIONS, OpenTree } from "./option-tree.js";
import type { OptionTree, OptionTreeValue } from "./option-tree.js";
import type { OptionFieldType, OptionTypes } from "./option-types.js";
import { bytesText, isZero, numberText, stringText } from "./option-text.js";

/** Turns the options of one file, as written, into trees. */
export class SourceOptions {
  readonly #types: OptionTypes;
  readonly #context: Context;

  constructor(types: OptionTypes, context: Context) {
    this.#types = types;
    this.#context = context;
  }

  /** What `options` set; what leads nowhere is left out, and whoever compiles the file says so. */
  read(options: readonly OptionNode[], target: OptionTarget, scope: string): OptionTree {
    const message = options.length === 0 ? undefined : this.#types.message(target);
    if (message === undefined) return NO_OPTIONS;
    const tree = new OpenTree();
    for (const option of options) {
      if (target === "FIELD" && isPseudoOption(option)) continue;
      this.#set(tree, message, option, 0, scope);
    }
    return tree;
  }

  #set(tree: OpenTree, message: MessageDefinition, option: OptionNode, index: number, scope: string): void {
    const part = option.name[index];
    if (part === undefined) return;
    const view = part.extension ? this.#extension(part.name, scope) : fieldsOf(this.#context, message).get(part.name);
    const field = view && this.#types.typeOf(view, message);
    if (field === undefined || field.isSourceOnly) return;
    if (index === option.name.length - 1) return this.#add(tree, field, option.value, scope);
    if (typeof field.type === "string" || field.type.kind === "enum") return;
    const inner = new OpenTree();
    this.#set(inner, field.type, option, index + 1, scope);
    if (inner.fields.size > 0) tree.add(field.number, field.name, field.repeated, inner);
  }

  #extension(name: string, scope: string): FieldView | undefined {
    const found = resolveName(this.#context.table, this.#context.unit, scope, name, isExtension);
    return found.kind === "extension" ? extensionView(this.#context, found) : undefined;
  }

  #add(tree: OpenTree, field: OptionFieldType, value: OptionValue, scope: string): void {
    const items = value.kind === "list" ? value.items : [value];
    for (const item of items) {
      const text = field.mapKey === undefined ? this.#value(field.type, item, scope) : this.#entry(field, item, scope);
      if (text === undefined) continue;
      if (field.isImplicit && isZero(this.#types, field.type, text)) tree.remove(field.number);
      else tree.add(field.number, field.name, field.repeated, text);
    }
  }

  #value(type: ResolvedType, value: OptionValue, scope: string): OptionTreeValue | undefined {
    if (typeof type === "object" && type.kind === "message")
      return value.kind === "message" ? this.#message(type, value, scope) : undefined;
    if (typeof type === "object") {
      if (value.kind === "integer") return this.#types.memberName(type, Number(signed(value)));
      if (value.kind !== "word") return undefined;
      const number = membersOf(this.#context, type).get(value.word);
      return number === undefined ? value.word : this.#types.memberName(type, number);
    }
    switch (value.kind) {
      case "string":
        return type === "bytes" ? bytesText(value) : stringText(value);
      case "word":
        return type === "bool" ? String(/^(?:true|True|t)$/.test(value.word)) : wordNumber(value.word, value.negative);
      case "integer":
      case "float":
        if (type === "bool") return String(value.digits === "1");
        return type === "float" || type === "double" ? numberText(floatOf(value), type) : signed(value).toString();
      default:
        return undefined;
    }
  }

  #message(type: MessageDefinition, { fields }: MessageValue, scope: string): OptionTree {
    const tree = new OpenTree();
    for (const part of fields) {
      if (part.bracket === "any") {
        const inner = this.#types.named(part.name.slice(part.name.lastIndexOf("/") + 1));
        tree.add(1, "type_url", false, JSON.stringify(part.name));
        const value = inner && part.value.kind === "message" ? this.#message(inner, part.value, scope) : undefined;
        if (value !== undefined && value.fields.size > 0) tree.add(2, "value", false, value);
        continue;
      }
      const view =
        part.bracket === "extension" ? this.#extension(part.name, scope) : fieldsOf(this.#context, type).get(part.name);
      const field = view && this.#types.typeOf(view, type);
      if (field !== undefined && !field.isSourceOnly) this.#add(tree, field, part.value, scope);
    }
    return tree;
  }

  #entry({ mapKey = "", type }: OptionFieldType, value: OptionValue, scope: string): OptionTree | undefined {
    if (value.kind !== "message") return undefined;
    const tree = new OpenTree();
    for (const part of value.fields) {
      const isKey = part.name === "key";
      const inner = this.#value(isKey ? mapKey : type, part.value, scope);
      if (inner !== undefined) tree.add(isKey ? 1 : 2, part.name, false, inner);
    }
    return tree;
  }
}

function signed({ digits, negative }: NumberValue): bigint {
  const isOctal = digits.length > 1 && /^0[0-7]+$/.test(digits);
  const size = isOctal
    ? BigInt(`0o${digits.slice(1)}`)
    : /^(?:\d+|0[xX][0-9a-fA-F]+)$/.test(digits)
      ? BigInt(digits)
      : 0n;
  return negative ? -size : size;
}

function floatOf(value: NumberValue): number {
  const size =
    value.kind === "integer"
      ? Number(signed({ ...value, negative: false }))
      : Number(value.digits.replace(/[fF]$/, ""));
  return value.negative ? -size : size;
}

function wordNumber(word: string, negative: boolean): string | undefined {
  const plain = word.toLowerCase();
  if (plain === "nan") return "NaN";
  return plain === "inf" || plain === "infinity" ? (negative ? "-Infinity" : "Infinity") : undefined;
}
