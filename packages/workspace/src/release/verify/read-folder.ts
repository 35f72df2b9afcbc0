import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Files } from "./read-archive.js";
import { ArchiveRefusal } from "./refusal.js";

const MIB = 1024 * 1024;
const LARGEST_FILE = 64 * MIB;
const LARGEST_FOLDER = 512 * MIB;

/**
 * The files of an unpacked bundle. Links are not followed, and pipes not opened.
 *
 * @param folder absolute
 * @throws ArchiveRefusal
 */
export function readFolder(folder: string): Files {
  const files = new Map<string, Uint8Array>();
  let size = 0;
  const waiting = [""];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const name of readdirSync(join(folder, at)).sort()) {
      const path = at === "" ? name : `${at}/${name}`;
      if (/[\p{C}\p{Zl}\p{Zp}]/u.test(name))
        throw new ArchiveRefusal("hostile", `a name in it, ${JSON.stringify(path)}, holds what cannot be seen`);
      const stats = lstatSync(join(folder, path));
      if (stats.isDirectory()) {
        // What Python keeps of modules that were imported came after the bundle was unpacked.
        if (name !== "__pycache__") waiting.push(path);
        continue;
      }
      if (!stats.isFile())
        throw new ArchiveRefusal(
          "hostile",
          `\`${path}\` in it is ${stats.isSymbolicLink() ? "a symbolic link" : "no plain file"}`,
        );
      size += stats.size;
      if (stats.size > LARGEST_FILE || size > LARGEST_FOLDER)
        throw new ArchiveRefusal("hostile", `\`${path}\` makes it larger than any release is`);
      files.set(path, readFileSync(join(folder, path)));
    }
  }
  return files;
}
