import type { FileWalk } from "./file-walk.js";
import { FUNCTIONS, type FunctionMeaning } from "./function-types.js";
import { byName } from "./members.js";
import {
  CHANGES,
  CLIENT_MAKERS,
  FOLDS,
  MAKERS,
  MAPPED_VALUE,
  methodOf,
  NAMES_FIELD,
  SAME_OPTION,
  SAME_VALUE,
} from "./method-types.js";
import type { Argument, Expression, Place } from "./program.js";
import type { Scope } from "./scope.js";
import { pathOf } from "./typescript/narrowing.js";
import { alternatives, either, FOREIGN, itemOf, listOf, NEVER, pairsOf, type Type, UNKNOWN } from "./type.js";

type Call = Extract<Expression, { kind: "call" }>;
type Member = Extract<Expression, { kind: "member" }>;

/** What is known of the arguments before they are evaluated. */
interface Given {
  /** Types of the parameters, by position. */
  readonly expected?: readonly (Type | undefined)[];
  /** What functions among the arguments are called with. */
  readonly closures?: readonly Type[];
}

/** What calls give, and what they use. */
export class Calls {
  readonly #walk: FileWalk;

  constructor(walk: FileWalk) {
    this.#walk = walk;
  }

  typeOf(call: Call, scope: Scope): Type {
    let callee = call.callee;
    while (callee.kind === "same") callee = callee.of;
    if (callee.kind === "member") return this.#method(callee, call, scope);
    if (callee.kind === "name" && scope.get(callee.name) === undefined) {
      const meaning = FUNCTIONS.get(callee.name);
      if (meaning) return this.#known(meaning, call, scope);
    }
    return this.#apply(this.#walk.typeOf(callee, scope), lastName(callee), call, scope);
  }

