import { ContractsError, type Language, nearestName, type ReadResult } from "@nx-contracts/ir";
import { guessProtoRoots } from "../config/proto-roots.js";
import type { Host } from "../host.js";
import { nameOf, parentOf } from "../path.js";
import { READERS } from "../read/readers.js";
import { readFiles, SourceTexts } from "../read/read-side.js";

export interface ReadRequest {
  readonly language: string;
  /** As typed, relative to the current folder. */
  readonly files: readonly string[];
  /** Folders that imports and module names start from, as typed. */
  readonly roots: readonly string[];
  readonly also: readonly string[];
}

export const LANGUAGES = Object.keys(READERS) as Language[];

/**
 * Reads files without a configuration: what debugging, oracles and other tools see.
 *
 * @throws ContractsError `usage`, `source-missing` or `source-unreadable`
 */
export async function read(host: Host, request: ReadRequest): Promise<ReadResult> {
  const language = LANGUAGES.find((known) => known === request.language);
  if (!language) {
    const near = nearestName(request.language, LANGUAGES);
    throw new ContractsError("usage", {
      message: `There is no reader \`${request.language}\`.`,
      next: near ? `Did you mean \`${near}\`?` : `Known: ${LANGUAGES.join(", ")}.`,
    });
  }
  if (request.files.length === 0) {
    throw new ContractsError("usage", {
      message: "`read` needs at least one file.",
      next: `For instance: nx-contracts read ${language} FILE`,
    });
  }
  const paths = request.files.map((file) => existingFile(host, file));
  const roots =
    request.roots.length > 0
      ? request.roots.map((root) => host.relative(root))
      : language === "proto"
        ? guessProtoRoots(host, paths)
        : [];
  return readFiles(host, new SourceTexts(host), language, paths, { roots, also: request.also });
}

function existingFile(host: Host, file: string): string {
  const path = host.relative(file);
  const kind = host.kind(path);
  if (kind === "file") return path;
  const message = {
    folder: `\`${file}\` is a folder.`,
    missing: `\`${file}\` does not exist.`,
    unreadable: `\`${file}\` cannot be read (permissions, or symbolic links that form a loop).`,
  }[kind];
  const near = kind === "missing" ? nearestName(nameOf(path), host.list(parentOf(path))) : undefined;
  throw new ContractsError(kind === "missing" ? "source-missing" : "source-unreadable", {
    message,
    next: near ? `Did you mean \`${near}\` in the same folder?` : "Name files.",
  });
}
