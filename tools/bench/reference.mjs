// A copy of the reference contracts in a workspace of its own, so that measuring neither
// disturbs the checkout nor is disturbed by it.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BASELINE, BUF, python, ROOT } from "./places.mjs";

const PARTS = ["nx.json", "protos", "libs/common/src", "libs/catalog-web/src", "libs/catalog-go/gen"];

/**
 * Copies the reference into `folder`, with a place for the cache and the stubs of the baseline.
 *
 * @param {string} folder absolute, empty
 */
export function copyReference(folder) {
  for (const part of PARTS)
    cpSync(join(ROOT, part), join(folder, part), { recursive: true, filter: (path) => !path.includes("__pycache__") });
  mkdirSync(join(folder, "node_modules"));
  generateStubs(folder);
  return folder;
}

/** Writes the `_pb2` stubs of the mirror, which the baseline compares instead of the proto. */
export function generateStubs(folder) {
  const stubs = join(folder, "stubs");
  rmSync(stubs, { recursive: true, force: true });
  mkdirSync(stubs);
  execFileSync(
    python(),
    ["-m", "grpc_tools.protoc", "-I", join(folder, "protos"), "--python_out", stubs, "shared_proto/v1/anime.proto"],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
}

/** Forgets what earlier runs read. */
export function dropCache(folder) {
  rmSync(join(folder, "node_modules/.cache/nx-contracts"), { recursive: true, force: true });
  rmSync(caches(folder).XDG_CACHE_HOME, { recursive: true, force: true });
}

/** A folder for the user's caches that belongs to the copy alone. */
export function caches(folder) {
  return { XDG_CACHE_HOME: join(folder, "caches") };
}

/** `nx-contracts <verb>` on the copy; findings are an answer too. */
export function contracts(command, folder, ...args) {
  return { argv: [process.execPath, command, ...args], cwd: join(folder, "protos"), accept: [0, 1] };
}

/** The script that teams have today. */
export function baseline(folder) {
  return { argv: [python(), join(BASELINE, "check_parity.py")], cwd: folder, env: pythonPath(folder), accept: [0, 1] };
}

/** What the promise names: the linter, then a Python import of the models. */
export function lintAndImport(folder) {
  return [
    { argv: [BUF, "lint"], cwd: join(folder, "protos"), accept: [0, 100] },
    { argv: [python(), "-c", "import common.models.anime"], cwd: folder, env: pythonPath(folder) },
  ];
}

function pythonPath(folder) {
  return { PYTHONPATH: `${join(folder, "libs/common/src")}:${join(folder, "stubs")}` };
}
