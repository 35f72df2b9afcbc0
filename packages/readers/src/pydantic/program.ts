import type { Source } from "@nx-contracts/ir";
import { Classes } from "./classes.js";
import { decideCondition } from "./condition.js";
import { enumMember, type EnumMemberValue, type EnumReading } from "./enums.js";
import { canonicalName, isBuiltin, isKnownModule, isRecognised } from "./known.js";
import type { Context, ImportBinding, Meaning } from "./meaning.js";
import { importRoots, makeModule, moduleNames, type Module } from "./module.js";
import { buildScope, pickBinding, type Binding, type Certainty, type ClassInfo, type Scope } from "./scope.js";
import type { ClassStatement, Expression } from "./syntax/tree.js";

const MAX_HOPS = 64;
const EMPTY_SCOPE: Scope = { names: new Map(), stars: [], placed: [] };

/** All modules at hand, and what names mean in them. */
export class Program {
  readonly given: readonly Module[];
  readonly classes = new Classes(this);
  readonly enumReadings = new Map<ClassInfo, EnumReading>();
  readonly #modules = new Map<string, Module | undefined>();
  readonly #scopes = new Map<Module, Scope>();
  readonly #building = new Map<Module, ReadonlyMap<string, readonly Binding[]>>();
  readonly #loaded = new Set<string>();
  readonly #roots: readonly string[];
  readonly #packages: ReadonlySet<string>;
  readonly #load: ((path: string) => Source | undefined) | undefined;

  constructor(
    sources: readonly Source[],
    options: { readonly load?: (path: string) => Source | undefined; readonly roots?: readonly string[] } = {},
  ) {
    const names = moduleNames(
      sources.map((source) => source.path),
      options.roots,
    );
    this.given = sources.map((source) => makeModule(source, names.get(source.path) ?? "", true));
    for (const module of this.given) this.#modules.set(module.name, module);
    this.#roots = importRoots(names, options.roots);
    this.#packages = new Set(this.given.flatMap((module) => prefixes(module.name)));
    this.#load = options.load;
  }

  /** Paths fetched through `load`, sorted. */
  get loaded(): readonly string[] {
    return [...this.#loaded].sort();
  }

  module(name: string): Module | undefined {
    if (!this.#modules.has(name)) this.#modules.set(name, isKnownModule(name) ? undefined : this.#fetch(name));
    return this.#modules.get(name);
  }

  #fetch(name: string): Module | undefined {
    if (this.#load === undefined || name === "") return undefined;
    const inside = name.replaceAll(".", "/");
    for (const root of this.#roots) {
      for (const tail of [`${inside}.py`, `${inside}/__init__.py`]) {
        const path = root === "" ? tail : `${root}/${tail}`;
        const source = this.#load(path);
        if (source === undefined) continue;
        this.#loaded.add(path);
        return makeModule({ path, text: source.text }, name, false);
      }
    }
    return undefined;
  }

  /** The member that `Class.MEMBER` names, when it names one. */
  enumMember(expression: Extract<Expression, { kind: "attribute" }>, context: Context): EnumMemberValue | undefined {
    return enumMember(expression, this, context);
  }

  /** Where the source of a module that is not at hand would lie. */
  guessPath(name: string): string {
    const [root = ""] = this.#roots;
    return `${root === "" ? "" : `${root}/`}${name.replace(/^\.+/, "").replaceAll(".", "/")}.py`;
  }

  /** What the top level of a module binds. While it is being built, what has been bound so far. */
  scope(module: Module): Scope {
    const known = this.#scopes.get(module);
    if (known !== undefined) return known;
    const partial = this.#building.get(module);
    if (partial !== undefined) return { names: partial, stars: [], placed: [] };
    this.#building.set(module, new Map());
    const scope = this.#build(module, undefined);
    this.#building.delete(module);
    this.#scopes.set(module, scope);
    return scope;
  }

  #build(module: Module, cls: ClassInfo | undefined): Scope {
    const statements = cls === undefined ? module.statements : cls.statement.body;
    return buildScope(statements, {
      module,
      owner: cls,
      decide: (test, names) => {
        if (cls === undefined) this.#building.set(module, names);
        return decideCondition(test, this, { module, owner: cls, at: test.from });
      },
      absolute: (name, level) => absoluteModule(module, name, level),
      makeClass: (statement, certainty, owner) => this.#makeClass(module, statement, certainty, owner),
    });
  }

  #makeClass(module: Module, statement: ClassStatement, certainty: Certainty, outer: ClassInfo | undefined): ClassInfo {
    const qualname = outer === undefined ? statement.name : `${outer.qualname}.${statement.name}`;
    const build = (cls: ClassInfo) => this.#build(module, cls);
    let scope: Scope | undefined;
    return {
      name: statement.name,
      qualname,
      qualifiedName: module.name === "" ? qualname : `${module.name}.${qualname}`,
      module,
      outer,
      statement,
      certainty,
      get scope(): Scope {
        if (scope === undefined) {
          // Conditions in the body look into the scope that is being built.
          scope = EMPTY_SCOPE;
          scope = build(this);
        }
        return scope;
      },
    };
  }

