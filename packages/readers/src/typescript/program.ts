import { posix } from "node:path";
import type { ReadDiagnostic, ReadOptions, Source } from "@nx-contracts/ir";
import { indexLines } from "@nx-contracts/ir";
import { ts } from "ts-morph";
import { libraryFiles, libraryFolder, libraryName } from "./library.js";
import { createResolver } from "./resolve.js";
import { fromVirtual, toVirtual } from "./virtual-path.js";

/** A compiled view of the sources: what every other file of this reader asks. */
export interface CompiledSources {
  readonly checker: ts.TypeChecker;
  /** The files that were handed in and parse, in the order of the sources. */
  readonly files: readonly ts.SourceFile[];
  readonly diagnostics: readonly ReadDiagnostic[];
  /** Source path of a file, as it was handed in or loaded. */
  pathOf(file: ts.SourceFile): string;
  isLibrary(file: ts.SourceFile): boolean;
  /** Whether an import of zod was left unresolved on purpose. */
  skipsZod(): boolean;
  /** Paths obtained through `load` up to now, sorted. */
  loaded(): readonly string[];
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: [libraryName],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

/** Beyond this the compiler's own recursion is at risk; hand-written types stay below 50. */
const MAX_DEPTH = 1000;
const MAX_LENGTH = 64_000_000;
const EXTENSIONS = /\.[cm]?tsx?$/;

/**
 * Compiles `sources` in memory. Other files come through `options.load` only.
 *
 * @param withZod whether imports of `zod` resolve; its declarations are large
 *   and are needed only where a type is computed from a schema.
 */
export function compileSources(sources: readonly Source[], options: ReadOptions, withZod: boolean): CompiledSources {
  const diagnostics: ReadDiagnostic[] = [];
  const parsed = new Map<string, ts.SourceFile>();
  const paths = new Map<ts.SourceFile, string>();
  const given: ts.SourceFile[] = [];
  for (const source of sources) {
    const name = toVirtual(EXTENSIONS.test(source.path) ? source.path : `${source.path}.ts`);
    if (parsed.has(name)) continue;
    if (source.text.trim() === "") diagnostics.push(emptySource(source.path));
    const file = parse(name, source.text);
    if (typeof file === "string") {
      diagnostics.push(refusal(source.path, file));
      parsed.set(name, ts.createSourceFile(name, "export {};", OPTIONS.target ?? ts.ScriptTarget.Latest));
      continue;
    }
    parsed.set(name, file);
    paths.set(file, source.path);
    given.push(file);
  }

  const loads = new Map<string, Source | undefined>();
  const load = (virtual: string): Source | undefined => {
    if (!loads.has(virtual)) loads.set(virtual, options.load?.(fromVirtual(virtual)));
    return loads.get(virtual);
  };
  const fileExists = (name: string): boolean => parsed.has(name) || load(name) !== undefined;
  const readFile = (name: string): string | undefined => parsed.get(name)?.text ?? load(name)?.text;
  const resolver = createResolver({ fileExists, readFile }, OPTIONS, (path) => load(toVirtual(path))?.text);

  let skipsZod = false;
  const host: ts.CompilerHost = {
    getSourceFile(name) {
      const known = libraryFiles().get(name) ?? parsed.get(name);
      if (known !== undefined) return known;
      const source = load(name);
      const file = source === undefined ? undefined : parse(name, source.text);
      if (source === undefined || file === undefined || typeof file === "string") return undefined;
      parsed.set(name, file);
      paths.set(file, source.path);
      return file;
    },
    resolveModuleNameLiterals: (literals, containing) =>
      literals.map(({ text }) => {
        const isSkipped = isZod(text) && !withZod;
        skipsZod ||= isSkipped;
        return { resolvedModule: isSkipped ? undefined : resolver(text, containing) };
      }),
    getDefaultLibFileName: () => posix.join(libraryFolder, libraryName),
    getDefaultLibLocation: () => libraryFolder,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => undefined,
    fileExists,
    readFile,
  };
  const program = ts.createProgram({ rootNames: given.map((file) => file.fileName), options: OPTIONS, host });
  const sound = given.filter((file) => {
    const [first] = program.getSyntacticDiagnostics(file);
    if (first !== undefined) diagnostics.push(syntaxError(paths.get(file) ?? file.fileName, file, first));
    return first === undefined;
  });
  return {
    checker: program.getTypeChecker(),
    files: sound,
    diagnostics,
    pathOf: (file) => paths.get(file) ?? fromVirtual(file.fileName),
    isLibrary: (file) => libraryFiles().has(file.fileName),
    skipsZod: () => skipsZod,
    loaded: () => [...new Set([...loads.values()].flatMap((source) => source?.path ?? []))].sort(),
  };
}

/** Whether a module specifier names zod, in any of its editions. */
export function isZod(specifier: string): boolean {
  return specifier === "zod" || specifier.startsWith("zod/");
}

type Refusal = "too-deep" | "too-large";

function parse(name: string, text: string): ts.SourceFile | Refusal {
  if (text.length > MAX_LENGTH) return "too-large";
  try {
    const bare = text.startsWith("\uFEFF") ? text.slice(1) : text;
    const file = ts.createSourceFile(name, bare, OPTIONS.target ?? ts.ScriptTarget.Latest, true);
    return depthExceeds(file, MAX_DEPTH) ? "too-deep" : file;
  } catch (error) {
    // The parser recurses: hostile nesting ends in a stack overflow, whatever the stack's size.
    if (error instanceof RangeError) return "too-deep";
    throw error;
  }
}

function depthExceeds(file: ts.SourceFile, limit: number): boolean {
  let level: ts.Node[] = [file];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    const next: ts.Node[] = [];
    for (const node of level) ts.forEachChild(node, (child) => void next.push(child));
    level = next;
  }
  return false;
}

function refusal(path: string, reason: Refusal): ReadDiagnostic {
  const at = { file: path, line: 1, column: 1 };
  const message =
    reason === "too-large"
      ? `"${path}" is larger than ${MAX_LENGTH / 1_000_000} million characters and was not read; hand in the files that declare the models.`
      : `"${path}" is nested deeper than ${MAX_DEPTH} levels and was not read; give the inner types names of their own.`;
  return { rule: reason === "too-large" ? "read/too-large" : "read/unsupported", subject: path, message, at };
}

function emptySource(path: string): ReadDiagnostic {
  const message = `"${path}" is empty; declare the models in it, or take it out of the sources.`;
  return { rule: "read/empty-source", subject: path, message, at: { file: path, line: 1, column: 1 } };
}

function syntaxError(path: string, file: ts.SourceFile, error: ts.Diagnostic): ReadDiagnostic {
  const text = ts.flattenDiagnosticMessageText(error.messageText, " ").replace(/\.$/, "");
  const start = error.start ?? 0;
  return {
    rule: "read/syntax-error",
    subject: path,
    message: `"${path}" does not parse: ${text}. Mend this place; nothing of the file is read until then.`,
    at: indexLines(file.text).span(path, start, start + (error.length ?? 0)),
  };
}
