import { digestOf, readManifest } from "../codegen/manifest.js";
import type { Host } from "../host.js";

/** What the project's manifest knows of the bytes that were generated. */
export class KnownDigests {
  readonly #digests: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(host: Host, folder: string) {
    this.#digests = readManifest(host, folder);
  }

  /** Whether the bytes of a file are those that were generated; `undefined` where nobody knows. */
  isGenerated(path: string, bytes: Uint8Array): boolean | undefined {
    return this.#digests.get(path)?.has(digestOf(bytes));
  }

  has(path: string): boolean {
    return this.#digests.has(path);
  }
}
