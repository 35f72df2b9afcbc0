import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Diagnostic } from "@nx-contracts/ir";
import { type Outcome, runCommand } from "./reference.js";

export const CONFIG = "contracts.yaml";
export const PROTO = "protos/show.proto";
export const LOCK = "contracts.lock";

export const CONTRACTS = `name: shows
contracts:
  - id: shows
    kind: event
    source:
      reader: proto
      files: [protos/show.proto]
`;

export const SHOW = `syntax = "proto3";
package shows.v1;

// What is on.
message Show {
  string id = 1;
  string title = 2;
  int32 year = 3; // of the premiere
  Mood mood = 4;
}

message Studio {
  string name = 1;
}

enum Mood {
  MOOD_UNSPECIFIED = 0;
  MOOD_DARK = 1;
  MOOD_LIGHT = 2;
}
`;

/** A small contract project in a git repository of its own: `main` has it, the branch `change` is checked out. */
export interface Repository {
  readonly root: string;
  read(path: string): string;
  write(path: string, content: string | Uint8Array): void;
  /** Replaces text that must be there exactly once. */
  replace(path: string, from: string, to: string): void;
  delete(path: string): void;
  git(...args: readonly string[]): string;
  /** Commits everything there is. */
  commit(message?: string): void;
  run(...args: readonly string[]): Promise<Outcome>;
  /** Rule and subject of each finding of `check` that is no note, sorted. */
  check(...args: readonly string[]): Promise<readonly string[]>;
  findings(...args: readonly string[]): Promise<readonly Diagnostic[]>;
  remove(): void;
}

type Files = { readonly [path: string]: string };

/** Repositories that others are copies of, by their files: to make one takes half a dozen processes. */
const MADE = new Map<string, Promise<Repository>>();
process.on("exit", () => {
  for (const root of originals) rmSync(root, { recursive: true, force: true });
});
const originals: string[] = [];

/** Makes a repository of `files`, the lock written and everything committed on `main`. */
export async function createRepository(files: Files = {}): Promise<Repository> {
  const key = JSON.stringify(files);
  const making = MADE.get(key) ?? makeRepository(files);
  MADE.set(key, making);
  const root = mkdtempSync(join(tmpdir(), "nx contracts "));
  cpSync((await making).root, root, { recursive: true });
  const repository = openRepository(root);
  // Git knows the files of the original.
  repository.git("update-index", "-q", "--refresh");
  return repository;
}

async function makeRepository(files: Files): Promise<Repository> {
  const repository = unlockedRepository(files);
  originals.push(repository.root);
  repository.git("checkout", "-q", "main");
  await repository.run("lock");
  repository.commit("Write the lock");
  repository.git("checkout", "-q", "-B", "change");
  return repository;
}

/** The same without a lock. */
export function unlockedRepository(files: Files = {}): Repository {
  const repository = openRepository(mkdtempSync(join(tmpdir(), "nx contracts ")));
  for (const [path, content] of Object.entries({ [CONFIG]: CONTRACTS, [PROTO]: SHOW, ...files }))
    repository.write(path, content);
  repository.git("init", "-q", "-b", "main");
  repository.commit("Begin");
  repository.git("checkout", "-q", "-b", "change");
  return repository;
}

function openRepository(root: string): Repository {
  const absolute = (path: string) => join(root, path);
  const write: Repository["write"] = (path, content) => {
    mkdirSync(dirname(absolute(path)), { recursive: true });
    writeFileSync(absolute(path), content);
  };
  const read = (path: string) => readFileSync(absolute(path), "utf8");
  const git: Repository["git"] = (...args) =>
    execFileSync("git", [...IDENTITY, ...args], { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const commit: Repository["commit"] = (message = "Change") => {
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", message);
  };
  const run: Repository["run"] = (...args) => runCommand(args, root, { NX_BASE: "" });
  const findings: Repository["findings"] = async (...args) => {
    const { stdout, stderr } = await run("check", "--format", "json", ...args);
    if (stdout === "") throw new Error(stderr);
    return (JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics;
  };
  return {
    root,
    read,
    write,
    replace(path, from, to) {
      const parts = read(path).split(from);
      if (parts.length !== 2) throw new Error(`${path} holds ${JSON.stringify(from)} ${parts.length - 1} times.`);
      write(path, parts.join(to));
    },
    delete: (path) => rmSync(absolute(path), { recursive: true }),
    git,
    commit,
    run,
    async check(...args) {
      return shown(await findings(...args));
    },
    findings,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

const IDENTITY = ["-c", "user.name=Ines", "-c", "user.email=ines@example.org", "-c", "commit.gpgsign=false"];

/** Rules and subjects of what is more than advice. */
export function shown(findings: readonly Diagnostic[]): readonly string[] {
  return findings
    .filter(({ severity }) => severity !== "info")
    .map(({ rule, subject }) => `${rule} ${subject}`)
    .sort();
}
