import { type CodeLanguage, compareSpans, type Source, type Use, type Vocabulary } from "@nx-contracts/ir";
import { Modules } from "./modules.js";
import { parseProgram, prepareParsers } from "./parse.js";
import { Resolver } from "./resolver.js";
import { VocabularyIndex } from "./vocabulary-index.js";

export { isBuildScript } from "./rust/build-script.js";

/** What else of the workspace may be asked for. */
export interface UseOptions {
  /**
   * Path of the file, in Go of the folder, relative to the workspace root, that a module's name as written in `from` means; `undefined`
   * where it lies outside the workspace. Relative names are resolved without it.
   */
  readonly resolveModule?: (name: string, from: string) => string | undefined;
  /** A further file, for modules that only pass names on. */
  readonly load?: (path: string) => Source | undefined;
  /** Told the path of a file that is too long to be parsed: what it uses is not known. */
  readonly onTooLong?: (path: string) => void;
}

/**
 * What sources of one language use of the contracts, in the order of their places. Never throws on bad input: what cannot
 * be parsed uses nothing.
 *
 * @param vocabulary how the language of the sources names what the contracts define
 */
export async function readUses(
  sources: readonly Source[],
  vocabulary: Vocabulary,
  options: UseOptions = {},
): Promise<readonly Use[]> {
  const parse = await parseProgram(vocabulary.language, sources, options.onTooLong);
  const resolver = new Resolver(new Modules(new VocabularyIndex(vocabulary), sources, parse, options));
  return sources.flatMap((source) => resolver.uses(source)).sort(compareUses);
}

/** Starts to load what reads such files, beside whatever else is waited for. */
export function prepareUses(paths: Iterable<string>): void {
  prepareParsers(
    [...paths].flatMap((path) => {
      const language = codeLanguage(path);
      return language === undefined ? [] : [{ language, path }];
    }),
  );
}

function compareUses(a: Use, b: Use): number {
  return compareSpans(a.at, b.at) || (a.subject < b.subject ? -1 : 1);
}

/** The language of a file by its ending; `undefined` for what is no code of these languages. */
export function codeLanguage(path: string): CodeLanguage | undefined {
  const ending = /\.([a-z]+)$/.exec(path)?.[1];
  return ending === undefined ? undefined : ENDINGS.get(ending);
}

/** Endings of source files, without the dot. */
export const ENDINGS: ReadonlyMap<string, CodeLanguage> = new Map([
  ["py", "python"],
  ["pyi", "python"],
  ["ts", "typescript"],
  ["tsx", "typescript"],
  ["mts", "typescript"],
  ["cts", "typescript"],
  ["js", "typescript"],
  ["jsx", "typescript"],
  ["mjs", "typescript"],
  ["cjs", "typescript"],
  ["rs", "rust"],
  ["go", "go"],
]);
