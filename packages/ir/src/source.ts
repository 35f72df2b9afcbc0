import type { Schema } from "./schema.js";

/**
 * A text to read. A file, a blob of a git revision, a member of a tarball and
 * a text area in a browser are all the same thing.
 */
export interface Source {
  /** Relative to the workspace root, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Files that gather what others define. */
const BARREL = /(?:^|\/)(?:__init__\.pyi?|index\.[cm]?tsx?)$/;

/** The end of the first source that is more than a door to others, for the schema of sources that define nothing. */
export function endOfSources(
  { records, enums }: Pick<Schema, "records" | "enums">,
  sources: readonly Source[],
): Pick<Schema, "end"> {
  const first = sources.find(({ path }) => !BARREL.test(path)) ?? sources[0];
  if (!first || records.length > 0 || enums.length > 0) return {};
  return { end: { file: first.path, line: first.text.trimEnd().split(/\r\n?|\n/).length, column: 1 } };
}
