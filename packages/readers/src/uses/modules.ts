import type { Source } from "@nx-contracts/ir";
import type { ParseProgram } from "./parse.js";
import type { Program } from "./program.js";
import type { UseOptions } from "./read.js";
import { crateModule, modulePath } from "./rust/module-path.js";
import type { VocabularyIndex } from "./vocabulary-index.js";

/** The files that are read, and which of them a module's name means. */
export class Modules {
  readonly index: VocabularyIndex;
  readonly #programs = new Map<string, Program>();
  /** Paths by the name of their module, and by each end of it where a language looks in several folders. */
  readonly #paths = new Map<string, string[]>();
  readonly #folders = new Map<string, string[]>();
  readonly #located = new Map<string, string | undefined>();
  readonly #resolved = new Map<string, string | undefined>();
  readonly #parse: ParseProgram;
  readonly #options: UseOptions;

  constructor(index: VocabularyIndex, sources: readonly Source[], parse: ParseProgram, options: UseOptions) {
    this.index = index;
    this.#parse = parse;
    this.#options = options;
    for (const source of sources) this.#add(source);
  }

  program(path: string): Program | undefined {
    return this.#programs.get(path);
  }

  /** Files of the same folder: one package in Go. */
  besides(path: string): readonly string[] {
    return this.#folders.get(folderOf(path)) ?? [];
  }

  /** Files of the package that is imported, as far as they are read: Go. */
  packageFiles(module: string, from: string): readonly string[] {
    const folder = this.#path(module, from);
    return folder === undefined ? [] : (this.#folders.get(folder) ?? []);
  }

  /** Path of the file that a module is, as far as it is read or may be. */
  fileOf(module: string, from: string): string | undefined {
    const key = `${module}\n${folderOf(from)}`;
    if (!this.#resolved.has(key)) this.#resolved.set(key, this.#find(module, from));
    return this.#resolved.get(key);
  }

  /** The module of the vocabulary that a name means, also by the path of the file that it is. */
  vocabularyModule(module: string, from: string): string | undefined {
    const { index } = this;
    const known = index.findModule(module);
    if (known !== undefined || index.language !== "typescript") return known;
    const path = this.#path(module, from);
    return path === undefined ? undefined : index.findModule(stemOf(path));
  }

  /** The module of the vocabulary that a file is itself. */
  ownModule(path: string): string | undefined {
    for (const name of moduleNames(path, this.index.language)) if (this.index.findModule(name) === name) return name;
    return undefined;
  }

  #path(module: string, from: string): string | undefined {
    const key = `${module}\n${folderOf(from)}`;
    if (!this.#located.has(key)) this.#located.set(key, this.#options.resolveModule?.(module, from));
    return this.#located.get(key);
  }

  #find(module: string, from: string): string | undefined {
    const asked = this.index.language === "rust" ? crateModule(module, from) : module;
    const read = nearest(this.#paths.get(asked) ?? [], from);
    if (read !== undefined) return read;
    const path = this.#path(module, from);
    if (path === undefined || this.#programs.has(path)) return path;
    const source = this.#options.load?.(path);
    if (!source) return undefined;
    this.#add(source);
    return path;
  }

  #add(source: Source): void {
    this.#programs.set(source.path, this.#parse(source));
    push(this.#folders, folderOf(source.path), source.path);
    for (const name of moduleNames(source.path, this.index.language)) push(this.#paths, name, source.path);
  }
}

/** Names that a file may be imported by. */
function* moduleNames(path: string, language: VocabularyIndex["language"]): Generator<string> {
  if (language === "typescript") {
    const module = stemOf(path);
    yield module;
    if (module.endsWith("/index")) yield module.slice(0, -"/index".length);
  } else if (language === "rust") {
    yield crateModule(modulePath(path).join("::"), path);
  } else if (language === "python") {
    const parts = path
      .replace(/\.pyi?$/, "")
      .replace(/\/__init__$/, "")
      .split("/");
    for (let i = 0; i < Math.min(parts.length, DEEPEST); i++) yield parts.slice(i).join(".");
  }
}

function stemOf(path: string): string {
  return path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
}

/** Deeper folders are not found by the start of their path. */
const DEEPEST = 40;

/** The path that shares most of its folders with the file that asks. */
function nearest(paths: readonly string[], from: string): string | undefined {
  if (paths.length < 2) return paths[0];
  const start = from.split("/");
  const shared = (path: string) => {
    const parts = path.split("/");
    let count = 0;
    while (count < parts.length && parts[count] === start[count]) count++;
    return count;
  };
  return [...paths].sort((a, b) => shared(b) - shared(a) || (a < b ? -1 : 1)).find((path) => path !== from);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
