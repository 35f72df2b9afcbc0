import { TarFailure } from "../../compat/tar-header.js";
import { tarEntries } from "../../compat/tar.js";
import { parentOf } from "../../path.js";
import { gunzip } from "./gunzip.js";
import { ArchiveRefusal } from "./refusal.js";

/** Files by path. */
export type Files = ReadonlyMap<string, Uint8Array>;

const MOST_ENTRIES = 100_000;
/** What a path needs another header for: it is long, or no ASCII. */
const LONG = 100;

/**
 * The files of a `.tar.gz`, in memory. Refuses what does not end as it should
 * or could mean anything but plain files with one place each, on any system.
 *
 * @throws ArchiveRefusal
 */
export function readArchive(bytes: Uint8Array): Files {
  const tar = gunzip(bytes);
  const files = new Map<string, Uint8Array>();
  const names = new Names();
  let end = 0;
  try {
    for (const { path, kind, content, shortName } of tarEntries(tar, (at) => (end = at))) {
      if (shortName !== undefined) checkRename(shortName, path);
      names.add(path, kind);
      if (kind === "file") files.set(path, content);
    }
  } catch (cause) {
    if (!(cause instanceof TarFailure)) throw cause;
    throw new ArchiveRefusal(DAMAGED.test(cause.message) ? "damaged" : "hostile", cause.message, cause);
  }
  if (tar.subarray(end).some((byte) => byte !== 0))
    throw new ArchiveRefusal("hostile", "more follows where its files end");
  return files;
}

const DAMAGED = /too early|damaged|no tar archive|is no number|not UTF-8/;

/** A second header may give an entry the name that its own has no room for, and no other one. */
function checkRename(shortName: string, path: string): void {
  const isNeeded = Buffer.byteLength(path) > LONG || /[^\x20-\x7e]/.test(path);
  if (isNeeded || shortName.replace(/^(?:\.\/)+|\/+$/g, "") === path) return;
  throw new ArchiveRefusal("hostile", `an extended header in it calls \`${shortName}\` by the name \`${path}\``);
}

/** Names that stand for one file each, whatever a file system thinks of letters. */
class Names {
  readonly #kinds = new Map<string, "file" | "folder">();
  readonly #spellings = new Map<string, string>();

  add(path: string, kind: "file" | "folder"): void {
    if (this.#kinds.size >= MOST_ENTRIES)
      throw new ArchiveRefusal("hostile", `it holds more than ${MOST_ENTRIES} files`);
    if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(path))
      throw new ArchiveRefusal("hostile", `a name in it, ${JSON.stringify(path)}, holds control characters`);
    for (let at = path; at !== "." && !this.#kinds.has(at); at = parentOf(at)) this.#spell(at);
    for (let at = parentOf(path); at !== "."; at = parentOf(at)) {
      if (this.#kinds.get(at) === "file")
        throw new ArchiveRefusal("hostile", `\`${at}\` in it is a file, and \`${path}\` lies in it`);
      this.#kinds.set(at, "folder");
    }
    if (kind === "file" && this.#kinds.get(path) === "folder")
      throw new ArchiveRefusal("hostile", `\`${path}\` in it is a folder and a file`);
    this.#kinds.set(path, kind);
  }

  #spell(path: string): void {
    const folded = path.normalize("NFKC").toLowerCase();
    const other = this.#spellings.get(folded);
    if (other !== undefined && other !== path)
      throw new ArchiveRefusal("hostile", `\`${other}\` and \`${path}\` in it are one name on some systems`);
    this.#spellings.set(folded, path);
  }
}
