import type { Edit, Language, Schema, SchemaRecord, Span } from "@nx-contracts/ir";
import type { ValueSet } from "../facts/fact.js";
import { onPage } from "./on-page.js";
import { openPage, stretchOf, textAt, type TextOf } from "./page.js";
import { sideOf } from "./side.js";
import { isZodText } from "./typescript-type.js";
import type { MemberHome, WantedField, WantedMember } from "./writer.js";

/**
 * The edits that give a record a field, in the manner of the fields that it
 * has; empty where the language cannot say it, or the text hides the place.
 */
export function writeField(record: SchemaRecord, schema: Schema, wanted: WantedField, textOf: TextOf): readonly Edit[] {
  return onPage(record.at, sideOf(schema), textOf, (page, writer) => writer.addField(page, record, wanted));
}

/** The edits that give a closed set of values one more. */
export function writeMember(set: ValueSet, home: MemberHome, wanted: WantedMember, textOf: TextOf): readonly Edit[] {
  const place = set.enum?.members.at(-1)?.at ?? set.at;
  return onPage(place, sideOf(set.schema), textOf, (page, writer) => writer.addMember(page, home, wanted), set.at);
}

/** In which manner a record is written: a zod schema is TypeScript of its own kind. */
export function formOf(record: SchemaRecord, schema: Schema, textOf: TextOf): Language | "zod" {
  if (schema.language !== "typescript") return schema.language;
  const page = openPage(record.at.file, sideOf(schema), textOf);
  const place = page && stretchOf(page, record.at);
  return page && place && isZodText(textAt(page, place)) ? "zod" : "typescript";
}

/** The text that stands at a place; empty where it is in none of the texts. */
export function quoteAt(at: Span, schema: Schema, textOf: TextOf): string {
  const page = openPage(at.file, sideOf(schema), textOf);
  const place = page && stretchOf(page, at);
  return page && place ? textAt(page, place) : "";
}
