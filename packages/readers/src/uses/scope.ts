import { either, NEVER, type Type } from "./type.js";

interface Binding {
  readonly type: Type | (() => Type);
  /** Written down: what is assigned does not change it. */
  readonly isDeclared: boolean;
}

/**
 * Names and what is known of them.
 *
 * - `body`: of a module, function or block; what is bound in it is not seen outside.
 * - `branch`: of what may happen or not; handed to the scope around it in the end.
 */
export class Scope {
  readonly #names = new Map<string, Binding>();
  readonly #parent: Scope | undefined;
  readonly #kind: "body" | "branch";

  constructor(parent?: Scope, kind: "body" | "branch" = "body") {
    this.#parent = parent;
    this.#kind = kind;
  }

  /** A new name, or one that is new here. */
  bind(name: string, type: Type | (() => Type), isDeclared = false): void {
    const known = this.#names.get(name);
    if (known?.isDeclared && !isDeclared) return;
    this.#names.set(name, { type, isDeclared });
  }

  /** A value for a name that exists: in the same body it replaces what was known, from an inner one it adds to it. */
  assign(name: string, type: Type): void {
    const known = this.#names.get(name);
    if (known || !this.#parent?.get(name)) this.bind(name, type);
    else if (this.#kind === "branch") this.bind(name, type);
    else this.#parent.#add(name, type);
  }

  #add(name: string, type: Type): void {
    const known = this.#names.get(name);
    if (known?.isDeclared) return;
    if (known) this.#names.set(name, { type: either([evaluated(known.type), type]), isDeclared: false });
    else if (this.#kind === "branch") this.bind(name, type);
    else if (this.#parent) this.#parent.#add(name, type);
  }

  get(name: string): Type | undefined {
    const known = this.#names.get(name);
    return known ? evaluated(known.type) : this.#parent?.get(name);
  }

  /** What is known here and not of a scope around. */
  own(name: string): Type | undefined {
    const known = this.#names.get(name);
    return known && evaluated(known.type);
  }

  /** Takes over what branches bound, of which one or another happened. */
  join(branches: readonly Scope[]): void {
    for (const name of new Set(branches.flatMap((branch) => [...branch.#names.keys()]))) {
      const before = this.get(name);
      const types = branches.map((branch) => branch.own(name) ?? before ?? NEVER);
      this.bind(name, either(types));
    }
  }
}

function evaluated(type: Type | (() => Type)): Type {
  return typeof type === "function" ? type() : type;
}
