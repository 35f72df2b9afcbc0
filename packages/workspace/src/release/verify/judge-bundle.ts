import type { BundleKind } from "../../config/config.js";
import { BUNDLES } from "../../config/release-schema.js";
import { checksums, sha256 } from "../metadata.js";
import { judgeGenerated } from "./judge-generated.js";
import { judgeMetadata } from "./judge-metadata.js";
import type { Files } from "./read-archive.js";
import { DOWNLOAD_AGAIN, type VerifyFinding } from "./verification.js";

/** A finding about a file of a bundle; `file` is its path below the bundle's folder. */
export type BundleFinding = VerifyFinding;

/** The bundle that a folder's name says it is. */
export function bundleKind(name: string): BundleKind | undefined {
  return BUNDLES.find((kind) => kind === name);
}

/** Whether files are those of a bundle: what is missing of it is found by judging it. */
export function looksLikeBundle(files: Files): boolean {
  return files.has("checksums.txt") || files.has("metadata.json");
}

/**
 * Judges the files of a bundle by what it says of itself: its checksums, its
 * metadata, and whether what is generated says what its protos say.
 *
 * @param files by path below the bundle's folder
 * @param asset name of the archive, where it is known
 */
export function judgeBundle(files: Files, kind: BundleKind, asset?: string): readonly BundleFinding[] {
  const summed = judgeChecksums(files);
  const metadata = judgeMetadata(files, kind, asset);
  const unexpected = [...files.keys()]
    .filter((path) => !PLACES.test(path))
    .map((path) => ({
      file: path,
      problem: "unexpected" as const,
      message: `\`${path}\` belongs to no part of a bundle.`,
      next: DOWNLOAD_AGAIN,
    }));
  // What is known to be damaged is not judged as well.
  const damaged = new Set(summed.map(({ file }) => file));
  const others = [...metadata, ...unexpected, ...judgeGenerated(files, kind)];
  return [...summed, ...others.filter(({ file }) => !damaged.has(file))];
}

const PLACES = /^(?:protos\/.+\.proto|generated\/.+|metadata\.json|checksums\.txt)$/;
const LIST = "checksums.txt";
const LINE = /^([0-9a-f]{64}) {2}\.\/(.+)$/;

function judgeChecksums(files: Files): readonly BundleFinding[] {
  const bytes = files.get(LIST);
  if (bytes === undefined)
    return [{ file: LIST, problem: "missing", message: "The bundle has no `checksums.txt`.", next: DOWNLOAD_AGAIN }];
  const text = Buffer.from(bytes).toString("latin1");
  const others = new Map([...files].filter(([path]) => path !== LIST));
  if (Buffer.from(checksums(others)).equals(bytes)) return [];
  const listed = new Map<string, string>();
  const findings: BundleFinding[] = [];
  const lines = Buffer.from(bytes).toString("utf8").split("\n");
  if (lines.pop() !== "" || text.includes("\r")) findings.push(malformed("its lines do not end as they should"));
  for (const [i, line] of lines.entries()) {
    const [, digest, path] = LINE.exec(line) ?? [];
    if (digest === undefined || path === undefined) findings.push(malformed(`line ${i + 1} is none of \`sha256sum\``));
    else if (listed.has(path)) findings.push(malformed(`it lists \`${path}\` twice`));
    else listed.set(path, digest);
  }
  for (const [path, content] of others) {
    const digest = listed.get(path);
    if (digest === undefined) findings.push(ofFile(path, "unexpected", "is not in `checksums.txt`"));
    else if (digest !== sha256(content)) findings.push(ofFile(path, "changed", "is not what `checksums.txt` says"));
  }
  for (const path of listed.keys())
    if (!others.has(path)) findings.push(ofFile(path, "missing", "is in `checksums.txt` and not in the bundle"));
  return findings.length > 0 ? findings : [malformed("its lines are not in the order of their paths")];
}

function malformed(reason: string): BundleFinding {
  return {
    file: LIST,
    problem: "malformed",
    message: `\`checksums.txt\` is not as it was written: ${reason}.`,
    next: DOWNLOAD_AGAIN,
  };
}

function ofFile(path: string, problem: BundleFinding["problem"], said: string): BundleFinding {
  return { file: path, problem, message: `\`${path}\` ${said}.`, next: DOWNLOAD_AGAIN };
}
