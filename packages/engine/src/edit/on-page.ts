import type { Edit, Language, Span } from "@nx-contracts/ir";
import { firstDefinition } from "./first-definition.js";
import { type Hunk, openPage, type Page, says, stretchOf, textAt, type TextOf, toEdits } from "./page.js";
import { protoWriter } from "./proto.js";
import { pydanticWriter } from "./pydantic.js";
import type { Side } from "./side.js";
import { isZodText } from "./typescript-type.js";
import { typescriptWriter } from "./typescript.js";
import type { Writer } from "./writer.js";
import { zodWriter } from "./zod.js";

/** Who writes a language; in TypeScript it is the text that tells. */
const WRITERS = {
  proto: () => protoWriter,
  pydantic: () => pydanticWriter,
  typescript: (text, page) => (isZodText(text) || (text === "" && holdsZod(page)) ? zodWriter : typescriptWriter),
} satisfies Record<Language, (text: string, page: Page) => Writer>;

/** Opens the file of a place and has it written by whoever writes what stands at `style`. */
export function onPage(
  place: Span | undefined,
  side: Side,
  textOf: TextOf,
  write: (page: Page, writer: Writer) => readonly Hunk[],
  style = place,
): readonly Edit[] {
  const page = place && openPage(place.file, side, textOf);
  if (!page || style?.file !== page.file) return [];
  const stretch = stretchOf(page, style);
  const writer = WRITERS[side.schema.language](stretch ? textAt(page, stretch) : "", page);
  return side.schema.end ? firstDefinition(page, (each) => write(each, writer)) : toEdits(page, write(page, writer));
}

/** Nothing but zod schemas is written there, by what is imported and defined so far. */
function holdsZod(page: Page): boolean {
  return says(page, /^import\b[^;]*["']zod\b/m) && !says(page, /^(?:export\s+)?(?:interface|enum)\b/m);
}
