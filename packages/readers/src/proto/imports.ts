import type { ReadOptions, Source } from "@nx-contracts/ir";
import { parseProto } from "./parse.js";
import type { SyntaxProblem } from "./tokens.js";
import type { ImportNode, ProtoFile } from "./syntax-tree.js";
import type { Problem, Unit } from "./unit.js";
import { findCycles, spreadBrokenImports } from "./import-cycles.js";
import { WELL_KNOWN_FILES } from "./well-known.js";

/** A file that does not follow the grammar. */
export interface BrokenFile {
  readonly path: string;
  readonly text: string;
  readonly isSource: boolean;
  readonly problem: SyntaxProblem;
}

export interface ImportGraph {
  /** Sources first, in their order, then what they import. */
  readonly units: readonly Unit[];
  readonly broken: readonly BrokenFile[];
  /** Paths obtained through `load`, sorted. */
  readonly loaded: readonly string[];
  /** The unit of `importPath`, where a source or import is one, else the well-known file. */
  wellKnown(importPath: string): Unit | undefined;
}

/** Parses `sources` and all that they import, directly or not. */
export function buildImportGraph(sources: readonly Source[], options: ReadOptions): ImportGraph {
  const graph = new Graph(sources, options);
  graph.loadAll();
  findCycles(graph.units);
  spreadBrokenImports(graph.units);
  return graph;
}

class Graph implements ImportGraph {
  readonly units: Unit[] = [];
  readonly #broken = new Map<string, BrokenFile>();
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #roots: readonly string[];
  readonly #load: (path: string) => Source | undefined;
  /** By path; `undefined` for what does not exist or does not parse. */
  readonly #byPath = new Map<string, Unit | undefined>();
  readonly #loaded = new Set<string>();

  constructor(sources: readonly Source[], options: ReadOptions) {
    this.#sources = new Map(sources.map((source) => [source.path, source]));
    this.#roots = (options.roots ?? ["."]).map((root) => root.replace(/^\.\/|\/+$/g, ""));
    this.#load = options.load ?? (() => undefined);
  }

  get broken(): readonly BrokenFile[] {
    return [...this.#broken.values()];
  }

  get loaded(): readonly string[] {
    return [...this.#loaded].sort();
  }

  loadAll(): void {
    for (const source of this.#sources.values()) this.#parse(source, true);
    // Grows while it is walked: imports of imports come last.
    for (const unit of this.units) {
      const seen = new Set<string>();
      for (const statement of unit.file.imports) {
        const target = this.#find(statement.path);
        unit.imports.push(target);
        if (seen.has(statement.path)) unit.problems.push(importedTwice(statement));
        else if (target === undefined) unit.problems.push(this.#missing(statement));
        seen.add(statement.path);
      }
    }
  }

  wellKnown(importPath: string): Unit | undefined {
    const disk = this.#paths(importPath).map((path) => this.#byPath.get(path));
    const unit = disk.find((candidate) => candidate !== undefined) ?? this.#wellKnownText(importPath);
    for (const statement of unit?.imports.length === 0 ? unit.file.imports : []) {
      unit?.imports.push(this.wellKnown(statement.path));
    }
    return unit;
  }

  #paths(importPath: string): readonly string[] {
    return this.#roots.map((root) => (root === "." || root === "" ? importPath : `${root}/${importPath}`));
  }

  #find(importPath: string): Unit | undefined {
    // protoc: no backslash, no empty, "." or ".." part; so nothing outside the roots is asked for.
    if (
      importPath.split("/").some((part) => part === "" || part === "." || part === "..") ||
      importPath.includes("\\")
    ) {
      return undefined;
    }
    for (const path of this.#paths(importPath)) {
      if (this.#byPath.has(path)) {
        const known = this.#byPath.get(path);
        if (known !== undefined || this.#broken.has(path)) return known;
        continue;
      }
      const source = this.#load(path);
      if (source === undefined) {
        this.#byPath.set(path, undefined);
        continue;
      }
      this.#loaded.add(path);
      return this.#parse(source.path === path ? source : { path, text: source.text }, false);
    }
    return this.#wellKnownText(importPath);
  }

  #wellKnownText(importPath: string): Unit | undefined {
    const path = `<well-known>/${importPath}`;
    if (this.#byPath.has(path)) return this.#byPath.get(path);
    const source = WELL_KNOWN_SOURCES.get(importPath);
    return source && this.#parse(source, false);
  }

  #parse(source: Source, isSource: boolean): Unit | undefined {
    const { file, problem } = parseOnce(source);
    if (file === undefined) {
      this.#broken.set(source.path, { path: source.path, text: source.text, isSource, problem });
      this.#byPath.set(source.path, undefined);
      return undefined;
    }
    const unit = newUnit(file, isSource, this.units.length);
    this.units.push(unit);
    this.#byPath.set(source.path, unit);
    return unit;
  }

  #missing(statement: ImportNode): Problem {
    const { path, start, end } = statement;
    const broken = this.#paths(path)
      .map((candidate) => this.#broken.get(candidate))
      .find((file) => file !== undefined);
    if (broken !== undefined) {
      const message = `Imports "${path}", which does not compile: ${broken.problem.message}`;
      const help = `Mend ${broken.path} first.`;
      return { rule: "read/unresolved-import", subject: path, message, help, start, end, causedBy: broken.path };
    }
    const roots = this.#roots.map((root) => `"${root}"`).join(", ");
    const message = `Imports "${path}", which does not exist under ${roots}.`;
    const help = "Correct the path, or add the folder that it starts from to the roots.";
    return { rule: "read/unresolved-import", subject: path, message, help, start, end };
  }
}

const WELL_KNOWN_SOURCES: ReadonlyMap<string, Source> = new Map(
  [...WELL_KNOWN_FILES].map(([importPath, text]) => [importPath, { path: `<well-known>/${importPath}`, text }]),
);

const PARSED = new WeakMap<Source, ReturnType<typeof parseProto>>();

/** A source that several contracts import is parsed for the first; a syntax tree never changes. */
function parseOnce(source: Source): ReturnType<typeof parseProto> {
  const known = PARSED.get(source) ?? parseProto(source.path, source.text);
  PARSED.set(source, known);
  return known;
}

function newUnit(file: ProtoFile, isSource: boolean, order: number): Unit {
  return { file, isSource, order, imports: [], problems: [], hasBrokenImport: false };
}

function importedTwice(statement: ImportNode): Problem {
  const { path, start, end } = statement;
  const message = `Imports "${path}" a second time.`;
  return {
    rule: "read/invalid-definition",
    subject: path,
    message,
    help: "Remove one of the two imports.",
    start,
    end,
  };
}