  /** What a name means, looked up as Python does: the class, the module, the built-ins. */
  lookup(name: string, context: Context): Meaning {
    return this.#lookup(name, context, 0);
  }

  #lookup(name: string, context: Context, hops: number): Meaning {
    const { owner } = context;
    const own = owner === undefined ? undefined : classBinding(owner, name, context);
    if (own !== undefined) return this.#meaning(own, hops);
    const parameter = findParameter(name, context);
    if (parameter !== undefined) return { kind: "parameter", context, ...parameter };
    const global = this.#global(name, context.module, context.at, hops);
    if (global !== undefined) return global;
    // Python does not look into the classes around; Pydantic finds siblings by other ways.
    for (let cls = owner?.outer; cls !== undefined; cls = cls.outer) {
      const found = classBinding(cls, name, { ...context, deferred: true });
      if (found !== undefined) return this.#meaning(found, hops);
    }
    return isBuiltin(name) ? { kind: "known", name: `builtins.${name}` } : { kind: "missing", name };
  }

  #global(name: string, module: Module, at: number, hops: number): Meaning | undefined {
    if (hops > MAX_HOPS) return undefined;
    const scope = this.scope(module);
    const binding = pickBinding(scope.names.get(name), at);
    if (binding !== undefined) return this.#meaning(binding, hops);
    for (const star of scope.stars.toReversed()) {
      const target = this.module(star);
      if (target !== undefined) {
        const found = name.startsWith("_") ? undefined : this.#global(name, target, Infinity, hops + 1);
        if (found !== undefined) return found;
      } else if (isRecognised(canonicalName(`${star}.${name}`))) {
        return { kind: "known", name: canonicalName(`${star}.${name}`) };
      }
    }
    return undefined;
  }

  #meaning(binding: Binding, hops: number): Meaning {
    switch (binding.kind) {
      case "class":
        return asKnown(binding.cls.qualifiedName) ?? { kind: "class", cls: binding.cls };
      case "import":
        return binding.member === undefined
          ? { kind: "module", name: binding.path, binding }
          : this.#member(binding.path, binding.member, binding, hops + 1);
      case "variable":
        return { kind: "variable", binding };
      case "alias":
        return { kind: "alias", binding };
      case "function":
        return { kind: "function", binding };
    }
  }

  /** What `member` of a module means for the import through which it is reached. */
  #member(path: string, member: string, binding: ImportBinding, hops: number): Meaning {
    if (hops > MAX_HOPS) return { kind: "missing", name: member };
    const inside = path === "" ? member : `${path}.${member}`;
    const known = canonicalName(inside);
    if (isRecognised(known)) return { kind: "known", name: known };
    const module = this.module(path);
    if (module !== undefined) {
      const found = this.#global(member, module, Infinity, hops);
      if (found !== undefined) return found;
    }
    if (this.#packages.has(inside) || this.module(inside) !== undefined)
      return { kind: "module", name: inside, binding };
    if (module === undefined && isKnownModule(path)) return { kind: "known", name: canonicalName(inside) };
    return { kind: "external", name: member, module: path === "" ? inside : path, binding };
  }

  /** What a dotted name means; `undefined` for other expressions. */
  resolve(expression: Expression, context: Context): Meaning | undefined {
    if (expression.kind === "name") return this.lookup(expression.id, context);
    if (expression.kind !== "attribute") return undefined;
    const of = this.resolve(expression.of, context);
    if (of === undefined) return undefined;
    switch (of.kind) {
      case "module": {
        return this.#member(of.name, expression.name, of.binding, 0);
      }
      case "known":
        return { kind: "known", name: canonicalName(`${of.name}.${expression.name}`) };
      case "external":
        return { ...of, name: `${of.name}.${expression.name}` };
      case "class":
        return this.#classMember(of.cls, expression.name, 0);
      case "variable": {
        const target = this.follow(of);
        if (target?.kind === "known")
          return { kind: "known", name: canonicalName(`${target.name}.${expression.name}`) };
        if (target?.kind === "external") return { ...target, name: `${target.name}.${expression.name}` };
        return target?.kind === "class" ? this.#classMember(target.cls, expression.name, 0) : undefined;
      }
      default:
        return undefined;
    }
  }

  /** Through assignments of one name to another, such as `Base = pydantic.BaseModel`. */
  follow(meaning: Meaning | undefined): Meaning | undefined {
    let target = meaning;
    for (let hops = 0; target?.kind === "variable" && hops < MAX_HOPS; hops++) {
      const { value, module, owner } = target.binding;
      if (value?.kind !== "name" && value?.kind !== "attribute") break;
      target = this.resolve(value, { module, owner, at: value.from });
    }
    return target;
  }

  #classMember(cls: ClassInfo, name: string, depth: number): Meaning | undefined {
    const binding = pickBinding(cls.scope.names.get(name), Infinity);
    if (binding !== undefined) return this.#meaning(binding, 0);
    if (depth > MAX_HOPS) return undefined;
    const context = { module: cls.module, owner: cls.outer, at: cls.statement.from };
    for (const base of cls.statement.bases) {
      const target = this.follow(this.resolve(base.kind === "subscript" ? base.of : base, context));
      const found =
        target?.kind === "class" && target.cls !== cls ? this.#classMember(target.cls, name, depth + 1) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** A name in a class body: values only above the place that asks, classes and functions everywhere. */
function classBinding(cls: ClassInfo, name: string, context: Context): Binding | undefined {
  const bindings = cls.scope.names.get(name)?.filter((binding) => {
    if (binding.kind !== "variable") return true;
    // An annotation alone binds nothing, and a field's value is taken out of the class again.
    if (binding.value === undefined || binding.certainty === "typing") return false;
    return context.deferred === true ? binding.annotation === undefined : binding.from <= context.at;
  });
  return pickBinding(bindings, context.at);
}

function findParameter(name: string, context: Context) {
  const inAlias = context.parameters?.list.find((one) => one.name === name);
  if (inAlias !== undefined)
    return { name, bound: inAlias.bound, default: inAlias.default, owner: context.parameters?.of ?? "" };
  for (let cls = context.owner; cls !== undefined; cls = cls.outer) {
    const found = cls.statement.typeParameters.find((one) => one.name === name);
    if (found !== undefined) return { name, bound: found.bound, default: found.default, owner: cls.qualifiedName };
  }
  return undefined;
}

/** Sources of Pydantic itself define what is known of it. */
function asKnown(qualifiedName: string): Meaning | undefined {
  const name = canonicalName(qualifiedName);
  return isRecognised(name) && name !== qualifiedName ? { kind: "known", name } : undefined;
}

const prefixes = (name: string) => name.split(".").map((_, index, parts) => parts.slice(0, index + 1).join("."));

function absoluteModule(module: Module, name: string | undefined, level: number): string | undefined {
  if (level === 0) return name;
  const parts = module.name === "" ? [] : module.name.split(".");
  const up = module.isPackage ? level - 1 : level;
  if (up > parts.length) return undefined;
  const base = parts.slice(0, parts.length - up);
  return [...base, ...(name === undefined || name === "" ? [] : [name])].join(".");
}
