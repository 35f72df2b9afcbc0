import type { Use, Source } from "@nx-contracts/ir";
import { FileWalk } from "./file-walk.js";
import type { Modules } from "./modules.js";
import { Report } from "./report.js";
import type { Export } from "./program.js";
import { compiledModules, isBuildScript } from "./rust/build-script.js";
import { Scope } from "./scope.js";
import { NEVER, type Type, UNKNOWN } from "./type.js";
import type { VocabularyIndex } from "./vocabulary-index.js";

/** Files whose names depend on each other in a longer row than this are not followed to the end. */
const LONGEST_ROW = 60;

interface KnownFile {
  readonly walk: FileWalk;
  /** Names at the top of the file. */
  readonly scope: Scope;
}

/** Knows of every file that is read what its names are. */
export class Resolver {
  readonly modules: Modules;
  readonly #files = new Map<string, KnownFile>();
  readonly #asked = new Set<string>();
  /** What the current question has not found anywhere: modules that pass on all of each other ask once. */
  readonly #missing = new Set<string>();
  #row = 0;

  constructor(modules: Modules) {
    this.modules = modules;
  }

  get index(): VocabularyIndex {
    return this.modules.index;
  }

  /** What a source uses. */
  uses(source: Source): readonly Use[] {
    const file = this.#file(source.path);
    if (!file) return [];
    const { report } = file.walk;
    report.isKept = true;
    file.walk.run(new Scope());
    const script = isBuildScript(source.path) ? this.modules.program(source.path) : undefined;
    for (const { module, at } of script ? compiledModules(script, source.path, this.index.compiled) : [])
      report.module(module, at);
    return report.uses(source.path, source.text);
  }

  /**
   * What a module gives under a name; `undefined` where that is not known.
   *
   * @param from path of the file that asks
   */
  lookup(module: string, name: string, from: string): Type | undefined {
    const { index } = this;
    const found = this.find(module, name, from);
    // A path of modules that are not read may still end in one of the contracts.
    if (found || index.language !== "rust") return found;
    return { kind: "module", path: `${module}${index.separator}${name}`, from };
  }

  /** The same, but nothing for what may only be a part of a longer path. */
  find(module: string, name: string, from: string): Type | undefined {
    const { index } = this;
    const found = index.findScope(this.modules.vocabularyModule(module, from) ?? module);
    if (found) {
      const symbol = found.scope === "" ? name : `${found.scope}.${name}`;
      const type = index.type(found.module, symbol);
      if (type) return { kind: "class", of: type };
      const schema = index.schema(found.module, symbol);
      if (schema) return { kind: "class", of: schema, isSchema: true };
      const service = index.service(found.module, symbol);
      if (service) return service;
      const constant = index.constant(found.module, name, found.scope);
      if (constant) return { kind: "constant", of: constant };
    }
    const inside = `${module}${index.separator}${name}`;
    if (index.findScope(inside) || index.isPackage(inside)) return { kind: "module", path: inside, from };
    if (index.language === "go") return this.#inPackage(this.modules.packageFiles(module, from), name, from);
    const path = this.modules.fileOf(module, from);
    const exported = path === undefined ? undefined : this.#exported(path, name);
    if (exported) return exported;
    if (index.language === "rust") return this.#inCrate(module, name, from);
    return index.language === "python" && this.modules.fileOf(inside, from) !== undefined
      ? { kind: "module", path: inside, from }
      : undefined;
  }

  /** A module of the crate that stands in a file of another one, or what that gives: Rust. */
  #inCrate(module: string, name: string, from: string): Type | undefined {
    const own = this.#crateModule(`${module}::${name}`, from);
    if (own) return own;
    const outer = this.#crateModule(module, from);
    return outer?.kind === "module" && outer.path !== module ? this.lookup(outer.path, name, outer.from) : undefined;
  }

  #crateModule(module: string, from: string): Type | undefined {
    if (!module.startsWith("crate::")) return undefined;
    for (let end = module.lastIndexOf("::"); end > 0; end = module.lastIndexOf("::", end - 1)) {
      const path = this.modules.fileOf(module.slice(0, end), from);
      const type = path === undefined ? undefined : this.#file(path)?.scope.get(module);
      if (type?.kind === "module") return type;
    }
    return undefined;
  }

  /** What a file of the same package gives under a name: Go. */
  besides(name: string, from: string): Type | undefined {
    if (this.index.language !== "go") return undefined;
    return this.#inPackage(this.modules.besides(from), name, from);
  }

  #inPackage(paths: readonly string[], name: string, from: string): Type | undefined {
    for (const path of paths) {
      const type = path === from ? undefined : this.#exported(path, name);
      if (type) return type;
    }
    return undefined;
  }

  /** A name of a file, own or passed on. What asks for itself on the way is nothing. */
  #exported(path: string, name: string): Type | undefined {
    const key = `${path}\n${name}`;
    if (this.#asked.has(key) || this.#missing.has(key)) return undefined;
    if (this.#row >= LONGEST_ROW) return UNKNOWN;
    this.#asked.add(key);
    this.#row++;
    try {
      const file = this.#file(path);
      const type = file && this.#ofFile(path, file.scope, name);
      if (!type) this.#missing.add(key);
      return type;
    } finally {
      this.#row--;
      if (this.#row === 0) this.#missing.clear();
      this.#asked.delete(key);
    }
  }

  #ofFile(path: string, scope: Scope, name: string): Type | undefined {
    const program = this.modules.program(path);
    const exports = program?.exports ?? [];
    const named = exports.find(({ exported }) => exported === name);
    const type = named ? this.#ofExport(path, scope, named) : scope.get(name);
    if (type && type !== NEVER) return type;
    const stars = [
      ...exports.flatMap((each) => (each.exported === "*" && each.module !== undefined ? [each.module] : [])),
      ...(program?.imports ?? []).flatMap((each) => (each.names.some(isStar) ? [each.module] : [])),
    ];
    for (const module of stars) {
      const passed = this.find(module, name, path);
      if (passed) return passed;
    }
    return undefined;
  }

  #ofExport(path: string, scope: Scope, { module, imported, local, exported }: Export): Type | undefined {
    if (module === undefined) return scope.get(local ?? exported);
    if (imported === undefined || imported === "*") return { kind: "module", path: module, from: path };
    return this.lookup(module, imported, path);
  }

  #file(path: string): KnownFile | undefined {
    const known = this.#files.get(path);
    if (known) return known;
    const program = this.modules.program(path);
    if (!program) return undefined;
    const scope = new Scope();
    const walk = new FileWalk(program, path, this, new Report(this.index));
    // Known before it is walked: files that import each other see what is known so far.
    const file = { walk, scope };
    this.#files.set(path, file);
    walk.run(scope);
    return file;
  }
}

function isStar({ imported }: { readonly imported?: string }): boolean {
  return imported === "*";
}
