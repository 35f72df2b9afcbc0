import { aliasGenerator, type AliasMaker } from "./alias.js";
import type { Context } from "./meaning.js";
import type { Program } from "./program.js";
import type { ClassInfo } from "./scope.js";
import type { Expression, Keyword } from "./syntax/tree.js";
import { plain, truthOf } from "./operators.js";
import { evaluate } from "./value.js";

/** The settings of a model that its schema depends on. */
export interface ModelConfig {
  readonly extra: string | undefined;
  readonly frozen: boolean;
  readonly byName: boolean;
  readonly byAlias: boolean;
  readonly attributeDocstrings: boolean;
  readonly aliases: AliasMaker | undefined;
}

/** A setting that only running the code would tell. */
export interface UnreadSetting {
  readonly cls: ClassInfo;
  readonly expression: Expression;
  readonly name: string;
}

const NOTHING: ModelConfig = {
  extra: undefined,
  frozen: false,
  byName: false,
  byAlias: true,
  attributeDocstrings: false,
  aliases: undefined,
};

type Setting = { readonly name: string; readonly value: Expression; readonly context: Context };

/** Effective settings of a model: those of its bases, its own, its class keywords; the last one wins. */
export class ConfigReader {
  readonly #program: Program;
  readonly #settings = new Map<ClassInfo, Partial<ModelConfig>>();
  readonly #unread = new Map<ClassInfo, UnreadSetting[]>();

  constructor(program: Program) {
    this.#program = program;
  }

  read(cls: ClassInfo): ModelConfig {
    return { ...NOTHING, ...this.#read(cls) };
  }

  #read(cls: ClassInfo): Partial<ModelConfig> {
    const known = this.#settings.get(cls);
    if (known !== undefined) return known;
    this.#settings.set(cls, {});
    let settings: Partial<ModelConfig> = {};
    for (const base of this.#program.classes.bases(cls)) {
      if (base.kind === "class" && this.#isConfigured(base.cls)) settings = { ...settings, ...this.#read(base.cls) };
    }
    for (const setting of this.#ownSettings(cls)) settings = this.#apply(settings, setting, cls);
    this.#settings.set(cls, settings);
    return settings;
  }

  /** What could not be read of the class's own settings. */
  unread(cls: ClassInfo): readonly UnreadSetting[] {
    this.read(cls);
    return this.#unread.get(cls) ?? [];
  }

  #isConfigured(cls: ClassInfo): boolean {
    return this.#program.classes.kind(cls) === "model" || cls.scope.names.has("model_config");
  }

  #report(cls: ClassInfo, name: string, expression: Expression): void {
    this.#unread.set(cls, [...(this.#unread.get(cls) ?? []), { cls, name, expression }]);
  }

  #ownSettings(cls: ClassInfo): Setting[] {
    const settings: Setting[] = [];
    for (const { statement, certainty } of cls.scope.placed) {
      if (certainty === "typing") continue;
      const context = { module: cls.module, owner: cls, at: statement.from };
      if (statement.kind === "assign" && statement.value !== undefined) {
        if (!statement.targets.some((target) => target.kind === "name" && target.id === "model_config")) continue;
        if (certainty === "always") settings.push(...this.#fromExpression(statement.value, context, cls, 0));
        else this.#report(cls, "model_config", statement.value);
      } else if (statement.kind === "class" && statement.name === "Config") {
        const inner = cls.scope.names.get("Config")?.find((binding) => binding.kind === "class");
        if (inner?.kind === "class") settings.push(...this.#fromClass(inner.cls, 0));
      }
    }
    const context = { module: cls.module, owner: cls.outer, at: cls.statement.from };
    return [...settings, ...this.#fromKeywords(cls.statement.keywords, context, cls, 0)];
  }

  #fromKeywords(keywords: readonly Keyword[], context: Context, cls: ClassInfo, depth: number): Setting[] {
    return keywords.flatMap(({ name, value }) =>
      name === undefined ? this.#fromExpression(value, context, cls, depth + 1) : [{ name, value, context }],
    );
  }

  /** `class Config:` of Pydantic 1, which Pydantic 2 still reads. */
  #fromClass(cls: ClassInfo, depth: number): Setting[] {
    if (depth > 20) return [];
    const inherited = this.#program.classes
      .bases(cls)
      .toReversed()
      .flatMap((base) => (base.kind === "class" ? this.#fromClass(base.cls, depth + 1) : []));
    const own = cls.scope.placed.flatMap(({ statement }) => {
      if (statement.kind !== "assign" || statement.value === undefined) return [];
      const context = { module: cls.module, owner: cls, at: statement.from };
      const { value } = statement;
      return statement.targets.flatMap((target) =>
        target.kind === "name" ? [{ name: target.id, value, context }] : [],
      );
    });
    return [...inherited, ...own];
  }

  #fromExpression(expression: Expression, context: Context, cls: ClassInfo, depth: number): Setting[] {
    const unread = () => {
      this.#report(cls, "model_config", expression);
      return [];
    };
    if (depth > 20) return unread();
    switch (expression.kind) {
      case "call": {
        const meaning = this.#program.follow(this.#program.resolve(expression.of, context));
        if (meaning?.kind !== "known" || !/(?:ConfigDict|builtins\.dict)$/.test(meaning.name)) return unread();
        const spread = expression.args.flatMap((arg) => this.#fromExpression(arg, context, cls, depth + 1));
        return [...spread, ...this.#fromKeywords(expression.keywords, context, cls, depth)];
      }
      case "dict":
        return expression.entries.flatMap(({ key, value }) => {
          if (key === undefined) return this.#fromExpression(value, context, cls, depth + 1);
          return key.kind === "string" ? [{ name: key.value, value, context }] : unread();
        });
      case "binary": {
        if (expression.operator !== "|") return unread();
        const { left, right } = expression;
        return [left, right].flatMap((side) => this.#fromExpression(side, context, cls, depth + 1));
      }
      case "name":
      case "attribute": {
        const meaning = this.#program.follow(this.#program.resolve(expression, context));
        if (meaning?.kind === "known" && meaning.name.endsWith(".model_config")) return [];
        if (meaning?.kind !== "variable" || meaning.binding.value === undefined) return unread();
        const { value, module, owner } = meaning.binding;
        return this.#fromExpression(value, { module, owner, at: value.from }, cls, depth + 1);
      }
      default:
        return unread();
    }
  }

  #apply(config: Partial<ModelConfig>, { name, value, context }: Setting, cls: ClassInfo): Partial<ModelConfig> {
    const known = SETTINGS[name];
    if (known === undefined) return config;
    if (name === "alias_generator") return { ...config, aliases: aliasGenerator(value, this.#program, context) };
    const read = evaluate(value, this.#program, context);
    if (read === undefined) {
      this.#report(cls, name, value);
      return config;
    }
    if (known === "extra") {
      const extra = plain(read);
      return { ...config, extra: typeof extra === "string" ? extra : undefined };
    }
    return { ...config, [known]: truthOf(read) };
  }
}

/** Settings by the names that authors use, old ones included. */
const SETTINGS: { readonly [name: string]: keyof ModelConfig } = {
  extra: "extra",
  frozen: "frozen",
  populate_by_name: "byName",
  allow_population_by_field_name: "byName",
  validate_by_name: "byName",
  validate_by_alias: "byAlias",
  use_attribute_docstrings: "attributeDocstrings",
  alias_generator: "aliases",
};
