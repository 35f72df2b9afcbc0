import { gunzipSync } from "node:zlib";
import { ContractsError } from "@nx-contracts/ir";
import type { Host } from "../host.js";
import { readBaselineFile } from "./baseline-file.js";
import type { ProtoTree } from "./proto-tree.js";
import { TarFailure } from "./tar-header.js";
import { readTar } from "./tar.js";

const MIB = 1024 * 1024;
/** Unpacked, everything in it. */
const LARGEST_BUNDLE = 512 * MIB;

/**
 * The proto files of a release bundle, a tar archive that is packed with gzip
 * or not: those in `<language>/protos`, else those in `protos`, else all of
 * them. They are held in memory under the paths that they have in the archive. Nothing is written to disk, and archives that could mean anything but
 * plain files are refused, as are those of more than 512 MiB, or with a file
 * of more than 64 MiB.
 *
 * @throws ContractsError `source-missing` or `source-unreadable`
 */
export function readBundle(host: Host, path: string): ProtoTree {
  const files = readProtos(path, readBaselineFile(host, path));
  const roots = [...new Set([...files.keys()].flatMap((file) => LANGUAGE_ROOT.exec(file)?.[1] ?? []))].sort();
  const [root = [...files.keys()].every((file) => file.startsWith("protos/")) ? "protos" : "."] = roots;
  const inside = new Map([...files].filter(([file]) => root === "." || file.startsWith(`${root}/`)));
  const odd = roots.find((other) => !isSame(inside, root, files, other));
  if (odd !== undefined) {
    throw unreadable(
      path,
      `its proto files in \`${root}\` and in \`${odd}\` are not the same`,
      "Name a bundle of one language.",
    );
  }
  if (inside.size === 0) throw unreadable(path, "it holds no proto files", "Name a bundle that was made by `release`.");
  return treeOf(path, root, inside);
}

const LANGUAGE_ROOT = /^([^/]+\/protos)\//;

function readProtos(path: string, bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  try {
    return readTar(unpack(bytes), (file) => file.endsWith(".proto"));
  } catch (cause) {
    if (!(cause instanceof TarFailure)) throw cause;
    throw unreadable(path, cause.message, "Download it again, or name another bundle.", cause);
  }
}

function unpack(bytes: Uint8Array): Uint8Array {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const tooLarge = `it has more than ${LARGEST_BUNDLE / MIB} MiB when unpacked`;
  if (!isPacked && bytes.length > LARGEST_BUNDLE) throw new TarFailure(tooLarge);
  if (!isPacked) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST_BUNDLE, chunkSize: MIB });
  } catch (cause) {
    throw new TarFailure(cause instanceof RangeError ? tooLarge : "what gzip packed cannot be unpacked", cause);
  }
}

/** Whether `other` holds the same files as `root`, of which `inside` are those. */
function isSame(
  inside: ReadonlyMap<string, Uint8Array>,
  root: string,
  files: ReadonlyMap<string, Uint8Array>,
  other: string,
): boolean {
  const others = [...files].filter(([file]) => file.startsWith(`${other}/`));
  return (
    others.length === inside.size &&
    others.every(([file, bytes]) => {
      const twin = inside.get(`${root}${file.slice(other.length)}`);
      return twin !== undefined && Buffer.compare(twin, bytes) === 0;
    })
  );
}

function treeOf(name: string, folder: string, files: ReadonlyMap<string, Uint8Array>): ProtoTree {
  const paths = [...files.keys()].sort();
  return {
    name,
    folder,
    kind: (path) => (files.has(path) ? "file" : "missing"),
    bytes: (path) => files.get(path),
    list: () => paths,
  };
}

function unreadable(path: string, reason: string, next: string, cause?: unknown): ContractsError {
  return new ContractsError(
    "source-unreadable",
    { message: `\`${path}\` cannot be read as a release bundle, for ${reason}.`, next },
    { cause },
  );
}
