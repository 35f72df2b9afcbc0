import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Host, openHost } from "../host.js";

const repository = resolve(import.meta.dirname, "../../../..");
const COPIED = [
  "libs/common/src",
  "libs/catalog-web/src/anime.ts",
  "libs/catalog-web/src/broadcast.schema.ts",
  "libs/catalog-web/package.json",
  "libs/catalog-web/tsconfig.json",
  "protos",
  "nx.json",
];

/** The reference contracts with their Python stubs, committed in a git repository of their own. */
export interface Reference {
  readonly host: Host;
  /** Writes files and takes away what is `undefined`, and has git know it. */
  write(files: ReadonlyMap<string, Uint8Array | undefined>): void;
  /** Everything as it was committed. */
  restore(): void;
  remove(): void;
}

/** Copies the reference contracts; packages and tools come from the repository itself. */
export function copyReference(): Reference {
  const root = mkdtempSync(join(tmpdir(), "nx changes "));
  for (const path of COPIED) cpSync(join(repository, path), join(root, path), { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  const config = join(root, "protos/contracts.yaml");
  const text = readFileSync(config, "utf8");
  writeFileSync(config, text.replace(/^ {2}- tool: (?!grpcio-tools)[^\n]*\n(?: {4}.*\n)*/gm, ""));
  // What is said of other outputs is not asked for here.
  rmSync(join(root, "protos/contracts.stubs"));
  writeFileSync(join(root, ".gitignore"), "node_modules\n__pycache__\n");
  const git = (...args: readonly string[]) => {
    const identity = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false"];
    execFileSync("git", [...identity, ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  };
  git("init", "-q", "-b", "main");
  git("add", "--all");
  git("commit", "-q", "-m", "The contracts");
  return {
    host: openHost({ cwd: root, root }),
    write(files) {
      for (const [path, bytes] of files) {
        if (bytes === undefined) rmSync(join(root, path), { force: true });
        else writeFileSync(join(root, path), bytes);
      }
      // What nobody has added yet, `check` warns of.
      git("add", "--all");
    },
    restore() {
      git("reset", "-q", "--hard");
      git("clean", "-qfd");
    },
    remove: () => rmSync(root, { recursive: true }),
  };
}
