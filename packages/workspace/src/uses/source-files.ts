import { readdirSync } from "node:fs";
import type { CodeLanguage, Source } from "@nx-contracts/ir";
import { codeLanguage, isBuildScript } from "@nx-contracts/readers/uses";
import type { Config } from "../config/config.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";
import { textOnDisk } from "../read/decode-source.js";
import { isSource } from "./candidates.js";
import { importsOne, mentions, type Names, stemOf } from "./relevance.js";

/** What files are called where they are imported, by language. */
export type Stems = ReadonlyMap<CodeLanguage, ReadonlySet<string>>;

export function stemsOf(paths: readonly string[]): Stems {
  const stems = new Map<CodeLanguage, Set<string>>();
  for (const path of paths) {
    const language = codeLanguage(path);
    if (!language) continue;
    const known = stems.get(language) ?? new Set<string>();
    stems.set(language, known.add(stemOf(path)));
  }
  return stems;
}

/** The files that may use a contract; each is read and taken once. Sources and mirrors of the contracts are none. */
export class SourceFiles {
  readonly #host: Host;
  readonly #names: ReadonlyMap<CodeLanguage, Names>;
  readonly #taken: Set<string>;
  readonly #texts = new Map<string, string>();

  constructor(host: Host, config: Config, names: ReadonlyMap<CodeLanguage, Names>) {
    this.#host = host;
    this.#names = names;
    this.#taken = new Set(
      config.contracts.flatMap(({ source, mirrors }) =>
        [source, ...mirrors].flatMap(({ files }) => files.map(({ path }) => path)),
      ),
    );
  }

  /** Those that name something of a contract themselves. */
  about(paths: readonly string[]): readonly Source[] {
    return this.#take(paths, (text, names, path) => isBuildScript(path) || mentions(text, names));
  }

  /** Those that import a file which does. */
  importing(paths: readonly string[], stems: Stems): readonly Source[] {
    return this.#take(paths, (text, { language }) => importsOne(text, language, stems.get(language) ?? new Set()));
  }

  /** All files of packages of Go: they see each other's names without an import. */
  packages(folders: ReadonlySet<string>): readonly Source[] {
    return [...folders].flatMap((folder) => {
      const names = readdirSync(this.#host.absolute(folder))
        .filter((name) => name.endsWith(".go"))
        .sort();
      return this.#take(names.map((name) => joinPath(folder, name)).filter(isSource), () => true);
    });
  }

  #take(paths: readonly string[], isWanted: (text: string, names: Names, path: string) => boolean): readonly Source[] {
    return paths.flatMap((path): Source[] => {
      const language = codeLanguage(path);
      const names = language && this.#names.get(language);
      if (!names || this.#taken.has(path)) return [];
      const text = this.#texts.get(path) ?? textOnDisk(this.#host, path);
      if (text === undefined) return [];
      this.#texts.set(path, text);
      if (!isWanted(text, names, path)) return [];
      this.#taken.add(path);
      return [{ path, text }];
    });
  }
}
