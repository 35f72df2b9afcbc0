import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const from = createRequire(import.meta.url);

/** The version of this package. */
export function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(from.resolve("nx-contracts/package.json"), "utf8"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "";
}

/**
 * The version, and a digest of the command's entry. The entry names its chunks
 * by digests of their content, so this changes with the code, even where the
 * plugin is linked and the version stays the same.
 */
export function fingerprint(): string {
  const version = readVersion();
  try {
    const entry = readFileSync(from.resolve("@nx-contracts/cli/main"));
    return `${version}+${createHash("sha256").update(entry).digest("hex").slice(0, 12)}`;
  } catch {
    // The command is not built yet.
    return version;
  }
}
