import { BLOCK, TarFailure, type TarHeader, decodeName, readHeader, readPaxRecords } from "./tar-header.js";

const MIB = 1024 * 1024;
/** Of one entry, whether it is kept or not. */
const LARGEST_ENTRY = 64 * MIB;
const LARGEST_EXTENDED_HEADER = MIB;

/** Types of entries that are refused, in words. */
const REFUSED: { readonly [type: string]: string } = {
  "1": "a hard link",
  "2": "a symbolic link",
  "3": "a character device",
  "4": "a block device",
  "6": "a pipe",
  K: "a link",
  S: "a sparse file",
  M: "a part of a file that other volumes go on with",
};

/**
 * The files in a tar archive (POSIX `ustar` and `pax`, GNU, and that of old)
 * that `keep` asks for, by their path with `/` and without `.`; in the order
 * of the archive. What is kept is copied, so that the archive can be let go.
 *
 * Refuses what could mean anything but plain files: links, devices, sparse
 * files, absolute paths, `..`, two entries of one name, entries of more than
 * 64 MiB, and archives that do not end as they should.
 *
 * @throws TarFailure
 */
export function readTar(bytes: Uint8Array, keep: (path: string) => boolean): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const { path, kind, content } of tarEntries(bytes))
    if (kind === "file" && keep(path)) files.set(path, Uint8Array.from(content));
  return files;
}

/** A file or folder of an archive. */
export interface TarEntry {
  /** With `/` and without `.`. */
  readonly path: string;
  readonly kind: "file" | "folder";
  /** A view of the archive. */
  readonly content: Uint8Array;
  /** What the entry's own header calls it, where another one gives it its name. */
  readonly shortName?: string;
}

/**
 * The entries of an archive in its order, refused as `readTar` says.
 *
 * @param onEnd told where the archive ends, its first block of zeros included
 * @throws TarFailure
 */
export function* tarEntries(bytes: Uint8Array, onEnd: (at: number) => void = () => {}): Generator<TarEntry> {
  const entries = new Map<string, "file" | "folder">();
  for (const { header, content, shortName } of walk(bytes, onEnd)) {
    const kind = kindOf(header);
    const path = checkedPath(header.name);
    if (path === "" && kind === "folder") continue;
    const other = entries.get(path);
    if (other !== undefined && !(other === "folder" && kind === "folder")) {
      throw new TarFailure(`it holds \`${path}\` twice`);
    }
    entries.set(path, kind);
    yield { path, kind, content, ...(shortName !== undefined && { shortName }) };
  }
}

interface WalkedEntry {
  readonly header: TarHeader;
  readonly content: Uint8Array;
  readonly shortName?: string;
}

/** Every entry with its true name; the headers that only hold names are not entries. */
function* walk(bytes: Uint8Array, onEnd: (at: number) => void): Generator<WalkedEntry> {
  let name: string | undefined;
  let at = 0;
  for (; !isEnd(bytes, at);) {
    const header = readHeader(bytes, at);
    const content = contentOf(bytes, at + BLOCK, header);
    at += BLOCK + Math.ceil(header.size / BLOCK) * BLOCK;
    if (header.type === "L") name = longName(content);
    else if (header.type === "x") name = extendedName(content) ?? name;
    else if (header.type === "g") refuseGlobal(content);
    else {
      yield {
        header: { ...header, name: name ?? header.name },
        content,
        ...(name !== undefined && { shortName: header.name }),
      };
      name = undefined;
    }
  }
  if (name !== undefined) throw new TarFailure("it ends too early");
  onEnd(at + BLOCK);
}

/** What stands behind the NUL at its end, one program reads and another does not. */
function longName(content: Uint8Array): string {
  const end = content.indexOf(0);
  if (end >= 0 && content.subarray(end).some((byte) => byte !== 0))
    throw new TarFailure("a long name in it has a NUL inside");
  return decodeName(content);
}

/** Whether the archive ends at `at`: it must do so with a block of zeros, or else something is missing. */
function isEnd(bytes: Uint8Array, at: number): boolean {
  const block = bytes.subarray(at, at + BLOCK);
  if (block.length < BLOCK) throw new TarFailure(at === 0 ? "it is no tar archive" : "it ends too early");
  return block.every((byte) => byte === 0);
}

function contentOf(bytes: Uint8Array, at: number, { name, size, type }: TarHeader): Uint8Array {
  const isExtended = type === "L" || type === "x" || type === "g";
  if (size > (isExtended ? LARGEST_EXTENDED_HEADER : LARGEST_ENTRY)) {
    const what = isExtended ? "a name in it" : `\`${name}\` in it`;
    throw new TarFailure(`${what} has ${Math.ceil(size / MIB)} MiB, and up to ${LARGEST_ENTRY / MIB} MiB are read`);
  }
  if (at + Math.ceil(size / BLOCK) * BLOCK > bytes.length) throw new TarFailure("it ends too early");
  return bytes.subarray(at, at + size);
}

function extendedName(content: Uint8Array): string | undefined {
  const records = readPaxRecords(content);
  if (records.has("size")) throw new TarFailure("an entry in it is too large");
  if ([...records.keys()].some((key) => key.startsWith("GNU.sparse."))) {
    throw new TarFailure("an entry in it is a sparse file");
  }
  return records.get("path");
}

/** A header for all entries that follow may hold a comment, as `git archive` does, but not change what they are. */
function refuseGlobal(content: Uint8Array): void {
  const [key] = readPaxRecords(content).keys();
  if (key !== undefined) throw new TarFailure(`it sets \`${key}\` for all entries at once`);
}

function kindOf({ name, type, size }: TarHeader): "file" | "folder" {
  const isFile = type === "0" || type === "7";
  if (isFile && !name.endsWith("/")) return "file";
  if ((isFile || type === "5") && size === 0) return "folder";
  throw new TarFailure(`\`${name}\` in it is ${REFUSED[type] ?? "neither a file nor a folder"}`);
}

function checkedPath(name: string): string {
  const parts = name.split("/");
  if (name === "" || name.includes("\0")) throw new TarFailure("an entry in it has no name");
  if (name.startsWith("/") || /^[A-Za-z]:|\\/.test(name)) {
    throw new TarFailure(`\`${name}\` in it is no path inside of a folder`);
  }
  if (parts.includes("..")) throw new TarFailure(`\`${name}\` in it leads out of its folder`);
  return parts.filter((part) => part !== "" && part !== ".").join("/");
}
