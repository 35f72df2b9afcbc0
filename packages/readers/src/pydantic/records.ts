import { NOTHING_RESERVED, type Field, type SchemaRecord, type Span } from "@nx-contracts/ir";
import { readDefault } from "./default-value.js";
import type { Diagnostics } from "./diagnostics.js";
import { attributeDocs, docOf, isDeprecated } from "./docs.js";
import type { FieldState } from "./field.js";
import { Lowering, toConstraints, type LowerInput } from "./lower.js";
import type { Models } from "./models.js";
import type { Program } from "./program.js";
import type { ClassInfo } from "./scope.js";
import { depthOf, instanceName, type PyType } from "./type-model.js";

interface Instance {
  readonly cls: ClassInfo;
  readonly args: readonly PyType[];
  readonly qualifiedName: string;
}

/** A generic that instantiates itself with ever larger arguments is followed this far. */
const MAX_INSTANCE_DEPTH = 10;

/** Turns model classes into records. */
export class Records {
  readonly #program: Program;
  readonly #models: Models;
  readonly #diagnostics: Diagnostics;
  readonly #lower: LowerInput;
  readonly #instances = new Map<string, Instance>();
  readonly #pending: Instance[] = [];

  constructor(program: Program, models: Models, diagnostics: Diagnostics, also: ReadonlySet<string>) {
    this.#program = program;
    this.#models = models;
    this.#diagnostics = diagnostics;
    this.#lower = { program, also, instantiate: (cls, args) => this.#instantiate(cls, args) };
  }

