import { type Dirent, readdirSync } from "node:fs";
import { codeLanguage } from "@nx-contracts/readers/uses";
import type { CodeLanguage, Vocabulary } from "@nx-contracts/ir";
import { findGit } from "../git/git.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";
import { textOnDisk } from "../read/decode-source.js";

/** Folders of what others wrote or tools made, even where they are committed. */
const FOREIGN_FOLDERS: ReadonlySet<string> = new Set(
  (
    "node_modules .venv venv site-packages vendor third_party bower_components __pycache__ .git .nx .tox " +
    ".mypy_cache .pytest_cache .cargo"
  ).split(" "),
);
/** What generators write. */
const STUB =
  /(?:_pb2(?:_grpc)?\.pyi?|_(?:pb|connect)\.(?:d\.)?[cm]?[jt]s|\.pb\.go|_grpc\.pb\.go|\.connect\.go|\.pb\.gw\.go)$/;

/**
 * Paths of source files in which one of the words stands, sorted. Git is asked where the workspace is one of its work
 * trees: tracked files and new ones that are not ignored. Elsewhere all files are looked at.
 */
export async function filesWith(host: Host, words: ReadonlySet<string>): Promise<readonly string[]> {
  if (words.size === 0) return [];
  const git = findGit(host.root);
  if (!git) return walk(host, words);
  const below = git.relative(host.root);
  const patterns = [...words].flatMap((word) => ["-e", word]);
  const options = "-l -z -I -w -F --untracked --no-recurse-submodules --full-name".split(" ");
  const found = await git.search([...options, ...patterns, "--", ...(below === "." ? [] : [below])]);
  const start = below === "." ? "" : `${below}/`;
  return found
    .toString()
    .split("\0")
    .flatMap((path) => (path.startsWith(start) && isSource(path) ? [path.slice(start.length)] : []))
    .sort();
}

/** Whether somebody wrote the file in one of the languages. */
export function isSource(path: string): boolean {
  return (
    codeLanguage(path) !== undefined && !STUB.test(path) && !path.split("/").some((part) => FOREIGN_FOLDERS.has(part))
  );
}

function walk(host: Host, words: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  const waiting = ["."];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of entriesOf(host, folder)) {
      const path = joinPath(folder, entry.name);
      if (entry.isFile() && isSource(path) && hasWord(textOnDisk(host, path) ?? "", words)) found.push(path);
      // Links are not followed: they may lead back here.
      if (entry.isDirectory() && !FOREIGN_FOLDERS.has(entry.name)) waiting.push(path);
    }
  }
  return found.sort();
}

function entriesOf(host: Host, folder: string): readonly Dirent[] {
  try {
    return readdirSync(host.absolute(folder), { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Whether one of the words stands in a text. */
export function hasWord(text: string, words: ReadonlySet<string>): boolean {
  for (const [word] of text.matchAll(/[\p{L}\p{N}_$]+/gu)) if (words.has(word)) return true;
  return false;
}

/** Words of which one stands in every file that has to do with what a vocabulary names. */
export function contractWords({ types }: Vocabulary): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { module, symbol, schemas = [] } of types) {
    for (const name of [module, symbol, ...schemas]) {
      const last = name.split(/[.:/]+/).at(-1);
      if (last !== undefined && last !== "") words.add(last);
    }
  }
  return words;
}

/** The vocabularies whose language a file is written in. */
export function byLanguage(paths: readonly string[]): ReadonlyMap<CodeLanguage, readonly string[]> {
  const found = new Map<CodeLanguage, string[]>();
  for (const path of paths) {
    const language = codeLanguage(path);
    if (!language) continue;
    const known = found.get(language);
    if (known) known.push(path);
    else found.set(language, [path]);
  }
  return found;
}
