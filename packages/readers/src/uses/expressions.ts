import type { Use } from "@nx-contracts/ir";
import type { FileWalk } from "./file-walk.js";
import { byName } from "./members.js";
import type { Expression } from "./program.js";
import { Scope } from "./scope.js";
import {
  alternatives,
  each as eachOf,
  either,
  entryOf,
  FOREIGN,
  itemOf,
  listOf,
  NEVER,
  type Type,
  UNKNOWN,
} from "./type.js";
import { pathOf } from "./typescript/narrowing.js";
import type { VocabularyMember } from "./vocabulary-index.js";

export interface Context {
  /** What its place asks for: an object without a type of its own takes it. */
  readonly expected?: Type | undefined;
  readonly access?: Use["access"];
}

type RecordExpression = Extract<Expression, { kind: "record" }>;

/** What expressions are, and what they use. */
export class Expressions {
  readonly #walk: FileWalk;

  constructor(walk: FileWalk) {
    this.#walk = walk;
  }

  /** Evaluates an expression once: reports its uses, and tells its type. */
  typeOf(expression: Expression, scope: Scope, { expected, access = "read" }: Context = {}): Type {
    switch (expression.kind) {
      case "name": {
        const type = this.name(expression.name, scope);
        if (type.kind === "class") this.#walk.report.type(type.of, expression.at);
        if (type.kind !== "constant") return type;
        this.#walk.report.member(type.of, expression.at, "name", "certain");
        return FOREIGN;
      }
      case "member": {
        const owner = this.typeOf(expression.of, scope);
        const found = this.#walk.members.read(owner, expression.name, expression.at, access);
        return found.kind === "oneof" ? (scope.get(pathOf(expression) ?? "") ?? found) : found;
      }
      case "chosen":
        return eachOf(this.typeOf(expression.of, scope), (part) => {
          if (part.kind !== "oneof") return part;
          const members = part.members.filter((member) => expression.cases.some((name) => isSpelled(member, name)));
          return { ...part, members };
        });
      case "call":
        return this.#walk.calls.typeOf(expression, scope);
      case "record":
        return this.record(expression, scope, expected);
      case "list": {
        const item = expected && itemOf(expected);
        const parts = expression.items.map((each) => this.typeOf(each, scope, { expected: item }));
        return parts.length > 8 ? listOf(either(parts)) : { kind: "list", item: either(parts), parts };
      }
      case "item": {
        if (expression.key) this.typeOf(expression.key, scope);
        const owner = this.typeOf(expression.of, scope, { access });
        const isRust = this.#walk.resolver.index.language === "rust";
        if (expression.entries) return entryOf(owner, isRust);
        // An `Option` goes through what it holds.
        return isRust && owner.kind === "record" ? owner : itemOf(owner);
      }
      case "same":
        return this.typeOf(expression.of, scope, { expected, access });
      case "either":
        return either(expression.of.map((each) => this.typeOf(each, scope, { expected })));
      case "typed": {
        const type = this.#walk.notes.mention(expression.type, scope);
        const value = this.typeOf(expression.of, scope, { expected: type });
        return type.kind === "unknown" ? value : type;
      }
      case "closure": {
        const known = this.#walk.functionOf(expression.function, scope);
        this.#walk.call(known, scope, expected?.kind === "function" ? expected.of : undefined);
        return { kind: "function", of: known };
      }
      case "comprehension": {
        const inner = new Scope(scope);
        this.#walk.steps(expression.body, inner);
        return listOf(this.typeOf(expression.item, inner, { expected: expected && itemOf(expected) }));
      }
      case "compare":
        return this.#compare(expression, scope);
      case "text":
        this.#key(expression, alternatives(expected ?? NEVER));
        return FOREIGN;
      case "foreign":
        for (const part of expression.parts) this.typeOf(part, scope);
        return FOREIGN;
      case "other":
        for (const part of expression.parts) this.typeOf(part, scope);
        return UNKNOWN;
    }
  }

