import { type Dirent, readdirSync } from "node:fs";
import { isStubName } from "@nx-contracts/readers/stubs/header";
import { codeLanguage, ENDINGS } from "@nx-contracts/readers/uses";
import { findGit } from "../git/git.js";
import type { Host } from "../host.js";
import { FOREIGN_FOLDERS } from "../layout/folders.js";
import { joinPath } from "../path.js";
import { textOnDisk } from "../read/decode-source.js";
import { hasWord } from "./relevance.js";

/** Folders of what others wrote or tools made, even where they are committed. */
const SKIPPED: ReadonlySet<string> = new Set([
  ...FOREIGN_FOLDERS,
  ..."site-packages vendor third_party bower_components .git .nx .tox .mypy_cache .pytest_cache .cargo".split(" "),
]);
/** What plugins write beside stubs. */
const BESIDE_STUBS = /_connect\.(?:d\.)?[cm]?[jt]s$|\.connect\.go$|\.pb\.gw\.go$/;

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
  const start = below === "." ? "" : `${below}/`;
  // Other files are most of a workspace, and git would read them all.
  const sources = [...ENDINGS.keys()].map((ending) => `:(top,glob)${start.replace(/[\\*?[]/g, "\\$&")}**/*.${ending}`);
  const found = await git.search([...options, ...patterns, "--", ...sources]);
  return found
    .toString()
    .split("\0")
    .flatMap((path) => (path.startsWith(start) && isSource(path) ? [path.slice(start.length)] : []))
    .sort();
}

/** Whether somebody wrote the file in one of the languages. */
export function isSource(path: string): boolean {
  return (
    codeLanguage(path) !== undefined &&
    !isStubName(path) &&
    !BESIDE_STUBS.test(path) &&
    !path.split("/").some((part) => SKIPPED.has(part))
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
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) waiting.push(path);
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
