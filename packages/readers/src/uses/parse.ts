import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { CodeLanguage, Source } from "@nx-contracts/ir";
import type { Parser } from "@vscode/tree-sitter-wasm";
import type { Program } from "./program.js";
import { copyTree, type ReadProgram } from "./syntax.js";

export type ParseProgram = (source: Source) => Program;

/** What cannot be parsed uses nothing. */
const NOTHING: Program = { imports: [], body: [] };

/** Longer texts are data, not code that somebody wrote. */
const LONGEST = 16_000_000;

const ADAPTERS: Record<CodeLanguage, () => Promise<ReadProgram>> = {
  python: async () => (await import("./python.js")).readPython,
  typescript: async () => (await import("./typescript.js")).readTypeScript,
  rust: async () => (await import("./rust.js")).readRust,
  go: async () => (await import("./go.js")).readGo,
};

/** Loads what parses sources of a language; each grammar once. */
export async function parseProgram(language: CodeLanguage, sources: readonly Source[]): Promise<ParseProgram> {
  const read = await ADAPTERS[language]();
  const parsers = new Map<string, Parser>();
  for (const { path } of sources) {
    const grammar = grammarOf(language, path);
    if (!parsers.has(grammar)) parsers.set(grammar, await loadParser(grammar));
  }
  const [anyParser] = parsers.values();
  return (source) => {
    const parser = parsers.get(grammarOf(language, source.path)) ?? anyParser;
    if (!parser || source.text.length > LONGEST) return NOTHING;
    const tree = parser.parse(source.text);
    if (!tree) return NOTHING;
    try {
      return read(copyTree(tree, source.text), source);
    } finally {
      tree.delete();
    }
  };
}

/** Only what may hold elements is read as such: `<T>x` is a cast elsewhere. */
function grammarOf(language: CodeLanguage, path: string): string {
  if (language !== "typescript") return language;
  return /\.(?:tsx|[cm]?jsx?)$/.test(path) ? "tsx" : "typescript";
}

const loaded = new Map<string, Promise<Parser>>();

function loadParser(grammar: string): Promise<Parser> {
  const known = loaded.get(grammar) ?? newParser(grammar);
  loaded.set(grammar, known);
  return known;
}

async function newParser(grammar: string): Promise<Parser> {
  const { Language, Parser } = (await import("@vscode/tree-sitter-wasm")).default;
  await (ready ??= Parser.init());
  const folder = dirname(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm"));
  const parser = new Parser();
  return parser.setLanguage(await Language.load(join(folder, `tree-sitter-${grammar}.wasm`)));
}

let ready: Promise<void> | undefined;
