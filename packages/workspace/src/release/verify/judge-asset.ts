import { basename } from "node:path";
import ssri from "ssri";
import type { BundleKind } from "../../config/config.js";
import { packArchive } from "../archive.js";
import { DIGEST_ENDING, digestLine } from "../make-assets.js";
import { bundleKind, judgeBundle, looksLikeBundle } from "./judge-bundle.js";
import { timeOf } from "./judge-metadata.js";
import { type Files, readArchive } from "./read-archive.js";
import { ArchiveRefusal } from "./refusal.js";
import { DOWNLOAD_AGAIN, type Verification, type VerifyFinding } from "./verification.js";

/** One asset as it was downloaded. */
export interface DownloadedAsset {
  /** As a person named it. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** What lies beside it under its name with `.sha256`. */
  readonly digest: Uint8Array | undefined;
  /** Nothing but this file is at hand: a bundle then has to be byte for byte what packing its files gives. */
  readonly isAlone?: boolean;
}

const BUNDLE_NAME = /^proto-([a-z]+)-artifacts-.+\.tar\.gz$/;

/** Judges an asset: the digest beside it, and where it is an archive, everything in it. */
export function judgeAsset(downloaded: DownloadedAsset): Verification {
  const { file, bytes } = downloaded;
  const name = basename(file);
  const findings: VerifyFinding[] = [...judgeDigest(downloaded)];
  const integrity = ssri.fromData(Buffer.from(bytes), { algorithms: ["sha512"] }).toString();
  const named = bundleKind(BUNDLE_NAME.exec(name)?.[1] ?? "");
  if (named === undefined && !/\.(?:tar\.gz|tgz|crate)$/.test(name))
    return { assets: [{ file, kind: "file", files: 1, integrity }], findings };
  let files: Files;
  try {
    files = readArchive(bytes);
  } catch (error) {
    if (!(error instanceof ArchiveRefusal)) throw error;
    const message = `\`${file}\` is not unpacked, for ${error.message}.`;
    findings.push({ file, problem: error.problem, message, next: DOWNLOAD_AGAIN });
    return { assets: [{ file, kind: "archive", files: 0, integrity }], findings };
  }
  const inside = bundleIn(files, named);
  if (inside === undefined) return { assets: [{ file, kind: "archive", files: files.size, integrity }], findings };
  const found = judgeInside(files, inside, named === undefined ? undefined : name);
  const isProven = downloaded.isAlone === true && downloaded.digest === undefined && isAsPacked(files, inside, bytes);
  return {
    assets: [{ file, kind: "bundle", files: files.size, integrity }],
    findings: [...(isProven ? [] : findings), ...found.map((each) => ({ ...each, file: `${file}!/${each.file}` }))],
  };
}

function judgeInside(files: Files, kind: BundleKind, asset: string | undefined): readonly VerifyFinding[] {
  const start = `${kind}/`;
  const own = new Map(
    [...files].flatMap(([path, bytes]) => (path.startsWith(start) ? [[path.slice(start.length), bytes] as const] : [])),
  );
  const others = [...files.keys()].filter((path) => !path.startsWith(start));
  return [
    ...judgeBundle(own, kind, asset).map((found) => ({ ...found, file: `${start}${found.file}` })),
    ...others.map((path): VerifyFinding => ({
      file: path,
      problem: "unexpected",
      message: `\`${path}\` lies outside of \`${kind}\`, the folder of the bundle.`,
      next: DOWNLOAD_AGAIN,
    })),
  ];
}

/** The language of the bundle that an archive is, by its name or by what it holds. */
function bundleIn(files: Files, named: BundleKind | undefined): BundleKind | undefined {
  if (named !== undefined) return named;
  const tops = new Set([...files.keys()].map((path) => path.split("/")[0] ?? ""));
  return [...tops].flatMap((top) => bundleKind(top) ?? []).find((kind) => looksLikeBundle(below(files, kind)));
}

function below(files: Files, folder: string): Files {
  return new Map(
    [...files].flatMap(([path, bytes]) =>
      path.startsWith(`${folder}/`) ? [[path.slice(folder.length + 1), bytes] as const] : [],
    ),
  );
}

/** Whether packing the files of a bundle again gives the same bytes: then its own checksums speak for all of them. */
function isAsPacked(files: Files, kind: BundleKind, bytes: Uint8Array): boolean {
  const time = timeOf(files.get(`${kind}/metadata.json`));
  if (time === undefined) return false;
  const packed = packArchive(new Map([...files].map(([path, content]) => [path, { bytes: content }])), { time });
  return Buffer.from(packed).equals(bytes);
}

function judgeDigest({ file, bytes, digest }: DownloadedAsset): readonly VerifyFinding[] {
  const name = basename(file);
  const beside = `${file}${DIGEST_ENDING}`;
  if (digest === undefined) {
    return [
      {
        file: beside,
        problem: "digest-missing",
        message: `\`${name}${DIGEST_ENDING}\` is not beside \`${file}\`: nothing says which bytes were released.`,
        next: "Download it as well, from where the asset was released.",
      },
    ];
  }
  const line = digestLine(name, bytes);
  if (Buffer.from(line).equals(digest)) return [];
  const [, said, of] = /^([0-9a-f]{64}) {2}([^\n]+)\n$/.exec(Buffer.from(digest).toString("utf8")) ?? [];
  if (said === undefined)
    return [
      {
        file: beside,
        problem: "malformed",
        message: `\`${beside}\` is not the one line that \`sha256sum\` prints.`,
        next: DOWNLOAD_AGAIN,
      },
    ];
  if (of !== name)
    return [
      {
        file: beside,
        problem: "malformed",
        message: `\`${beside}\` is about \`${of}\`, and not about \`${name}\`.`,
        next: DOWNLOAD_AGAIN,
      },
    ];
  return [
    {
      file,
      problem: "digest-wrong",
      message: `\`${file}\` does not have the SHA-256 that \`${name}${DIGEST_ENDING}\` says.`,
      next: DOWNLOAD_AGAIN,
    },
  ];
}
