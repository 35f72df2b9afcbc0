import type { Base } from "./classes.js";
import { ConfigReader } from "./config.js";
import { generateAliases, makeField, unwrap, type FieldState, type Written } from "./field.js";
import type { Context } from "./meaning.js";
import type { Program } from "./program.js";
import type { ClassInfo } from "./scope.js";
import type { AssignStatement, Expression } from "./syntax/tree.js";
import { substitute, variablesIn, type PyType, type Variable } from "./type-model.js";
import { TypeReader } from "./types.js";

/** An annotated name of a class body. */
interface Annotated {
  readonly name: string;
  readonly statement: AssignStatement;
  readonly annotation: Expression;
  readonly context: Context;
  readonly decided: boolean;
}

const isFieldName = (name: string) => !name.startsWith("_") && name !== "model_config";

/** The fields of models, collected along their bases as Pydantic does when a class is made. */
export class Models {
  readonly types: TypeReader;
  readonly configs: ConfigReader;
  readonly #program: Program;
  readonly #annotations = new Map<ClassInfo, readonly Annotated[]>();
  readonly #fields = new Map<ClassInfo, ReadonlyMap<string, FieldState>>();

  constructor(program: Program) {
    this.#program = program;
    this.types = new TypeReader(program);
    this.configs = new ConfigReader(program);
  }

