// Brings a fresh clone to where every other command works: packages installed as locked, everything built.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Runs a program in the repository's root and shows what it prints. */
export function run(program, args, options = {}) {
  execFileSync(program, args, { cwd: root, stdio: "inherit", ...options });
}

/** Installs what the lock file says, unless that is what is installed. */
export function install() {
  const stamp = join(root, "node_modules/.cache/installed.sha256");
  const digest = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}

/** Installs, builds, and writes what is generated from the protos without being checked in: Rust's description of them. */
export function setup() {
  install();
  run(process.execPath, [join(root, "tools/build.mjs")]);
  run(process.execPath, [
    "packages/cli/dist/main.js",
    "generate",
    "--config",
    "protos",
    "--only",
    "tonic",
    "--no-time",
  ]);
}
