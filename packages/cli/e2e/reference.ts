import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Diagnostic } from "@nx-contracts/ir";

const repository = resolve(import.meta.dirname, "../../..");
/** The built command line. */
export const COMMAND = join(repository, "packages/cli/dist/main.js");

export const MODELS = "libs/common/src/common/models/anime.py";
export const PROTO = "protos/shared_proto/v1/anime.proto";
export const TYPES = "libs/catalog-web/src/anime.ts";
export const CONFIG = "protos/contracts.yaml";

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of the reference contracts in a folder of its own. */
export interface Workspace {
  readonly root: string;
  read(path: string): string;
  write(path: string, content: string | Uint8Array): void;
  /** Replaces text that must be there exactly once; gives the 1-based line of the replacement. */
  replace(path: string, from: string, to: string): number;
  run(args: readonly string[], options?: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv }): Promise<Outcome>;
  /** Findings of `check --format json`. */
  findings(...args: readonly string[]): Promise<readonly Diagnostic[]>;
  remove(): void;
}

/** Copies the reference contracts; packages such as zod come from the repository's own `node_modules`. */
export function copyReference(): Workspace {
  const root = mkdtempSync(join(tmpdir(), "nx contracts "));
  const copied = [
    "libs/common/src",
    "libs/catalog-web/src",
    "libs/catalog-web/package.json",
    "libs/catalog-web/tsconfig.json",
    "protos",
    "nx.json",
  ];
  for (const path of copied) cpSync(join(repository, path), join(root, path), { recursive: true });
  // Stubs are not copied: nothing is generated here.
  const config = join(root, CONFIG);
  writeFileSync(config, readFileSync(config, "utf8").replace(/^generate:\n(?: .*\n)*/m, ""));
  // What expensive readers gave is keyed by content, so a copy may start from the repository's own cache.
  const cache = "node_modules/.cache/nx-contracts/schema";
  if (existsSync(join(repository, cache))) cpSync(join(repository, cache), join(root, cache), { recursive: true });
  mkdirSync(join(root, "node_modules"), { recursive: true });
  symlinkSync(join(repository, "node_modules/zod"), join(root, "node_modules/zod"));
  const absolute = (path: string) => join(root, path);
  const run: Workspace["run"] = (args, { cwd = "protos", env = {} } = {}) => runCommand(args, absolute(cwd), env);
  return {
    root,
    read: (path) => readFileSync(absolute(path), "utf8"),
    write(path, content) {
      mkdirSync(dirname(absolute(path)), { recursive: true });
      writeFileSync(absolute(path), content);
    },
    replace(path, from, to) {
      const text = readFileSync(absolute(path), "utf8");
      const at = text.indexOf(from);
      if (at < 0 || text.indexOf(from, at + 1) >= 0)
        throw new Error(`${path} does not hold ${JSON.stringify(from)} exactly once.`);
      writeFileSync(absolute(path), text.slice(0, at) + to + text.slice(at + from.length));
      return text.slice(0, at).split("\n").length;
    },
    run,
    async findings(...args) {
      const { stdout, stderr } = await run(["check", "--format", "json", ...args]);
      if (stdout === "") throw new Error(stderr);
      return (JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Runs the built command line as a process of its own. */
export function runCommand(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return new Promise((done) => {
    const options = {
      cwd,
      env: { ...process.env, NO_COLOR: "1", ...env },
      maxBuffer: 256 * 1024 * 1024,
      timeout: 60_000,
    };
    execFile(process.execPath, [COMMAND, ...args], options, (error, stdout, stderr) => {
      const code = error && "code" in error ? error.code : 0;
      done({ status: typeof code === "number" ? code : -1, stdout, stderr });
    });
  });
}
