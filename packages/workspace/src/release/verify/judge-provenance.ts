import { join } from "node:path";
import { isPlain, list } from "../../config/tolerant-yaml.js";
import { sha256 } from "../metadata.js";
import { PROVENANCE_NAME } from "../provenance/index.js";
import { DOWNLOAD_AGAIN, type VerifyFinding } from "./verification.js";

/**
 * Holds assets to the provenance that lies beside them: a file that is not the
 * one it was made about, although the digest beside it was changed with it.
 * What somebody did not download is nothing to find fault with.
 *
 * @param folder as a person named it
 * @param names of the files that lie there
 * @param read gives the bytes of one of them
 */
export function judgeProvenance(
  folder: string,
  names: readonly string[],
  read: (name: string) => Uint8Array | undefined,
): readonly VerifyFinding[] {
  return names
    .filter((name) => PROVENANCE_NAME.test(name))
    .flatMap((name) => judgeStatement(folder, name, names, read));
}

function judgeStatement(
  folder: string,
  statement: string,
  names: readonly string[],
  read: (name: string) => Uint8Array | undefined,
): readonly VerifyFinding[] {
  const subjects = subjectsIn(read(statement));
  if (subjects === undefined)
    return [
      {
        file: join(folder, statement),
        problem: "malformed",
        message: `\`${join(folder, statement)}\` is no statement of in-toto about assets.`,
        next: DOWNLOAD_AGAIN,
      },
    ];
  return [...subjects].flatMap(([name, digest]): readonly VerifyFinding[] => {
    const bytes = names.includes(name) ? read(name) : undefined;
    if (bytes === undefined || sha256(bytes) === digest) return [];
    const file = join(folder, name);
    return [
      {
        file,
        problem: "digest-wrong",
        message: `\`${file}\` does not have the SHA-256 that \`${statement}\` says.`,
        next: DOWNLOAD_AGAIN,
      },
    ];
  });
}

/** Name → SHA-256 of what a statement is about. */
function subjectsIn(bytes: Uint8Array | undefined): ReadonlyMap<string, string> | undefined {
  const content = parse(bytes);
  if (!isPlain(content) || content["_type"] !== "https://in-toto.io/Statement/v1") return undefined;
  const subjects = new Map<string, string>();
  for (const subject of list(content["subject"])) {
    const { name, digest } = isPlain(subject) ? subject : {};
    if (typeof name !== "string" || !isPlain(digest) || typeof digest["sha256"] !== "string") return undefined;
    subjects.set(name, digest["sha256"]);
  }
  return subjects.size === 0 ? undefined : subjects;
}

function parse(bytes: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
