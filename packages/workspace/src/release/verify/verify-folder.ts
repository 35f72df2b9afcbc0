import { readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import { DIGEST_ENDING } from "../make-assets.js";
import { judgeAsset } from "./judge-asset.js";
import { bundleKind, judgeBundle, looksLikeBundle } from "./judge-bundle.js";
import { judgeProvenance } from "./judge-provenance.js";
import { readAsset } from "./read-asset.js";
import { readFolder } from "./read-folder.js";
import { ArchiveRefusal } from "./refusal.js";
import type { Verification, VerifyFinding } from "./verification.js";

/**
 * Verifies an asset by what is in it and the digest beside it.
 *
 * @param isAlone nothing but this file is asked for
 * @throws ContractsError `source-unreadable`
 */
export function verifyAsset(cwd: string, file: string, isAlone: boolean): Verification {
  const bytes = readAsset(cwd, file);
  if (bytes === undefined) {
    const finding = {
      file,
      problem: "missing",
      message: `\`${file}\` is not beside its \`${DIGEST_ENDING}\`.`,
      next: "Download it as well, from where it was released.",
    } as const;
    return { assets: [], findings: [finding] };
  }
  return judgeAsset({ file, bytes, digest: readAsset(cwd, `${file}${DIGEST_ENDING}`), isAlone });
}

/**
 * Verifies an unpacked bundle, or everything that a folder of assets holds.
 *
 * @throws ContractsError `source-missing` or `source-unreadable`
 */
export function verifyFolder(cwd: string, named: string): Verification {
  const folder = resolve(cwd, named);
  const own = bundleKind(basename(folder)) ?? kindWithin(folder);
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const has = (name: string) => entries.some((entry) => entry.name === name);
  if (own !== undefined && (has("checksums.txt") || has("metadata.json"))) return verifyBundle(folder, named, own);
  const parts: Verification[] = [];
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    const kind = bundleKind(name);
    const inside = readdirSync(join(folder, name));
    const isBundle = inside.some((each) => each === "checksums.txt" || each === "metadata.json");
    if (kind !== undefined && isBundle) parts.push(verifyBundle(join(folder, name), join(named, name), kind));
    else if (inside.some((each) => each.endsWith(DIGEST_ENDING))) parts.push(verifyFolder(cwd, join(named, name)));
  }
  const others = entries.filter((entry) => !entry.isDirectory());
  const assets = new Set(
    others.map(({ name }) => (name.endsWith(DIGEST_ENDING) ? name.slice(0, -DIGEST_ENDING.length) : name)),
  );
  for (const name of [...assets].sort()) {
    const entry = others.find((each) => each.name === name);
    if (entry === undefined || entry.isFile()) parts.push(verifyAsset(cwd, join(named, name), false));
    else parts.push(ofNoFile(join(named, name)));
  }
  if (parts.length > 0) {
    const files = others.filter((entry) => entry.isFile()).map(({ name }) => name);
    const said = judgeProvenance(named, files, (name) => readAsset(cwd, join(named, name)));
    const findings = parts.flatMap((part) => part.findings);
    // One finding says that a file is not the one that was released.
    const more = said.filter(({ file }) => !findings.some((each) => each.file === file));
    return { assets: parts.flatMap((part) => part.assets), findings: [...findings, ...more] };
  }
  throw new ContractsError("source-missing", {
    message: `\`${named}\` holds no asset of a release, and is no unpacked bundle.`,
    next: "Name the folder that assets were downloaded to, or the one that a bundle was unpacked to.",
  });
}

const UNPACK_AGAIN = "Unpack the bundle again, from an archive that verifies.";

/** The language of an unpacked bundle whose folder was renamed, as its metadata says. */
function kindWithin(folder: string) {
  try {
    const content: unknown = JSON.parse(Buffer.from(readAsset(folder, "metadata.json") ?? []).toString("utf8"));
    if (typeof content !== "object" || content === null || !("artifact_kind" in content)) return undefined;
    return bundleKind(String(content.artifact_kind));
  } catch {
    return undefined;
  }
}

function verifyBundle(folder: string, named: string, kind: NonNullable<ReturnType<typeof bundleKind>>): Verification {
  try {
    const files = readFolder(folder);
    const findings = looksLikeBundle(files) ? judgeBundle(files, kind) : [];
    return {
      assets: [{ file: named, kind: "folder", files: files.size }],
      findings: findings.map((each): VerifyFinding => ({
        ...each,
        file: join(named, each.file),
        next: each.problem === "unexpected" ? "Delete it, or unpack the bundle again." : UNPACK_AGAIN,
      })),
    };
  } catch (error) {
    if (!(error instanceof ArchiveRefusal)) throw error;
    const finding = {
      file: named,
      problem: error.problem,
      message: `\`${named}\` is not verified, for ${error.message}.`,
      next: UNPACK_AGAIN,
    };
    return { assets: [{ file: named, kind: "folder", files: 0 }], findings: [finding] };
  }
}

function ofNoFile(file: string): Verification {
  const finding = {
    file,
    problem: "hostile",
    message: `\`${file}\` is no plain file.`,
    next: "Remove it: no release has such a thing.",
  } as const;
  return { assets: [], findings: [finding] };
}