  #instantiate(cls: ClassInfo, args: readonly PyType[]): string | undefined {
    const parameters = this.#models.parameters(cls);
    const isItself = parameters.every((variable, index) => {
      const arg = args[index];
      return arg?.kind === "variable" && arg.variable.key === variable.key;
    });
    if (isItself) return cls.qualifiedName;
    const complete = parameters.map(
      (variable, index): PyType => args[index] ?? variable.default?.() ?? { kind: "variable", variable },
    );
    const name = instanceName(cls.name, complete);
    const prefix = cls.qualifiedName.slice(0, cls.qualifiedName.length - cls.qualname.length);
    const qualifiedName = `${prefix}${name}`;
    if (complete.some((arg) => depthOf(arg) > MAX_INSTANCE_DEPTH)) return undefined;
    if (!this.#instances.has(qualifiedName)) {
      const instance = { cls, args: complete, qualifiedName };
      this.#instances.set(qualifiedName, instance);
      if (cls.module.given) this.#pending.push(instance);
    }
    return qualifiedName;
  }

  /** Instances found since the last call, as records, with the generic each is made of. */
  takeInstances(): readonly { readonly cls: ClassInfo; readonly record: SchemaRecord }[] {
    const made: { cls: ClassInfo; record: SchemaRecord }[] = [];
    for (let instance = this.#pending.shift(); instance !== undefined; instance = this.#pending.shift()) {
      const { cls, args, qualifiedName } = instance;
      const fields = this.#models.instanceFields(cls, args);
      made.push({ cls, record: this.#record(cls, instanceName(cls.name, args), qualifiedName, fields) });
    }
    return made;
  }

  /** The record of a model class. */
  record(cls: ClassInfo): SchemaRecord {
    for (const base of this.#program.classes.bases(cls)) {
      const args = base.kind === "class" ? this.#models.arguments(base) : undefined;
      if (base.kind === "class" && args !== undefined && this.#program.classes.kind(base.cls) === "model") {
        this.#instantiate(base.cls, args);
      }
    }
    const isModel = this.#program.classes.kind(cls) === "model";
    const fields = isModel ? this.#models.fields(cls) : this.#models.structureFields(cls);
    const record = this.#record(cls, cls.name, cls.qualifiedName, fields);
    return this.#models.parameters(cls).length > 0 ? { ...record, template: true } : record;
  }

  #record(cls: ClassInfo, name: string, qualifiedName: string, fields: ReadonlyMap<string, FieldState>): SchemaRecord {
    const config = this.#models.configs.read(cls);
    const docs = config.attributeDocstrings ? attributeDocs(cls) : new Map<string, string>();
    const isRoot = this.#program.classes.isRootModel(cls);
    const list = [...fields.values()].map((state) => this.#field(cls, state, docs));
    const computed = this.#computed(cls);
    const doc = docOf(cls);
    return {
      name,
      qualifiedName,
      fields: list,
      ...(computed.length > 0 ? { computed } : {}),
      reserved: NOTHING_RESERVED,
      open: config.extra === "allow",
      ...(isRoot ? { root: true as const } : {}),
      deprecated: isDeprecated(cls, this.#program),
      ...(doc === undefined ? {} : { doc }),
      at: cls.module.spanOf(cls.statement),
      ...(config.frozen ? { options: { frozen: true } } : {}),
    };
  }

  #field(cls: ClassInfo, state: FieldState, docs: ReadonlyMap<string, string>): Field {
    const at = state.owner.module.spanOf(state.statement ?? state.owner.statement);
    const isOwn = state.owner === cls || this.#program.classes.kind(state.owner) !== "model";
    const subject = `${cls.name}.${state.name}`;
    const { type, nullable, bounds } = this.#lowerType(state.type, state.discriminator, subject, at, isOwn);
    if (isOwn && state.unread.length > 0) {
      const what = state.unread.map((one) => `"${one}"`).join(", ");
      this.#diagnostics.add(
        "read/dynamic-definition",
        subject,
        `${what} of the Field of "${subject}" is computed while the code runs.`,
        at,
        "write it as a constant",
      );
    }
    const description = state.description ?? docs.get(state.name);
    return {
      name: state.name,
      ...this.#wireNames(cls, state),
      type,
      presence: state.default === undefined && state.absent !== true ? "required" : "optional",
      nullable,
      ...(state.default === undefined ? {} : { default: readDefault(state.default, this.#program) }),
      constraints: toConstraints({ ...bounds, ...state.bounds }, type),
      deprecated: state.deprecated,
      ...(description === undefined ? {} : { doc: description }),
      at,
    };
  }

  #lowerType(type: PyType, discriminator: string | undefined, subject: string, at: Span, report: boolean) {
    const lowering = new Lowering(this.#lower);
    const lowered = lowering.field(type, discriminator);
    for (const { text, obstacle } of report ? lowering.obstructions : []) {
      const message = `The type \`${text}\` of "${subject}" is not represented, for ${obstacle.reason}.`;
      this.#diagnostics.add(obstacle.rule, subject, message, obstacle.at ?? at, obstacle.help);
    }
    return lowered;
  }

  #wireNames(cls: ClassInfo, state: FieldState): { wireName?: string; readNames?: readonly string[] } {
    const config = this.#models.configs.read(cls);
    const wire = state.serializationAlias?.[0] ?? state.alias?.[0] ?? state.name;
    const aliases = state.validationAlias ?? state.alias ?? [];
    const accepted = [
      ...(config.byAlias ? aliases : []),
      ...(aliases.length === 0 || config.byName || !config.byAlias ? [state.name] : []),
    ];
    const readNames = [...new Set(accepted)].filter((name) => name !== wire);
    return {
      ...(wire === state.name ? {} : { wireName: wire }),
      ...(readNames.length === 0 ? {} : { readNames }),
    };
  }

  /** `@computed_field` methods, those of bases first. */
  #computed(cls: ClassInfo): readonly Field[] {
    const found = new Map<string, Field>();
    for (const ancestor of this.#program.classes.order(cls).toReversed()) {
      if (typeof ancestor === "string") continue;
      for (const { statement, certainty } of ancestor.scope.placed) {
        if (statement.kind !== "function" || certainty !== "always") continue;
        const context = { module: ancestor.module, owner: ancestor, at: statement.from, deferred: true };
        const decorator = statement.decorators.find((one) => {
          const meaning = this.#program.follow(this.#program.resolve(one.kind === "call" ? one.of : one, context));
          return meaning?.kind === "known" && meaning.name === "pydantic.computed_field";
        });
        if (decorator === undefined) {
          found.delete(statement.name);
          continue;
        }
        const keywords = decorator.kind === "call" ? decorator.keywords : [];
        const keyword = (name: string) => keywords.find((one) => one.name === name)?.value;
        const annotation = keyword("return_type") ?? statement.returns;
        const subject = `${cls.name}.${statement.name}`;
        const at = ancestor.module.spanOf(statement);
        const read: PyType =
          annotation === undefined
            ? { kind: "scalar", type: { kind: "scalar", family: "json" }, name: "Any" }
            : this.#models.types.read(annotation, context);
        const { type, nullable } = this.#lowerType(read, undefined, subject, at, ancestor === cls);
        const alias = keyword("alias");
        const generator = this.#models.configs.read(cls).aliases;
        const generated =
          generator?.kind === "known" ? (generator.serialization ?? generator.alias)?.(statement.name) : undefined;
        const wireName = alias?.kind === "string" ? alias.value : generated;
        found.set(statement.name, {
          name: statement.name,
          ...(wireName === undefined || wireName === statement.name ? {} : { wireName }),
          type,
          presence: "required",
          nullable,
          constraints: {},
          deprecated: false,
          at,
        });
      }
    }
    return [...found.values()];
  }
}
