import { gzipSync } from "fflate";
import { Header, type HeaderData } from "tar/header";
import { Pax } from "tar/pax";
import { parentOf } from "../path.js";

/** A file that goes into an archive. */
export interface ArchivedFile {
  readonly bytes: Uint8Array;
  /** Mode 0755 instead of 0644. */
  readonly isExecutable?: boolean;
}

export interface ArchiveOptions {
  /** Seconds since 1970 that every entry bears. */
  readonly time: number;
  /** Whether folders are entries of their own; default true. npm and Python leave them out. */
  readonly withFolders?: boolean;
}

const BLOCK = 512;

/**
 * Packs files into a tar archive and that with gzip. The same files and time
 * give the same bytes on any machine: entries are sorted by the bytes of their
 * paths and belong to root, modes are 0644 and 0755, gzip's header has no time,
 * and it is compressed by our own code, since the zlib of one Node makes other
 * bytes than that of the next.
 *
 * @param files by path with `/`, without `.` and `..`
 */
export function packArchive(files: ReadonlyMap<string, ArchivedFile>, options: ArchiveOptions): Uint8Array {
  return gzipSync(packTar(files, options), { level: 9, mtime: 0 });
}

function packTar(files: ReadonlyMap<string, ArchivedFile>, { time, withFolders = true }: ArchiveOptions): Uint8Array {
  const folders = withFolders ? [...foldersOf(files.keys())].map((path) => `${path}/`) : [];
  const blocks: Uint8Array[] = [];
  for (const path of sortByBytes([...files.keys(), ...folders])) {
    const file = files.get(path);
    const isExecutable = file === undefined || file.isExecutable === true;
    blocks.push(...headerOf(path, file?.bytes.length, isExecutable ? 0o755 : 0o644, time));
    if (file) blocks.push(...padded(file.bytes));
  }
  return Buffer.concat([...blocks, new Uint8Array(2 * BLOCK)]);
}

/** Paths in the order of their UTF-8 bytes, as `LC_ALL=C sort` has them. */
export function sortByBytes(paths: Iterable<string>): readonly string[] {
  return [...paths].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) for (let at = parentOf(path); at !== "."; at = parentOf(at)) folders.add(at);
  return folders;
}

/** The block ahead of an entry; before it, where the path is too long or no ASCII, the extended header that has it. */
function headerOf(path: string, size: number | undefined, mode: number, time: number): readonly Uint8Array[] {
  const data: HeaderData = {
    path,
    mode,
    uid: 0,
    gid: 0,
    uname: "root",
    gname: "root",
    size: size ?? 0,
    mtime: new Date(time * 1000),
    type: size === undefined ? "Directory" : "File",
  };
  const block = Buffer.alloc(BLOCK);
  const needsPax = new Header(data).encode(block, 0);
  return needsPax ? [new Pax({ path }).encode(), block] : [block];
}

function padded(bytes: Uint8Array): readonly Uint8Array[] {
  const rest = bytes.length % BLOCK;
  return rest === 0 ? [bytes] : [bytes, new Uint8Array(BLOCK - rest)];
}
