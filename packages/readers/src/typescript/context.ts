import type { Enum, LineIndex, ReadDiagnostic, ReadRule, SchemaRecord, Span, TypeRef } from "@nx-contracts/ir";
import { indexLines } from "@nx-contracts/ir";
import { ts } from "ts-morph";
import type { CompiledSources } from "./program.js";
import type { Reading } from "./reading.js";
import type { ZodSchema } from "./zod/schema.js";

/**
 * What an alias defines: a record, an enum, nothing because a zod schema
 * defines it already, or nothing because it merely stands for another type.
 */
export type AliasRole = "record" | "enum" | "schema" | "transparent";

/** Where a type stands: names the records of inline object types and the subjects of diagnostics. */
export interface Place {
  readonly module: string;
  /** `Anime` or `Anime.trailer`. */
  readonly path: string;
  /** Inline objects here have no claim to the path itself: they are alternatives, or part of an alias. */
  readonly numbered?: boolean;
  /** What a diagnostic points at when the type has no text of its own. */
  readonly node: ts.Node;
}

/** A definition that was found; its body is read when its turn comes. */
export interface Draft<T> {
  readonly qualifiedName: string;
  /** What tells one definition from another of the same name. */
  readonly origin: object;
  /** Where it is declared. */
  readonly node: ts.Node;
  readonly read: () => T;
}

/** What one run of the reader knows and gathers. */
export interface Context {
  readonly checker: ts.TypeChecker;
  readonly compiled: CompiledSources;
  readonly diagnostics: ReadDiagnostic[];
  readonly records: Map<string, Draft<SchemaRecord>>;
  readonly enums: Map<string, Draft<Enum>>;
  /** References of object types that have no declaration of their own: inline ones and instantiated generics. */
  readonly typeNames: Map<ts.Type, TypeRef>;
  /** What aliases that define nothing of their own stand for. */
  readonly expansions: Map<ts.Symbol, Reading>;
  /** Aliases whose expansion is under way; one that comes up again is recursive. */
  readonly expanding: Set<ts.Symbol>;
  readonly recursive: Set<ts.Symbol>;
  /** How often each generic was given arguments. */
  readonly instances: Map<ts.Symbol, number>;
  readonly roles: Map<ts.Symbol, AliasRole>;
  /** Constants that were asked for a zod schema, with the answer. */
  readonly schemas: Map<ts.Symbol, ZodSchema | undefined>;
  /** References of objects inside zod schemas. */
  readonly inlineObjects: Map<object, TypeRef>;
  /** Set when the types of zod are needed and were not compiled in. */
  wantsZod: boolean;
  moduleOf(file: ts.SourceFile): string;
  /** Symbols that the sources export. */
  readonly exported: Set<ts.Symbol>;
  /** Whether the node stands in a source that was handed in. */
  isGiven(node: ts.Node): boolean;
  isLibrary(symbol: ts.Symbol): boolean;
  span(node: ts.Node, start?: number, end?: number): Span;
  /** Position of a node: source, then offset. */
  orderOf(node: ts.Node): readonly [file: number, offset: number];
  report(rule: ReadRule, subject: string, node: ts.Node, message: string): void;
}

export function createContext(compiled: CompiledSources, roots: readonly string[]): Context {
  const diagnostics: ReadDiagnostic[] = [...compiled.diagnostics];
  const reported = new Set<string>();
  const indexes = new Map<ts.SourceFile, LineIndex>();
  const fileOrder = new Map(compiled.files.map((file, index) => [file, index]));
  const indexOf = (file: ts.SourceFile): LineIndex => {
    const index = indexes.get(file) ?? indexLines(file.text);
    indexes.set(file, index);
    return index;
  };
  const span: Context["span"] = (node, start = node.getStart(), end = node.end) => {
    const file = node.getSourceFile();
    return indexOf(file).span(compiled.pathOf(file), start, end);
  };
  return {
    checker: compiled.checker,
    compiled,
    diagnostics,
    records: new Map(),
    enums: new Map(),
    typeNames: new Map(),
    exported: new Set(),
    expansions: new Map(),
    expanding: new Set(),
    recursive: new Set(),
    instances: new Map(),
    roles: new Map(),
    schemas: new Map(),
    inlineObjects: new Map(),
    wantsZod: false,
    moduleOf: (file) => moduleName(compiled.pathOf(file), roots),
    isGiven: (node) => fileOrder.has(node.getSourceFile()),
    isLibrary: (symbol) =>
      symbol.declarations?.some((declaration) => compiled.isLibrary(declaration.getSourceFile())) ?? false,
    span,
    orderOf: (node) => [fileOrder.get(node.getSourceFile()) ?? fileOrder.size, node.getStart()],
    report(rule, subject, node, message) {
      const at = span(node);
      const key = `${rule} ${subject} ${at.file}:${at.line}:${at.column}`;
      if (reported.has(key)) return;
      reported.add(key);
      diagnostics.push({ rule, subject, message, at });
    },
  };
}

/** `libs/catalog-web/src/anime.ts` below the root `libs/catalog-web/src` is the module `anime`. */
function moduleName(path: string, roots: readonly string[]): string {
  const bare = path.replace(/(\.d)?\.[cm]?tsx?$/, "");
  let inside = bare;
  for (const root of roots) {
    const folder = root === "." ? "" : `${root.replace(/^\.\//, "").replace(/\/$/, "")}/`;
    if (bare.startsWith(folder) && bare.length - folder.length < inside.length) inside = bare.slice(folder.length);
  }
  return inside.replace(/^\//, "").replaceAll("/", ".");
}

/** A place one step below. */
export function below(place: Place, name: string, node: ts.Node = place.node): Place {
  return { module: place.module, path: `${place.path}.${name}`, node };
}

/** The text of a node or type, short enough for one line of a message. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 120 ? `${line.slice(0, 117)}...` : line;
}
