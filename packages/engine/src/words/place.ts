import type { RelatedPlace, Schema, Span } from "@nx-contracts/ir";
import { LANGUAGE_WORDS } from "./language.js";

/** The other place of a finding, with what stands there. */
export function placeIn({ language }: Schema, what: string, at: Span): RelatedPlace {
  return { message: `${what} in the ${LANGUAGE_WORDS[language]}`, at: startOf(at) };
}

/** Where a schema ends, the place for what it lacks; absent where nothing was read. */
export function endOf({ records, enums, end }: Schema): Span | undefined {
  const last = records.at(-1)?.at ?? enums.at(-1)?.at;
  if (!last) return end;
  return { file: last.file, line: last.endLine ?? last.line, column: 1 };
}

/** Only the first character of a definition: a whole class is no place to look at. */
export function startOf({ file, line, column }: Span): Span {
  return { file, line, column };
}