  #method(callee: Member, call: Call, scope: Scope): Type {
    const { name, at } = callee;
    const access = CHANGES.has(name) ? "write" : "read";
    const owner = this.#walk.typeOf(callee.of, scope, { access });
    const types = alternatives(owner).map((part) => {
      switch (part.kind) {
        case "list":
        case "map":
          return this.#ofList(part, name, call, scope);
        case "record":
          return this.#ofRecord(part, owner, callee, call, scope);
        case "class":
          return this.#ofClass(part, callee, call, scope);
        case "unknown":
        case "never":
          return this.#ofUnknown(owner, name, at, call, scope);
        case "fields":
          return this.#named(part, call, scope);
        default: {
          const meaning = part.kind === "module" || part.kind === "outside" ? FUNCTIONS.get(name) : undefined;
          const found = this.#walk.members.read(part, name, at, "read");
          if (meaning && found.kind === "outside") return this.#known(meaning, call, scope);
          if (part.kind === "instance" && found === UNKNOWN && SAME_VALUE.has(name)) return part;
          return this.#apply(found, name, call, scope);
        }
      }
    });
    return either(types);
  }

  #ofList(owner: Type, name: string, call: Call, scope: Scope): Type {
    const item = itemOf(owner);
    const closures = this.#givenTo(name, owner, item);
    const given = this.#arguments(call.arguments, scope, { closures, expected: [item] });
    const [first] = given;
    return methodOf(owner, name, first?.kind === "function" ? first.of.returns : first);
  }

  /** What a method of a list or map calls a function with. */
  #givenTo(name: string, owner: Type, item: Type): readonly Type[] {
    // A map of Rust is gone through by pairs, and gives its own methods key and value.
    const isRustMap = owner.kind === "map" && this.#walk.resolver.index.language === "rust";
    if (isRustMap && name === "retain") return [FOREIGN, item];
    const each = isRustMap ? itemOf(pairsOf(item)) : item;
    return FOLDS.has(name) ? [each, each] : [each, name.startsWith("sort") ? each : FOREIGN];
  }

  #ofRecord(part: Type & { kind: "record" }, owner: Type, callee: Member, call: Call, scope: Scope): Type {
    const { name, at } = callee;
    if (part.of.members.has(name) || part.of.oneofs.has(name)) {
      const isSetter = name.startsWith("set_") || name.startsWith("Set");
      this.#arguments(call.arguments, scope);
      return this.#walk.members.read(owner, name, at, isSetter ? "write" : "read");
    }
    if (NAMES_FIELD.has(name)) return this.#named(part, call, scope);
    if (name === "ListFields") return pairsOf(UNKNOWN);
    const update = call.arguments.find((argument) => argument.name === "update");
    const given = this.#arguments(call.arguments, scope, {
      expected: call.arguments.map((each) => (each === update ? part : undefined)),
    });
    const mapped = given.find((each) => each.kind === "function");
    const isOption = this.#walk.resolver.index.language === "rust";
    if (isOption && mapped?.kind === "function" && MAPPED_VALUE.has(name)) return mapped.of.returns;
    if (isOption && SAME_OPTION.has(name)) return part;
    return SAME_VALUE.has(name) || name === "replace" || name === "merge" ? part : UNKNOWN;
  }

  /** A function of a record or enum itself. */
  #ofClass(part: Type & { kind: "class" }, callee: Member, call: Call, scope: Scope): Type {
    const { name, at } = callee;
    const value: Type = part.of.type.kind === "record" ? { kind: "record", of: part.of } : FOREIGN;
    const isInner = this.#walk.resolver.index.inner(part.of, name) !== undefined;
    if (isInner || part.of.members.has(name))
      return this.#apply(this.#walk.members.inside(part, name, at), name, call, scope, value);
    this.#arguments(call.arguments, scope, { expected: [value] });
    if (MAKERS.has(name)) return value;
    return SAME_VALUE.has(name) ? part : UNKNOWN;
  }

  #ofUnknown(owner: Type, name: string, at: Place, call: Call, scope: Scope): Type {
    // Fields of Python and TypeScript are not called.
    const { language } = this.#walk.resolver.index;
    if (language === "rust" || (language === "go" && name.startsWith("Get")))
      this.#walk.members.read(owner, name, at, name.startsWith("set_") ? "write" : "read");
    if (NAMES_FIELD.has(name) || name === "get") {
      const [first] = call.arguments;
      if (first?.value.kind === "text") this.#walk.report.guess(first.value.text, first.value.at, "read");
    }
    this.#arguments(call.arguments, scope, this.#schemaOf(call, scope));
    return name === "ListFields" ? pairsOf(UNKNOWN) : UNKNOWN;
  }

  /** The result of calling what has a type. */
  #apply(callee: Type, name: string | undefined, call: Call, scope: Scope, made?: Type): Type {
    return either(alternatives(callee).map((part) => this.#applyOne(part, name, call, scope, made)));
  }

  #applyOne(callee: Type, name: string | undefined, call: Call, scope: Scope, made: Type = UNKNOWN): Type {
    switch (callee.kind) {
      case "class": {
        if (callee.isSchema || callee.of.type.kind === "enum") break;
        this.#make(callee.of, call, scope);
        return { kind: "record", of: callee.of };
      }
      case "local": {
        const { bases, step } = callee.of;
        const instance: Type = { kind: "instance", of: callee.of };
        const record = bases.flatMap(alternatives).find((base) => base.kind === "record");
        if (record?.kind === "record") this.#make(record.of, call, scope);
        else this.#arguments(call.arguments, scope, { expected: this.#parametersOf(callee.of.members, step.fields) });
        return instance;
      }
      case "function": {
        this.#arguments(call.arguments, scope, { expected: callee.of.parameters });
        return callee.of.returns;
      }
      case "record":
      case "list":
      case "map":
      case "foreign":
        // A getter of a field, or what a variant holds.
        this.#arguments(call.arguments, scope);
        return made === UNKNOWN ? callee : made;
      default:
        break;
    }
    const given = this.#arguments(call.arguments, scope, this.#schemaOf(call, scope));
    const [first] = given;
    if (first?.kind === "local" && name !== undefined && CLIENT_MAKERS.has(name)) return { ...first, kind: "instance" };
    const isMaker = name !== undefined && MAKERS.has(name) && first?.kind === "class";
    return isMaker && first.of.type.kind === "record" ? { kind: "record", of: first.of } : made;
  }

  /** `create(AnimeSchema, { … })`: the second argument is what the first one says. */
  #schemaOf({ arguments: given }: Call, scope: Scope): Given {
    const [first, second] = given;
    if (!first || pathOf(first.value) === undefined || second?.value.kind !== "record") return {};
    const type = this.#walk.typeOf(first.value, scope);
    if (type.kind === "class") return { expected: [undefined, { kind: "record", of: type.of }] };
    // `router.service(Catalog, { … })`
    return type.kind === "local" && type.of.serves ? { expected: [undefined, { ...type, kind: "instance" }] } : {};
  }

  #parametersOf(members: ReadonlyMap<string, Type>, fields: readonly { readonly name: string }[]): readonly Type[] {
    const made = members.get("__init__") ?? members.get("constructor");
    if (made?.kind === "function") return made.of.parameters;
    return fields.map(({ name }) => members.get(name) ?? UNKNOWN);
  }

  /** A record made by keyword arguments, or of one object. */
  #make(of: Extract<Type, { kind: "record" }>["of"], call: Call, scope: Scope): void {
    const type: Type = { kind: "record", of };
    for (const { name, at, value } of call.arguments) {
      const found = name === undefined ? [] : (of.members.get(name) ?? byName(of, name));
      if (at) for (const member of found) this.#walk.report.member(member, at, "write", "certain");
      const held = either(found.map((member) => this.#walk.members.typeOfField(member)));
      this.#walk.typeOf(value, scope, { expected: name === undefined ? type : held });
    }
  }

  /** A function that is told the name of a field. */
  #named(owner: Type, call: Call, scope: Scope): Type {
    let type: Type = FOREIGN;
    for (const { value } of call.arguments) {
      if (value.kind === "text" && type === FOREIGN)
        type = this.#walk.members.read(owner, value.text, value.at, "read");
      else this.#walk.typeOf(value, scope);
    }
    return type;
  }

  /** A function of the language's library. */
  #known(meaning: FunctionMeaning, call: Call, scope: Scope): Type {
    const [first, ...others] = call.arguments;
    if (!first) return meaning === "foreign" ? FOREIGN : UNKNOWN;
    if (meaning === "named" || meaning === "named-write") {
      const owner = this.#walk.typeOf(first.value, scope);
      const [key, ...values] = others;
      this.#arguments(values, scope);
      if (key?.value.kind === "text")
        return this.#walk.members.read(owner, key.value.text, key.value.at, meaning === "named" ? "read" : "write");
      this.#arguments(key ? [key] : [], scope);
      return UNKNOWN;
    }
    if (meaning === "mapped" || meaning === "filtered") {
      const lists = this.#arguments(others, scope);
      const items = lists.map(itemOf);
      const [made] = this.#arguments([first], scope, { closures: items });
      if (meaning === "filtered") return lists[0] ?? UNKNOWN;
      return listOf(made?.kind === "function" ? made.of.returns : UNKNOWN);
    }
    const owner = this.#walk.typeOf(first.value, scope);
    const closures = [itemOf(owner)];
    if (meaning === "replaced" && owner.kind === "record") {
      this.#make(owner.of, { ...call, arguments: others }, scope);
      return owner;
    }
    const rest = this.#arguments(others, scope, { closures });
    switch (meaning) {
      case "item":
        // `max(a, b)`, `next(found, None)`
        return others.some(({ name }) => name === undefined) && owner.kind !== "list" ? owner : itemOf(owner);
      case "same":
        return owner;
      case "result":
        return rest[0] ?? UNKNOWN;
      case "pairs":
        return pairsOf(itemOf(owner));
      case "zipped": {
        const parts = [owner, ...rest].map(itemOf);
        return listOf({ kind: "list", item: either(parts), parts });
      }
      default:
        return FOREIGN;
    }
  }

  #arguments(given: readonly Argument[], scope: Scope, { expected = [], closures }: Given = {}): readonly Type[] {
    return given.map(({ value }, i) => {
      if (value.kind === "closure") {
        const known = this.#walk.functionOf(value.function, scope);
        this.#walk.call(known, scope, { parameters: closures ?? [] });
        return { kind: "function", of: known } satisfies Type;
      }
      return this.#walk.typeOf(value, scope, { expected: expected[i] ?? NEVER });
    });
  }
}

function lastName(callee: Expression): string | undefined {
  return callee.kind === "name" ? callee.name : undefined;
}
