import { Calls } from "./calls.js";
import { Expressions } from "./expressions.js";
import { Imports, isStar, once } from "./imports.js";
import { Members, MOST_BASES } from "./members.js";
import type { ClassStep, FunctionStep, Import, Pattern, Program, Step } from "./program.js";
import type { Report } from "./report.js";
import type { Resolver } from "./resolver.js";
import { Scope } from "./scope.js";
import {
  alternatives,
  either,
  type LocalClass,
  type LocalFunction,
  partOf,
  type Type,
  UNKNOWN,
  without,
} from "./type.js";
import { TypeNotes } from "./type-notes.js";

type Signature = Pick<LocalFunction, "parameters" | "returns">;

/** Goes through one file, step by step, and reports what it uses. */
export class FileWalk {
  readonly path: string;
  readonly resolver: Resolver;
  readonly report: Report;
  readonly notes: TypeNotes;
  readonly members: Members;
  readonly calls: Calls;
  readonly expressions: Expressions;
  readonly #imports: Imports;
  readonly #program: Program;
  readonly #functions = new Map<FunctionStep, LocalFunction>();
  readonly #classes = new Map<ClassStep, LocalClass>();
  /** Bodies of functions wait until what surrounds them is known. */
  #later: (() => void)[] = [];
  #returned: Type[] = [];
  #expected: Type = UNKNOWN;

  constructor(program: Program, path: string, resolver: Resolver, report: Report) {
    this.#program = program;
    this.path = path;
    this.resolver = resolver;
    this.report = report;
    this.notes = new TypeNotes(this);
    this.members = new Members(this);
    this.calls = new Calls(this);
    this.expressions = new Expressions(this);
    this.#imports = new Imports(this);
  }

  /** Modules whose names are all bound. */
  get stars(): readonly string[] {
    return this.#program.imports.filter((each) => each.names.some(isStar)).map((each) => each.module);
  }

  get imports(): readonly Import[] {
    return this.#program.imports;
  }

  run(scope: Scope): void {
    const own = this.resolver.modules.ownModule(this.path);
    for (const [name, type] of own === undefined ? [] : this.resolver.index.names(own)) scope.bind(name, type, true);
    for (const each of this.#program.imports) this.#imports.read(each, scope);
    this.#body(this.#program.body, scope);
  }

  typeOf(...args: Parameters<Expressions["typeOf"]>): Type {
    return this.expressions.typeOf(...args);
  }

  /** The steps of a body whose scope is its own, then those of the functions in it. */
  #body(steps: readonly Step[], scope: Scope): void {
    const before = this.#later;
    this.#later = [];
    this.steps(steps, scope);
    // What waits may make more wait.
    for (let i = 0; i < this.#later.length; i++) this.#later[i]?.();
    this.#later = before;
  }

  steps(steps: readonly Step[], scope: Scope): void {
    for (const step of steps) {
      if (step.kind === "function" && step.name !== undefined)
        scope.bind(step.name, () => ({ kind: "function", of: this.functionOf(step, scope) }));
      else if (step.kind === "class") this.#nameClass(step, scope);
      else if (step.kind === "alias")
        scope.bind(
          step.name,
          once(() => aliasOf(this.notes.typeOf(step.type, scope))),
        );
    }
    for (const step of steps) this.#step(step, scope);
  }

  #step(step: Step, scope: Scope): void {
    switch (step.kind) {
      case "bind": {
        const declared = step.type && this.notes.mention(step.type, scope);
        const value = step.value && this.typeOf(step.value, scope, { expected: declared });
        const isKnown = declared !== undefined && declared.kind !== "unknown";
        this.bind(step.target, isKnown ? declared : (value ?? UNKNOWN), scope, isKnown);
        break;
      }
      case "evaluate":
        this.typeOf(step.value, scope);
        break;
      case "return":
        this.#returned.push(this.typeOf(step.value, scope, { expected: this.#expected }));
        break;
      case "import":
        this.#imports.read(step.import, scope);
        break;
      case "mention":
        this.notes.mention(step.type, scope);
        break;
      case "alias":
        this.notes.mention(step.type, scope);
        break;
      case "block":
        this.steps(step.body, new Scope(scope));
        break;
      case "branch": {
        const branches = step.bodies.map((body) => {
          const branch = new Scope(scope, "branch");
          this.steps(body, branch);
          return branch;
        });
        scope.join(branches);
        break;
      }
      case "function": {
        const known = this.functionOf(step, scope);
        this.#later.push(() => this.call(known, scope));
        break;
      }
      case "class":
        this.#class(step, scope);
        break;
    }
  }

  /** The function of a step, its signature read. */
  functionOf(step: FunctionStep, scope: Scope): LocalFunction {
    const known = this.#functions.get(step);
    if (known) return known;
    const parameters: Type[] = [];
    const made: LocalFunction = { step, parameters, returns: UNKNOWN };
    // Known before its signature is read, which may name the function itself.
    this.#functions.set(step, made);
    parameters.push(...step.parameters.map(({ type }) => (type ? this.notes.typeOf(type, scope) : UNKNOWN)));
    if (step.returns) made.returns = this.notes.typeOf(step.returns, scope);
    return made;
  }

