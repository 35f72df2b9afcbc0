import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { CodeLanguage, Source } from "@nx-contracts/ir";
import type * as TreeSitter from "@vscode/tree-sitter-wasm";
import type { Program } from "./program.js";
import { copyTree, type ReadProgram } from "./syntax.js";

export type ParseProgram = (source: Source) => Program;

/** What cannot be parsed uses nothing. */
const NOTHING: Program = { imports: [], body: [] };

/** Syntax trees of longer texts take seconds and gigabytes: they are data, not code that somebody wrote. */
const MOST_TOKENS = 1_000_000;
const MOST_CHARACTERS = 64_000_000;

const ADAPTERS: Record<CodeLanguage, () => Promise<ReadProgram>> = {
  python: async () => (await import("./python.js")).readPython,
  typescript: async () => (await import("./typescript.js")).readTypeScript,
  rust: async () => (await import("./rust.js")).readRust,
  go: async () => (await import("./go.js")).readGo,
};

/**
 * Loads what parses sources of a language; each grammar once.
 *
 * @param onTooLong told the path of a source that is not parsed
 */
export async function parseProgram(
  language: CodeLanguage,
  sources: readonly Source[],
  onTooLong?: (path: string) => void,
): Promise<ParseProgram> {
  const grammars = [...new Set(sources.map(({ path }) => grammarOf(language, path)))];
  const [read, loadedNow] = await Promise.all([ADAPTERS[language](), Promise.all(grammars.map(loadParser))]);
  const parsers = new Map(grammars.map((grammar, i) => [grammar, loadedNow[i]] as const));
  const [anyParser] = loadedNow;
  return (source) => {
    const parser = parsers.get(grammarOf(language, source.path)) ?? anyParser;
    if (!parser) return NOTHING;
    if (isTooLong(source.text)) {
      onTooLong?.(source.path);
      return NOTHING;
    }
    const tree = parser.parse(source.text);
    if (!tree) return NOTHING;
    try {
      return read(copyTree(tree, source.text), source);
    } finally {
      tree.delete();
    }
  };
}

/** Starts to load what parses files, beside whatever else is waited for. What goes wrong is reported where it is needed. */
export function prepareParsers(files: readonly { readonly language: CodeLanguage; readonly path: string }[]): void {
  const grammars = new Set(files.map(({ language, path }) => grammarOf(language, path)));
  const started = [loadRuntime(), ...[...grammars].map(loadParser)];
  void Promise.allSettled(started);
}

/** Words and other characters that are no space, as far as they have to be counted. */
function isTooLong(text: string): boolean {
  if (text.length <= MOST_TOKENS) return false;
  if (text.length > MOST_CHARACTERS) return true;
  let tokens = 0;
  let isInWord = false;
  for (let at = 0; at < text.length && tokens <= MOST_TOKENS; at++) {
    const code = text.charCodeAt(at);
    const isWord =
      code > 127 || (code > 47 && code < 58) || (code > 64 && code < 91) || code === 95 || (code > 96 && code < 123);
    if (code > 32 && !(isWord && isInWord)) tokens++;
    isInWord = isWord;
  }
  return tokens > MOST_TOKENS;
}

/** Only what may hold elements is read as such: `<T>x` is a cast elsewhere. */
function grammarOf(language: CodeLanguage, path: string): string {
  if (language !== "typescript") return language;
  return /\.(?:tsx|[cm]?jsx?)$/.test(path) ? "tsx" : "typescript";
}

const loaded = new Map<string, Promise<TreeSitter.Parser>>();

function loadParser(grammar: string): Promise<TreeSitter.Parser> {
  const known = loaded.get(grammar) ?? newParser(grammar);
  loaded.set(grammar, known);
  return known;
}

async function newParser(grammar: string): Promise<TreeSitter.Parser> {
  const { Language, Parser } = await loadRuntime();
  const folder = dirname(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm"));
  const parser = new Parser();
  return parser.setLanguage(await Language.load(join(folder, `tree-sitter-${grammar}.wasm`)));
}

type Runtime = Pick<typeof TreeSitter, "Language" | "Parser">;

let runtime: Promise<Runtime> | undefined;

function loadRuntime(): Promise<Runtime> {
  return (runtime ??= initialize());
}

async function initialize(): Promise<Runtime> {
  const library = (await import("@vscode/tree-sitter-wasm")).default;
  await library.Parser.init();
  return library;
}
