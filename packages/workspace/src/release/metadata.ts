import { createHash } from "node:crypto";
import type { BundleKind } from "../config/config.js";
import { sortByBytes } from "./archive.js";
import type { ReleaseContent } from "./content.js";

/** `metadata.json` of a bundle. The keys stand in this order, and nothing in it depends on the machine or the clock. */
export function metadataOf(content: ReleaseContent, kind: BundleKind): string {
  const { tag, commit, origin, judgement, time, protoFolder, protos, generated, toolVersion } = content;
  const { command = "", tools = {} } = generated.get(kind) ?? {};
  const { previous, advice, gates, changes, isGated } = judgement;
  const metadata = {
    generated_at_utc: new Date(time * 1000).toISOString().replace(".000Z", "Z"),
    artifact_kind: kind,
    repository: origin.repository,
    ref: `refs/tags/${tag.name}`,
    tag_name: tag.name,
    sha: commit.sha,
    run_id: origin.runId,
    run_number: origin.runNumber,
    source_proto_dir: protoFolder,
    [kind === "rust" ? "descriptor_command" : "generator_command"]: command,
    tool_versions: { "nx-contracts": toolVersion, ...tools },
    schema_digest: schemaDigest(protos),
    compatibility: {
      against: previous ?? null,
      gated: isGated,
      gates: Object.fromEntries(gates.map(({ gate, passed }) => [gate, passed ? "passed" : "failed"])),
      changes,
    },
    version_advice: { version: tag.version ?? null, bump: advice.bump, reason: advice.reason },
  };
  return `${JSON.stringify(metadata, undefined, 2)}\n`;
}

/**
 * What tells one set of protos from another: the SHA-256 of the lines that
 * `sha256sum` prints of them in the order of their paths. In a bundle:
 * `cd protos && find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum`.
 */
export function schemaDigest(protos: ReadonlyMap<string, Uint8Array>): string {
  return `sha256:${sha256(new TextEncoder().encode(checksums(protos)))}`;
}

/** Lines as GNU `sha256sum` prints them, of paths that begin with `./`, in the order of bytes. */
export function checksums(files: ReadonlyMap<string, Uint8Array>): string {
  return sortByBytes(files.keys())
    .map((path) => `${sha256(files.get(path) ?? new Uint8Array())}  ./${path}\n`)
    .join("");
}

/** Hexadecimal SHA-256. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
