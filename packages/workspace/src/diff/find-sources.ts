import { ContractsError, type Language, nearestName } from "@nx-contracts/ir";
import { isStubName } from "@nx-contracts/readers/stubs/header";
import type { Host } from "../host.js";
import { isInstalledOrHidden } from "../layout/folders.js";
import { joinPath, nameOf, parentOf } from "../path.js";
import type { SourceTree } from "./source-tree.js";

/** How the files of each language end, in the order in which languages are told. */
const SUFFIXES = { proto: ".proto", pydantic: ".py", typescript: ".ts" } as const satisfies Record<Language, string>;

const LANGUAGES: readonly Language[] = ["proto", "pydantic", "typescript"];

/** Files by language, relative to the workspace root, each once, and the folders that were named. */
export interface FoundSources {
  readonly files: ReadonlyMap<Language, readonly string[]>;
  readonly folders: readonly string[];
}

/**
 * Finds the sources that paths name, as typed: files, and folders with
 * everything in them but installed packages, hidden folders and what is
 * generated from protos. The suffix tells the language; `language`, where given, is the only one looked for.
 *
 * @throws ContractsError `usage`, `source-missing` or `source-unreadable`
 */
export function findSources(
  host: Host,
  tree: SourceTree,
  typed: readonly string[],
  language: Language | undefined,
): FoundSources {
  const found = new Set<string>();
  const folders: string[] = [];
  for (const path of typed) {
    const at = host.relative(path);
    const kind = tree.kind(at);
    if (kind === "file") found.add(at);
    else if (kind !== "folder") throw missing(tree, path, at, kind);
    else {
      folders.push(at);
      for (const file of filesBelow(tree, at)) found.add(file);
    }
  }
  const named = new Set(typed.map((path) => host.relative(path)));
  const files = new Map<Language, readonly string[]>();
  for (const each of LANGUAGES) {
    if (language !== undefined && each !== language) continue;
    const own = [...found].filter((path) => path.endsWith(SUFFIXES[each]) || (language && named.has(path)));
    if (own.length > 0) files.set(each, own);
  }
  if (files.size === 0) throw nothing(typed, language);
  return { files, folders };
}

/** Files of any language in a folder and below, sorted. */
function filesBelow(tree: SourceTree, folder: string): readonly string[] {
  const suffixes = Object.values(SUFFIXES);
  const found: string[] = [];
  const waiting = [folder];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const name of tree.list(at)) {
      if (isInstalledOrHidden(name)) continue;
      const child = joinPath(at, name);
      const kind = tree.kind(child);
      if (kind === "folder") waiting.push(child);
      // What is generated says what its proto says, and needs its runtime to be read.
      else if (kind === "file" && suffixes.some((suffix) => name.endsWith(suffix)) && !isStubName(name))
        found.push(child);
    }
  }
  return found.sort();
}

function missing(tree: SourceTree, typed: string, path: string, kind: "missing" | "unreadable"): ContractsError {
  if (kind === "unreadable") {
    return new ContractsError("source-unreadable", {
      message: `\`${typed}\` cannot be read (permissions, or symbolic links that form a loop).`,
      next: "Name a file or a folder that can be read.",
    });
  }
  const near = nearestName(nameOf(path), tree.list(parentOf(path)));
  return new ContractsError("source-missing", {
    message: `\`${typed}\` does not exist.`,
    next: near ? `Did you mean \`${near}\` in the same folder?` : "Name a file or a folder.",
  });
}

function nothing(typed: readonly string[], language: Language | undefined): ContractsError {
  const suffixes = language ? [SUFFIXES[language]] : Object.values(SUFFIXES);
  return new ContractsError("source-missing", {
    message: `There is nothing to read in ${typed.map((path) => `\`${path}\``).join(", ")}.`,
    next: `Name files that end in ${suffixes.join(", ")}, or a folder that has some.`,
  });
}
