import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as Tinyglobby from "tinyglobby";
import { nearestName, type Problem, type Span } from "@nx-contracts/ir";
import type { Host } from "../host.js";
import type { ConfiguredFile } from "./config.js";
import { joinPath, nameOf, parentOf } from "../path.js";

const load = createRequire(import.meta.url);

/**
 * Files below an absolute folder that match a pattern, relative to it, sorted. The library is loaded for the first
 * pattern: most configurations name files, and it takes five milliseconds.
 */
export function globFiles(pattern: string, folder: string): readonly string[] {
  return filesOfFolder(pattern, folder) ?? globAnyhow(pattern, folder);
}

function globAnyhow(pattern: string, folder: string): readonly string[] {
  const { globSync } = load("tinyglobby") as typeof Tinyglobby;
  return globSync(pattern, { cwd: folder, expandDirectories: false, ignore: ["**/node_modules/**"] }).sort();
}

/** A folder that is named, then a name with one star. */
const OF_FOLDER = /^((?:\.\.\/)*(?:[A-Za-z0-9_-][\w.-]*\/)*)([\w.-]*)\*([\w.-]*)$/;

/**
 * The same for files of one folder, which is what most patterns ask for.
 *
 * @returns `undefined` where the pattern is another one, is a name itself, or a link has to be followed
 */
function filesOfFolder(pattern: string, folder: string): readonly string[] | undefined {
  const [, inside = "", start = "", end = ""] = OF_FOLDER.exec(pattern) ?? [];
  if (!pattern.includes("*") || !OF_FOLDER.test(pattern) || inside.split("/").includes("node_modules"))
    return undefined;
  const found: string[] = [];
  for (const entry of entriesOf(join(folder, inside))) {
    const { name } = entry;
    if (!name.startsWith(start) || !name.endsWith(end) || name.length < start.length + end.length) continue;
    if (entry.isSymbolicLink() || name === `${start}*${end}`) return undefined;
    if (entry.isFile() && (start !== "" || !name.startsWith("."))) found.push(inside + name);
  }
  return found.sort();
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/**
 * Finds the files that a list of paths and globs names, each once, in the
 * order of the list. What cannot be found is added to `problems`.
 */
export function expandFiles(
  host: Host,
  folder: string,
  patterns: readonly string[],
  placeOf: (position: number) => Span,
  problems: Problem[],
): readonly ConfiguredFile[] {
  const files = new Map<string, ConfiguredFile>();
  for (const [i, pattern] of patterns.entries()) {
    const at = placeOf(i);
    const path = joinPath(folder, pattern);
    const quick = filesOfFolder(pattern, host.absolute(folder));
    if (quick !== undefined || (/[*?{[]/.test(pattern) && host.kind(path) !== "file")) {
      const found = quick ?? globAnyhow(pattern, host.absolute(folder));
      for (const file of found) files.set(joinPath(folder, file), { path: joinPath(folder, file), at });
      if (found.length === 0)
        problems.push({
          message: `\`${pattern}\` matches no file.`,
          at,
          next: "Correct the pattern; it is relative to the folder of contracts.yaml.",
        });
      continue;
    }
    const problem = describeMissing(host, path, pattern);
    if (problem) problems.push({ ...problem, at });
    else files.set(path, { path, at });
  }
  return [...files.values()];
}

function describeMissing(host: Host, path: string, written: string): Problem | undefined {
  switch (host.kind(path)) {
    case "file":
      return undefined;
    case "folder":
      return {
        message: `\`${written}\` is a folder.`,
        next: `Name files, or a pattern such as \`${written.replace(/\/+$/, "")}/**/*.py\`.`,
      };
    case "unreadable":
      return {
        message: `\`${written}\` cannot be read (permissions, or symbolic links that form a loop).`,
        next: "Mend the file or take it out.",
      };
    case "missing": {
      const name = nameOf(path);
      const near = nearestName(name, host.list(parentOf(path)));
      return {
        message: `\`${written}\` does not exist.`,
        next: near
          ? `Did you mean \`${written.slice(0, written.length - name.length)}${near}\`?`
          : "Paths are relative to the folder of contracts.yaml.",
      };
    }
  }
}
