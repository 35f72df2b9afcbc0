import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as prettier from "prettier";
import { pythonEnvironment } from "../../../../tools/python-env.mjs";
import { findBuf } from "../lint/buf.js";
import { isInserted, normalised } from "./repository.test.support.js";

/** One file before and after a change, and what it is about. */
export interface ChangedFile {
  readonly about: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Settings of formatters beside it. */
  readonly settings: { readonly [path: string]: string };
}

/**
 * Lines that the language's own formatter would have otherwise, and about
 * which it said nothing before the change: `about path: line`.
 */
export async function newComplaints(files: readonly ChangedFile[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "formatted-"));
  try {
    for (const [i, file] of files.entries()) {
      for (const [path, text] of Object.entries(file.settings)) write(join(folder, `${i}`, path), text);
      write(join(folder, `${i}`, "before", file.path), normalised(file.path, file.before));
      write(join(folder, `${i}`, "after", file.path), normalised(file.path, file.after));
    }
    const ruff = join(dirname(pythonEnvironment("ruff", "tools/ruff-requirements.txt")), "ruff");
    const said = new Map([
      ...complaints(ruff, ["format", "--diff", "--no-cache", "."], folder),
      ...complaints(findBuf(), ["format", "--diff", "."], folder),
      ...(await prettierComplaints(files, folder)),
    ]);
    const unsorted = unsortedImports(ruff, folder);
    return files.flatMap(({ about, path }, i) => {
      const [old, now] = ["before", "after"].map((when) => said.get(`${i}/${when}/${path}`) ?? []);
      const isOld = (line: string) => old?.some((each) => each === line || (each.length > 5 && isInserted(each, line)));
      const fresh = (now ?? []).filter((line) => !isOld(line)).map((line) => `${about} ${path}: ${line}`);
      const isUnsorted = unsorted.has(`${i}/after/${path}`) && !unsorted.has(`${i}/before/${path}`);
      return isUnsorted ? [...fresh, `${about} ${path}: imports are not sorted`] : fresh;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lines that a tool takes out in its unified diff, by file. */
function complaints(command: string, args: readonly string[], cwd: string): ReadonlyMap<string, readonly string[]> {
  const { stdout } = spawnSync(command, args, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  const said = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of stdout.split("\n")) {
    const file = /^--- (.*?)(?:\.orig)?(?:\t.*)?$/.exec(line)?.[1];
    if (file !== undefined) said.set(file, (current = []));
    else if (line.startsWith("-")) current.push(line.slice(1));
  }
  return said;
}

async function prettierComplaints(files: readonly ChangedFile[], folder: string) {
  const said: (readonly [string, readonly string[]])[] = [];
  for (const [i, file] of files.entries()) {
    if (!file.path.endsWith(".ts")) continue;
    const settings = (await prettier.resolveConfig(join(folder, `${i}`, "after", file.path))) ?? {};
    for (const when of ["before", "after"] as const) {
      const text = normalised(file.path, file[when]);
      const formatted = new Set((await prettier.format(text, { ...settings, parser: "typescript" })).split("\n"));
      said.push([`${i}/${when}/${file.path}`, text.split("\n").filter((line) => !formatted.has(line))]);
    }
  }
  return said;
}

function unsortedImports(ruff: string, cwd: string): ReadonlySet<string> {
  const args = ["check", "--isolated", "--select", "I", "--output-format", "json", "--no-cache", "."];
  const { stdout } = spawnSync(ruff, args, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  const found: readonly { readonly filename: string }[] = JSON.parse(stdout);
  return new Set(found.map(({ filename }) => filename.slice(filename.indexOf("formatted-")).replace(/^[^/]*\//, "")));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
