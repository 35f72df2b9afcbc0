import type { JsonObject } from "@nx-contracts/ir";
import type { FieldView } from "./message-view.js";
import type { Accepts, Unresolved } from "./resolve.js";
import { join, packageOf } from "./unit.js";
import type { Definition, EnumDefinition, ExtensionDefinition, MessageDefinition, Unit } from "./unit.js";
import type { EnumNode, ExtendNode, ExtensionsNode, MessageNode } from "./syntax-tree.js";

/**
 * Every definition of every file by full name, and which file may see which.
 * Names of fields, oneofs and nested enum values are not here: nothing refers
 * to them by full name, and their clashes are a message's own affair.
 */
export class SymbolTable {
  /** Fields of the messages that options are made of, found once for each message. */
  readonly views = new Map<MessageDefinition, ReadonlyMap<string, FieldView>>();
  /** The same for their enums. */
  readonly members = new Map<EnumDefinition, ReadonlyMap<string, number>>();
  /** Options of extension ranges that extensions were held against. */
  readonly rangeOptions = new Map<ExtensionsNode, JsonObject>();
  readonly #definitions = new Map<string, Definition | Definition[]>();
  readonly #visible = new Map<Unit, ReadonlySet<Unit>>();
  readonly #extensions: ExtensionDefinition[] = [];
  #extensionsByNumber: ReadonlyMap<MessageDefinition, ReadonlyMap<number, ExtensionDefinition>> | undefined;
  readonly #answers = new Map<Unit, Map<Accepts, Map<string, Definition | Unresolved>>>();
  readonly #packages = new Map<Unit, ReadonlySet<string>>();

  add(unit: Unit): void {
    const scope = packageOf(unit.file);
    for (const declaration of unit.file.body) {
      if (declaration.kind === "message") this.#addMessage(unit, scope, declaration, []);
      else if (declaration.kind === "enum") {
        this.#addEnum(unit, scope, declaration, []);
        for (const value of declaration.body) {
          if (value.kind === "value")
            this.#define({ kind: "value", fullName: join(scope, value.name), unit, node: value });
        }
      } else if (declaration.kind === "extend") this.#addExtensions(unit, scope, declaration);
      else if (declaration.kind === "service") {
        this.#define({ kind: "service", fullName: join(scope, declaration.name), unit, node: declaration });
      }
    }
  }

  /** The definitions named `fullName`, in any file. */
  all(fullName: string): readonly Definition[] {
    const found = this.#definitions.get(fullName);
    return found === undefined ? [] : Array.isArray(found) ? found : [found];
  }

  /** The definition named `fullName` that `unit` may refer to. */
  find(unit: Unit, fullName: string): Definition | undefined {
    const found = this.#definitions.get(fullName);
    if (found === undefined) return undefined;
    const visible = this.visibleFrom(unit);
    if (!Array.isArray(found)) return visible.has(found.unit) ? found : undefined;
    return found.find((definition) => visible.has(definition.unit));
  }

