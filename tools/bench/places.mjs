// Where the tools under measurement are found, and a scratch folder for their inputs.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { pythonEnvironment } from "../python-env.mjs";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

const ARCHITECTURE = process.platform === "linux" && process.arch === "arm64" ? "aarch64" : process.arch;

/** The `buf` binary itself: the npm package's own script costs a second Node process. */
export const BUF = join(ROOT, `node_modules/@bufbuild/buf-${process.platform}-${ARCHITECTURE}/bin/buf`);

export const BASELINE = join(ROOT, "tools/bench/baseline");

/** Absolute path of the interpreter that has Pydantic and the protobuf compiler. */
export function python() {
  return pythonEnvironment("bench", "tools/bench/baseline/requirements.txt");
}

/**
 * Runs `work` with a folder that exists for its time only.
 *
 * @template T
 * @param {(folder: string) => T} work
 * @returns {T}
 */
export function withScratch(work) {
  const folder = mkdtempSync(join(tmpdir(), "nx-contracts-bench-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