  /** What a name stands for. */
  name(name: string, scope: Scope): Type {
    const known = scope.get(name);
    if (known) return known;
    const { resolver, path, imports } = this.#walk;
    const besides = resolver.besides(name, path);
    if (besides) return besides;
    const { index } = resolver;
    for (const module of this.#walk.stars) {
      const passed = resolver.find(module, name, path);
      if (passed) return passed;
    }
    if (index.language === "rust") return { kind: "module", path: name, from: path };
    // A Go package may be called otherwise than its path ends.
    const packages = index.language === "go" ? imports.filter((each) => index.findModule(each.module)) : [];
    const [only, ...others] = packages;
    return only && others.length === 0 ? { kind: "module", path: only.module, from: path } : { kind: "outside", name };
  }

  /** An object made field by field. */
  record({ type, fields, rest = [] }: RecordExpression, scope: Scope, expected?: Type): Type {
    const spread = rest.map((each) => this.typeOf(each, scope));
    const written = type ? this.#walk.notes.mention(type, scope) : (expected ?? UNKNOWN);
    const made = written.kind === "unknown" || written.kind === "never" ? (spread[0] ?? UNKNOWN) : written;
    const records = alternatives(made).flatMap((each) => (each.kind === "record" ? [each.of] : []));
    if (records.length === 0) {
      if (made.kind === "unknown") this.#walk.report.guessRecord(fields);
      const values = fields.map(({ name, value }) => this.typeOf(value, scope, { expected: partAsked(made, name) }));
      // A dictionary whose values are all of one type.
      return made.kind === "unknown" && values.length > 0 && !type ? { kind: "map", value: either(values) } : made;
    }
    for (const { name, at, value } of fields) {
      const found = records.flatMap((each) => each.members.get(name) ?? byName(each, name));
      for (const member of found) this.#walk.report.member(member, at, "write", "certain");
      const oneof = records.flatMap((each) => each.oneofs.get(name) ?? []);
      if (oneof.length > 0 && value.kind === "record") this.#oneof(value, oneof, scope);
      else this.typeOf(value, scope, { expected: either(found.map((each) => this.#walk.members.typeOfField(each))) });
    }
    return made;
  }

  /** `{ case: "score", value: 3 }` */
  #oneof({ fields }: RecordExpression, members: readonly VocabularyMember[], scope: Scope): void {
    const chosen = fields.find(({ name }) => name === "case")?.value;
    const found = chosen?.kind === "text" ? members.filter((each) => isSpelled(each, chosen.text)) : [];
    if (chosen?.kind === "text")
      for (const member of found) this.#walk.report.member(member, chosen.at, "write", "certain");
    const expected = either(found.map((each) => this.#walk.members.typeOfField(each)));
    for (const { value } of fields) this.typeOf(value, scope, { expected });
  }

  /** `const key: keyof Anime = "score"` */
  #key({ text, at }: Extract<Expression, { kind: "text" }>, expected: readonly Type[]): void {
    for (const asked of expected) {
      if (asked.kind !== "key") continue;
      for (const member of asked.of.members.get(text) ?? [])
        this.#walk.report.member(member, at, "name", expected.length > 1 ? "likely" : "certain");
    }
  }

  #compare({ of, with: others }: Extract<Expression, { kind: "compare" }>, scope: Scope): Type {
    const [left, ...right] = [of, ...others].map((each) => this.typeOf(each, scope));
    const types = [left ?? NEVER, ...right];
    const oneof = types.find((each) => each.kind === "case");
    for (const each of [of, ...others]) {
      if (each.kind !== "text" || oneof?.kind !== "case") continue;
      for (const member of oneof.members)
        if (isSpelled(member, each.text)) this.#walk.report.member(member, each.at, "name", "certain");
    }
    return FOREIGN;
  }
}

/** What an object has to have under a name. */
function partAsked(made: Type, name: string): Type | undefined {
  if (made.kind === "map") return made.value;
  return made.kind === "instance" ? made.of.members.get(name) : undefined;
}

function isSpelled({ member }: VocabularyMember, text: string): boolean {
  return member.spellings.includes(text) || member.name === text;
}
