import type { FileWalk } from "./file-walk.js";
import type { Import, ImportedName } from "./program.js";
import type { Scope } from "./scope.js";
import { recordsOf, type Type, UNKNOWN } from "./type.js";

/** Names that a file has from others. */
export class Imports {
  readonly #walk: FileWalk;

  constructor(walk: FileWalk) {
    this.#walk = walk;
  }

  /** Binds what an import names, and reports what that is. */
  read({ module, names, at }: Import, scope: Scope): void {
    const { report, resolver, path } = this.#walk;
    const known = resolver.modules.vocabularyModule(module, path);
    if (known !== undefined) report.module(known, at);
    for (const name of names) {
      const type = once(() => this.#imported(module, name));
      if (name.local !== "") scope.bind(name.local, type);
      this.#report(name, type());
    }
  }

  #report(name: ImportedName, type: Type): void {
    const { report, resolver } = this.#walk;
    if (type.kind === "class") report.type(type.of, name.at);
    if (type.kind === "constant") report.member(type.of, name.at, "name", "certain");
    report.names(recordsOf(type));
    if (type.kind !== "module") return;
    const known = resolver.index.findModule(type.path);
    if (known !== undefined) report.module(known, name.at);
  }

  #imported(module: string, { imported, local }: ImportedName): Type {
    const { report, resolver, path } = this.#walk;
    if (imported === undefined || imported === "*") return { kind: "module", path: module, from: path };
    const type = resolver.lookup(module, imported, path);
    if (type) return type;
    // A module of CommonJS is its own default.
    if (imported === "default" && resolver.modules.vocabularyModule(module, path) !== undefined)
      return { kind: "module", path: module, from: path };
    // Passed on by something that is not read: it may be the record, or another one of its name.
    const called = resolver.index.called(imported);
    report.names(called);
    return called.length > 0 ? UNKNOWN : { kind: "outside", name: imported === "default" ? local : imported };
  }
}

/** Whether all names of a module are imported. */
export function isStar({ imported }: ImportedName): boolean {
  return imported === "*";
}

/** Made when asked for; what asks for itself on the way is not known. */
export function once(make: () => Type): () => Type {
  let made: Type | undefined;
  let isMaking = false;
  return () => {
    if (made || isMaking) return made ?? UNKNOWN;
    isMaking = true;
    made = make();
    return made;
  };
}
