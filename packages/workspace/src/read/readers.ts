import type { Language, Reader } from "@nx-contracts/ir";

/** Set when a bundle is built: what its TypeScript reader is made of. */
declare const TYPESCRIPT_READER_DIGEST: string | undefined;

/** A reader and how expensive it is. */
export interface ReaderEntry {
  readonly load: () => Promise<Reader>;
  /** What it read is kept between runs, because loading it costs more than everything else together. */
  readonly cached: boolean;
  /** Another one whenever the reader may give another schema; known without loading it. */
  readonly version: string;
}

/** Every way in, loaded only when used. */
export const READERS = {
  proto: { load: async () => (await import("@nx-contracts/readers/proto")).protoReader, cached: false, version: "2" },
  pydantic: {
    load: async () => (await import("@nx-contracts/readers/pydantic")).pydanticReader,
    cached: false,
    version: "1",
  },
  typescript: {
    load: async () => (await import("@nx-contracts/readers/typescript")).typescriptReader,
    cached: true,
    version: typeof TYPESCRIPT_READER_DIGEST === "string" ? TYPESCRIPT_READER_DIGEST : "2",
  },
} as const satisfies Record<Language, ReaderEntry>;
