import type { ReadRule } from "@nx-contracts/ir";
import type { ImportGraph } from "./imports.js";
import { isType, resolveName } from "./resolve.js";
import { SCALARS } from "./scalars.js";
import type { SymbolTable } from "./symbols.js";
import type { FieldNode, Stretch } from "./syntax-tree.js";
import { join } from "./unit.js";
import type { Definition, EnumDefinition, MessageDefinition, Problem, Unit } from "./unit.js";

/** The type of a field: a scalar's name, or what a name led to. */
export type ResolvedType = string | MessageDefinition | EnumDefinition;

/** What the steps that compile one file share. */
export class Context {
  readonly table: SymbolTable;
  readonly graph: ImportGraph;
  readonly unit: Unit;
  readonly #problems: Problem[];

  constructor(table: SymbolTable, graph: ImportGraph, unit: Unit, problems = unit.problems) {
    this.table = table;
    this.graph = graph;
    this.unit = unit;
    this.#problems = problems;
  }

  /** The same tables, seen from another file. */
  from(unit: Unit): Context {
    return unit === this.unit ? this : new Context(this.table, this.graph, unit);
  }

  /** The same, but what is reported is heard by nobody. */
  quiet(): Context {
    return new Context(this.table, this.graph, this.unit, []);
  }

  report(rule: ReadRule, subject: string, message: string, help: string, { start, end }: Stretch): void {
    this.#problems.push({ rule, subject, message, help, start, end });
  }

  /** Reports what the language forbids. */
  refuse(subject: string, message: string, help: string, at: Stretch): void {
    this.report("read/invalid-definition", subject, message, help, at);
  }

  /** The type that `name` means in `scope`; `undefined` where it means none. */
  typeOf(scope: string, name: string): ResolvedType | undefined {
    if (SCALARS.has(name)) return name;
    const found = resolveName(this.table, this.unit, scope, name, isType);
    return found.kind === "message" || found.kind === "enum" ? found : undefined;
  }

  /** The type of a field of a message or `extend` block in `scope`; for a map, that of its value. */
  fieldType(scope: string, field: FieldNode): ResolvedType | undefined {
    if (field.group) return this.typeOf("", `.${join(scope, field.group.name)}`);
    return this.typeOf(scope, field.map ? field.map.value : field.type);
  }

  /** Reports that `name`, looked up from `scope`, is not what was wanted. */
  reportUnresolved(
    scope: string,
    name: string,
    wanted: string,
    accepts: (definition: Definition) => boolean,
    subject: string,
    at: Stretch,
  ): void {
    // A missing import is reported once, not once more for each name it would have brought.
    if (this.unit.hasBrokenImport) return;
    const found = resolveName(this.table, this.unit, scope, name, accepts);
    if (found.kind !== "unresolved") return;
    if (found.found !== undefined) {
      const message = `"${name}" is the ${KIND_NAMES[found.found.kind]} ${found.found.fullName}, where ${wanted} is needed.`;
      this.report("read/unresolved-type", subject, message, `Name ${wanted}.`, at);
      return;
    }
    if (found.shadowedBy !== undefined) {
      const message = `"${name}" is looked up in ${found.shadowedBy}, which defines no such name.`;
      this.report(
        "read/unresolved-type",
        subject,
        message,
        `Begin the name with a dot to look it up from the root: ".${name}".`,
        at,
      );
      return;
    }
    const elsewhere = this.#elsewhere(scope, name, accepts);
    const message = `"${name}" is not defined here or in any imported file.`;
    const help =
      elsewhere === undefined
        ? "Correct the name, or import the file that defines it."
        : `Import "${elsewhere.unit.file.path}", which defines it.`;
    this.report("read/unresolved-type", subject, message, help, at);
  }

  #elsewhere(scope: string, name: string, accepts: (definition: Definition) => boolean): Definition | undefined {
    const plain = name.replace(/^\./, "");
    for (let from = scope; ; from = from.slice(0, Math.max(0, from.lastIndexOf(".")))) {
      const found = this.table.all(join(from, plain)).find(accepts);
      if (found !== undefined || from === "") return found;
    }
  }
}

const KIND_NAMES: { readonly [kind in Definition["kind"]]: string } = {
  message: "message",
  enum: "enum",
  service: "service",
  extension: "extension",
  value: "enum value",
};

/** Where a field's own name stands. */
export function nameAt(node: { readonly name: string; readonly nameStart: number }): Stretch {
  return { start: node.nameStart, end: node.nameStart + node.name.length };
}