  /**
   * Effective fields in Pydantic's order: annotations from the farthest
   * ancestor to the class itself, an overridden one keeps its place.
   * @see https://github.com/pydantic/pydantic/blob/main/pydantic/_internal/_fields.py
   */
  fields(cls: ClassInfo): ReadonlyMap<string, FieldState> {
    const known = this.#fields.get(cls);
    if (known !== undefined) return known;
    this.#fields.set(cls, new Map());
    const inherited = new Map<string, FieldState>();
    const bases = this.#program.classes.bases(cls);
    for (const base of bases.toReversed()) {
      for (const [name, field] of this.#baseFields(base, cls)) inherited.set(name, field);
    }
    const order = new Map<string, Annotated | undefined>();
    if (this.#program.classes.isRootModel(cls)) order.set("root", undefined);
    for (const ancestor of this.#program.classes.order(cls).toReversed()) {
      if (typeof ancestor === "string") continue;
      for (const annotated of this.annotations(ancestor)) {
        if (annotated.decided) order.set(annotated.name, annotated);
      }
    }
    const config = this.configs.read(cls);
    const fields = new Map<string, FieldState>();
    for (const [name, annotated] of order) {
      if (!isFieldName(name)) continue;
      const field = this.#field(cls, name, annotated, inherited);
      if (field !== undefined) fields.set(name, generateAliases(field, config.aliases));
    }
    this.#fields.set(cls, fields);
    return fields;
  }

  #field(
    cls: ClassInfo,
    name: string,
    annotated: Annotated | undefined,
    inherited: ReadonlyMap<string, FieldState>,
  ): FieldState | undefined {
    const parent = inherited.get(name);
    if (annotated === undefined) return parent;
    const isOwn = annotated.context.owner === cls;
    const assigned = this.#assigned(cls, name);
    if (!isOwn && assigned === undefined && parent !== undefined) return parent;
    if (!isOwn && this.#isModel(annotated.context.owner) && parent === undefined) return undefined;
    const annotation = this.types.read(annotated.annotation, annotated.context);
    const { qualifiers, metadata } = unwrap(annotation);
    if (qualifiers.includes("ClassVar") || metadata.some((one) => one.kind === "private")) return undefined;
    const owner = annotated.context.owner ?? cls;
    const field = makeField({ name, owner, statement: annotated.statement, annotation, assigned }, this.#program);
    // Pydantic 2 makes a class variable of a final attribute that has a default.
    return qualifiers.includes("Final") && field.default !== undefined ? undefined : field;
  }

  /** Fields of a dataclass, TypedDict or NamedTuple, those of its bases first. */
  structureFields(cls: ClassInfo): ReadonlyMap<string, FieldState> {
    const fields = new Map<string, FieldState>();
    for (const ancestor of this.#program.classes.order(cls).toReversed()) {
      if (typeof ancestor === "string") continue;
      const total = ancestor.statement.keywords.find(({ name }) => name === "total")?.value;
      const isTotal = total?.kind !== "constant" || total.value !== false;
      for (const { name, statement, annotation: expression, context } of this.annotations(ancestor)) {
        const annotation = this.types.read(expression, context);
        const { qualifiers } = unwrap(annotation);
        if (qualifiers.includes("ClassVar") || qualifiers.includes("InitVar")) continue;
        const assigned = statement.value === undefined ? undefined : { expression: statement.value, context };
        const field = makeField({ name, owner: ancestor, statement, annotation, assigned }, this.#program);
        const isKey = this.#program.classes.kind(cls) === "TypedDict";
        const mayLack = isKey && (isTotal ? qualifiers.includes("NotRequired") : !qualifiers.includes("Required"));
        fields.set(name, mayLack ? { ...field, absent: true } : field);
      }
    }
    return fields;
  }

  #isModel(cls: ClassInfo | undefined): boolean {
    return cls !== undefined && this.#program.classes.kind(cls) === "model";
  }

  /** What `getattr(cls, name)` would find when the class is made. */
  #assigned(cls: ClassInfo, name: string): Written | undefined {
    for (const ancestor of this.#program.classes.order(cls)) {
      if (typeof ancestor === "string") continue;
      // Values of fields are taken out of the models that define them.
      if (ancestor !== cls && this.#isModel(ancestor) && this.fields(ancestor).has(name)) continue;
      const own = this.#valueIn(ancestor, name);
      if (own !== undefined) return own;
    }
    return undefined;
  }

  #valueIn(cls: ClassInfo, name: string): Written | undefined {
    let found: Written | undefined;
    for (const { statement, certainty } of cls.scope.placed) {
      if (certainty !== "always" || statement.kind !== "assign" || statement.value === undefined) continue;
      if (!statement.targets.some((target) => target.kind === "name" && target.id === name)) continue;
      const context = { module: cls.module, owner: cls, at: statement.from };
      found = { expression: statement.value, context };
    }
    return found;
  }

  /** Annotated names of a class body, in order; of one written twice, the last. */
  annotations(cls: ClassInfo): readonly Annotated[] {
    let annotations = this.#annotations.get(cls);
    if (annotations === undefined) {
      annotations = readAnnotations(cls);
      this.#annotations.set(cls, annotations);
    }
    return annotations;
  }

  /** Fields of a base, type arguments put in place of its type variables. */
  #baseFields(base: Base, cls: ClassInfo): ReadonlyMap<string, FieldState> {
    if (base.kind === "class") return this.instanceFields(base.cls, this.arguments(base));
    if (base.kind !== "known" || base.name !== "pydantic.RootModel") return new Map();
    const [argument] = base.args ?? [];
    const annotation: PyType =
      argument === undefined
        ? { kind: "scalar", type: { kind: "scalar", family: "json" }, name: "Any" }
        : this.types.read(argument, base.context);
    const declared = { name: "root", owner: cls, statement: undefined, annotation, assigned: undefined };
    return new Map([["root", makeField(declared, this.#program)]]);
  }

  /** Type arguments of a base; `undefined` when it has none. */
  arguments(base: Base): readonly PyType[] | undefined {
    return base.args?.map((arg) => this.types.read(arg, base.context));
  }

  instanceFields(cls: ClassInfo, args: readonly PyType[] | undefined): ReadonlyMap<string, FieldState> {
    const fields = this.fields(cls);
    if (args === undefined) return fields;
    const replacements = new Map<string, PyType>();
    this.parameters(cls).forEach((variable, index) => {
      const replacement = args[index] ?? variable.default?.();
      if (replacement !== undefined) replacements.set(variable.key, replacement);
    });
    const result = new Map<string, FieldState>();
    for (const [name, field] of fields) result.set(name, { ...field, type: substitute(field.type, replacements) });
    return result;
  }

  /** Type variables of a generic class, in the order in which arguments replace them. */
  parameters(cls: ClassInfo, depth = 0): readonly Variable[] {
    const found = new Map<string, Variable>();
    for (const { name } of cls.statement.typeParameters) {
      const at = { from: cls.statement.from, to: cls.statement.from };
      const context = { module: cls.module, owner: cls, at: cls.statement.from };
      const type = this.types.read({ kind: "name", id: name, ...at }, context);
      if (type.kind === "variable") found.set(type.variable.key, type.variable);
    }
    const bases = this.#program.classes.bases(cls);
    const declared = bases.find(
      (base) =>
        base.kind === "known" &&
        (base.name === "typing.Generic" || base.name === "typing.Protocol") &&
        base.args !== undefined,
    );
    for (const base of declared === undefined ? bases : [declared]) {
      for (const arg of this.arguments(base) ?? []) variablesIn(arg, found);
      if (base.kind === "class" && base.args === undefined && depth < 50) {
        for (const variable of this.parameters(base.cls, depth + 1)) found.set(variable.key, variable);
      }
    }
    return [...found.values()];
  }
}

function readAnnotations(cls: ClassInfo): readonly Annotated[] {
  const found = new Map<string, Annotated>();
  for (const { statement, certainty } of cls.scope.placed) {
    if (statement.kind !== "assign" || statement.annotation === undefined || certainty === "typing") continue;
    const [target] = statement.targets;
    if (target?.kind !== "name") continue;
    const context = {
      module: cls.module,
      owner: cls,
      at: statement.from,
      ...(cls.module.deferred ? { deferred: true } : {}),
    };
    const name = target.id;
    found.set(name, { name, statement, annotation: statement.annotation, context, decided: certainty === "always" });
  }
  return [...found.values()];
}
