import type { ReadDiagnostic } from "./diagnostic.js";
import type { Language, Schema } from "./schema.js";
import type { Source } from "./source.js";

export interface ReadOptions {
  /**
   * Supplies a source that is needed but was not handed in: an import of a
   * proto, a module of a TypeScript program. Absent or `undefined`: there is none.
   */
  readonly load?: (path: string) => Source | undefined;
  /** Folders that imports and module names start from, relative like source paths; `.` is the default. */
  readonly roots?: readonly string[];
  /** Kinds of definitions read besides the language's own, such as `dataclass`, `TypedDict`, `NamedTuple`. */
  readonly also?: readonly string[];
}

export interface ReadResult {
  readonly schema: Schema;
  readonly diagnostics: readonly ReadDiagnostic[];
  /** Paths obtained through `load` that the result depends on, sorted. */
  readonly loaded: readonly string[];
}

/**
 * One language's way in. It never runs the code it reads and never throws on
 * bad input: what it cannot represent becomes a diagnostic and an `unknown` type.
 */
export interface Reader {
  readonly language: Language;
  /** Raised whenever the same text may give another schema; part of cache keys. */
  readonly version: string;
  /** Only what `sources` define is in the schema; loaded imports merely resolve names. */
  read(sources: readonly Source[], options?: ReadOptions): ReadResult;
}
