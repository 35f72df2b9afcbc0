import { createHash } from "node:crypto";
import { MANIFEST_NAME, parseManifest } from "../codegen/manifest.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";

/** What the project's manifest knows of the bytes that were generated. */
export class KnownDigests {
  readonly #digests: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(host: Host, folder: string) {
    const bytes = host.bytes(joinPath(folder, MANIFEST_NAME));
    const manifest = parseManifest(bytes === undefined ? "" : new TextDecoder().decode(bytes));
    this.#digests = new Map([...manifest].map(([path, digests]) => [joinPath(folder, path), digests]));
  }

  /** Whether the bytes of a file are those that were generated; `undefined` where nobody knows. */
  isGenerated(path: string, bytes: Uint8Array): boolean | undefined {
    return this.#digests.get(path)?.has(createHash("sha256").update(bytes).digest("hex"));
  }

  has(path: string): boolean {
    return this.#digests.has(path);
  }
}
