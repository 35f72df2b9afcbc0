import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheOf, sweepFolders, temporaryFolder } from "../codegen/cache.js";
import { walkProtos } from "../layout/walk-protos.js";
import type { Host } from "../host.js";
import { below, joinPath } from "../path.js";
import { type BufFinding, bufLint } from "./buf.js";

/** Lints a module with what is not written yet, in a copy of it: `buf` reads the disk. */
export async function lintCopy(host: Host, folder: string): Promise<readonly BufFinding[]> {
  sweepFolders(cacheOf(host), "lint");
  const copy = temporaryFolder(cacheOf(host), "lint");
  try {
    const settings = ["buf.yaml", "buf.lock", "buf.work.yaml"].map((name) => joinPath(folder, name));
    for (const path of [...settings, ...walkProtos(host, folder)]) {
      const bytes = host.bytes(path);
      const target = below(folder, path);
      if (bytes === undefined || target === undefined) continue;
      mkdirSync(dirname(join(copy, target)), { recursive: true });
      writeFileSync(join(copy, target), bytes);
    }
    return await bufLint(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
