import type { Language, Reader } from "@nx-contracts/ir";

/** A reader and how expensive it is. */
export interface ReaderEntry {
  readonly load: () => Promise<Reader>;
  /** What it read is kept between runs, because loading it costs more than everything else together. */
  readonly cached: boolean;
  /** Raised with the reader, known without loading it. */
  readonly version: string;
}

/** Every way in, loaded only when used. */
export const READERS = {
  proto: { load: async () => (await import("@nx-contracts/readers/proto")).protoReader, cached: false, version: "1" },
  pydantic: { load: async () => (await import("@nx-contracts/readers/pydantic")).pydanticReader, cached: false, version: "1" },
  typescript: { load: async () => (await import("@nx-contracts/readers/typescript")).typescriptReader, cached: true, version: "1" },
} as const satisfies Record<Language, ReaderEntry>;