  /**
   * The file itself, what it imports, and what those import publicly.
   * @see https://protobuf.dev/programming-guides/proto3/#importing
   */
  visibleFrom(unit: Unit): ReadonlySet<Unit> {
    const known = this.#visible.get(unit);
    if (known !== undefined) return known;
    const visible = new Set<Unit>([unit]);
    const waiting = unit.imports.filter((imported) => imported !== undefined);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (visible.has(next)) continue;
      visible.add(next);
      for (const [index, statement] of next.file.imports.entries()) {
        const target = next.imports[index];
        if (statement.modifier === "public" && target !== undefined) waiting.push(target);
      }
    }
    this.#visible.set(unit, visible);
    return visible;
  }

  /** Packages that `unit` may name, with their parents: `a.b.c` gives `a`, `a.b` and `a.b.c`. */
  packagesFrom(unit: Unit): ReadonlySet<string> {
    const known = this.#packages.get(unit);
    if (known !== undefined) return known;
    const packages = new Set<string>();
    for (const { file } of this.visibleFrom(unit)) {
      for (
        let name = packageOf(file);
        name !== "" && !packages.has(name);
        name = name.slice(0, Math.max(0, name.lastIndexOf(".")))
      ) {
        packages.add(name);
      }
    }
    this.#packages.set(unit, packages);
    return packages;
  }

  /** Names that were looked up from the package of `unit` before, and what they meant. */
  answers(unit: Unit, accepts: Accepts): Map<string, Definition | Unresolved> {
    let kinds = this.#answers.get(unit);
    if (kinds === undefined) this.#answers.set(unit, (kinds = new Map()));
    let answers = kinds.get(accepts);
    if (answers === undefined) kinds.set(accepts, (answers = new Map()));
    return answers;
  }

  /** Every extension of `extendee` in any file by its number, the first of each; `resolve` finds what one extends. */
  extensionsOf(
    extendee: MessageDefinition,
    resolve: (extension: ExtensionDefinition) => unknown,
  ): ReadonlyMap<number, ExtensionDefinition> {
    this.#extensionsByNumber ??= this.#sortExtensions(resolve);
    return this.#extensionsByNumber.get(extendee) ?? new Map();
  }

  #sortExtensions(
    resolve: (extension: ExtensionDefinition) => unknown,
  ): ReadonlyMap<MessageDefinition, ReadonlyMap<number, ExtensionDefinition>> {
    const sorted = new Map<unknown, Map<number, ExtensionDefinition>>();
    for (const extension of this.#extensions) {
      const extendee = resolve(extension);
      const numbers = sorted.get(extendee) ?? new Map<number, ExtensionDefinition>();
      if (!numbers.has(extension.node.number)) numbers.set(extension.node.number, extension);
      sorted.set(extendee, numbers);
    }
    return sorted as ReadonlyMap<MessageDefinition, ReadonlyMap<number, ExtensionDefinition>>;
  }

  #define(definition: Definition): void {
    const found = this.#definitions.get(definition.fullName);
    if (found === undefined) this.#definitions.set(definition.fullName, definition);
    else if (Array.isArray(found)) found.push(definition);
    else this.#definitions.set(definition.fullName, [found, definition]);
  }

  #addMessage(unit: Unit, scope: string, node: MessageNode, around: readonly MessageNode[]): void {
    const fullName = join(scope, node.name);
    this.#define({ kind: "message", fullName, unit, node });
    const inside = [...around, node];
    for (const element of node.body) {
      switch (element.kind) {
        case "message":
          this.#addMessage(unit, fullName, element, inside);
          break;
        case "enum":
          this.#addEnum(unit, fullName, element, inside);
          break;
        case "extend":
          this.#addExtensions(unit, fullName, element);
          break;
        case "field":
          if (element.group) this.#addMessage(unit, fullName, element.group, inside);
          break;
        case "oneof":
          for (const member of element.body) {
            if (member.kind === "field" && member.group) this.#addMessage(unit, fullName, member.group, inside);
          }
          break;
        default:
      }
    }
  }

  #addEnum(unit: Unit, scope: string, node: EnumNode, around: readonly MessageNode[]): void {
    this.#define({ kind: "enum", fullName: join(scope, node.name), unit, node, around });
  }

  #addExtensions(unit: Unit, scope: string, block: ExtendNode): void {
    for (const field of block.body) {
      const { extendee } = block;
      const definition: ExtensionDefinition = {
        kind: "extension",
        fullName: join(scope, fieldName(field)),
        unit,
        node: field,
        extendee,
        scope,
      };
      this.#define(definition);
      this.#extensions.push(definition);
      if (field.group) this.#addMessage(unit, scope, field.group, []);
    }
  }
}

/** A group's field is called like its message in lower case. */
export function fieldName(field: { readonly name: string; readonly group?: MessageNode }): string {
  return field.group ? field.name.toLowerCase() : field.name;
}