  /**
   * Walks the body of a function.
   *
   * @param asked what it is called with and has to return, as far as its caller knows
   * @returns what it returns
   */
  call(known: LocalFunction, scope: Scope, asked: Partial<Signature> = {}): Type {
    const { step } = known;
    const { parameters: given = [], returns = UNKNOWN } = asked;
    const inner = new Scope(scope);
    for (const [i, { target, type, default: value }] of step.parameters.entries()) {
      const declared = type && this.notes.mention(type, scope);
      const fallback = value && this.typeOf(value, scope, { expected: declared });
      const isDeclared = declared !== undefined && declared.kind !== "unknown";
      this.bind(target, isDeclared ? declared : (given[i] ?? fallback ?? UNKNOWN), inner, isDeclared);
    }
    const declared = step.returns && this.notes.mention(step.returns, scope);
    const [returned, expected] = [this.#returned, this.#expected];
    this.#returned = [];
    this.#expected = declared ?? returns;
    this.#body(step.body, inner);
    const result = declared && declared.kind !== "unknown" ? declared : either(this.#returned);
    [this.#returned, this.#expected] = [returned, expected];
    known.returns = result;
    return result;
  }

  #nameClass(step: ClassStep, scope: Scope): void {
    // An `impl` adds to what it is for.
    const known = scope.own(step.name);
    if (known?.kind === "local" && !this.#classes.has(step)) this.#classes.set(step, known.of);
    else scope.bind(step.name, () => ({ kind: "local", of: this.#classOf(step, scope) }));
  }

  #classOf(step: ClassStep, scope: Scope): LocalClass {
    const known = this.#classes.get(step);
    if (known) return known;
    const bases: Type[] = [];
    const made: LocalClass = { step, bases, members: new Map(), path: this.path };
    this.#classes.set(step, made);
    bases.push(...step.bases.map((base) => this.notes.typeOf(base, scope)));
    return made;
  }

  #class(step: ClassStep, scope: Scope): void {
    const known = this.#classOf(step, scope);
    for (const base of step.bases) this.notes.mention(base, scope);
    const inner = new Scope(scope);
    const self: Type = { kind: "instance", of: known };
    if (step.self !== undefined) inner.bind(step.self, self, true);
    for (const { name, type, value } of step.fields) {
      const declared = type && this.notes.mention(type, scope);
      const given = value && this.typeOf(value, inner, { expected: declared });
      known.members.set(name, declared && declared.kind !== "unknown" ? declared : (given ?? UNKNOWN));
    }
    for (const inside of step.body) {
      if (inside.kind === "function" && inside.name !== undefined)
        known.members.set(inside.name, { kind: "function", of: this.functionOf(inside, scope) });
    }
    for (const inside of step.body) {
      const asked = inside.kind === "function" ? methodAsked(known, inside.name) : undefined;
      if (inside.kind !== "function" || !asked) this.#step(inside, inner);
      else this.#later.push(() => this.call(this.functionOf(inside, inner), inner, asked));
    }
  }

  /** Gives names what a value is, and reports what taking it apart reads. */
  bind(target: Pattern, type: Type, scope: Scope, isDeclared = false): void {
    switch (target.kind) {
      case "name":
        scope.bind(target.name, type, isDeclared);
        break;
      case "fields": {
        const written = target.type && this.notes.mention(target.type, scope);
        for (const { name, at, target: inner } of target.fields)
          this.bind(inner, this.members.read(written ?? type, name, at, "read"), scope);
        if (target.rest) this.bind(target.rest, without(written ?? type, target.fields, this.path), scope);
        break;
      }
      case "items":
        for (const [i, item] of target.items.entries()) this.bind(item, partOf(type, i), scope);
        break;
      case "inside":
        this.bind(target.of, type, scope);
        break;
      case "place":
        this.#assign(target.of, type, scope);
        break;
      case "nothing":
        break;
    }
  }

  #assign(place: Extract<Pattern, { kind: "place" }>["of"], type: Type, scope: Scope): void {
    if (place.kind === "name") {
      scope.assign(place.name, type);
      return;
    }
    this.typeOf(place, scope, { access: "write" });
    if (place.kind !== "member") return;
    const owner = this.typeOf(place.of, scope);
    if (owner.kind !== "instance") return;
    const known = owner.of.members.get(place.name);
    owner.of.members.set(place.name, known ? either([known, type]) : type);
  }
}

/** What a service asks of a method of the class that serves it. */
function methodAsked({ bases }: LocalClass, name: string | undefined, depth = 0): Signature | undefined {
  if (depth > MOST_BASES) return undefined;
  for (const base of bases.flatMap(alternatives)) {
    if (base.kind !== "instance" || name === undefined) continue;
    const asked = base.of.members.get(name);
    if (asked?.kind === "function") return asked.of;
    const further = base.of.serves ? undefined : methodAsked(base.of, name, depth + 1);
    if (further) return further;
  }
  return undefined;
}

/** Another name of a record may be asked for what is inside it, like the record itself. */
function aliasOf(type: Type): Type {
  return type.kind === "record" ? { kind: "class", of: type.of } : { kind: "alias", of: type };
}
