import type { Schema, Source } from "@nx-contracts/ir";

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
