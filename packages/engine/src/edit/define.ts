import type { Edit, Schema } from "@nx-contracts/ir";
import { endOf } from "../words/place.js";
import { onPage } from "./on-page.js";
import type { TextOf } from "./page.js";
import { type Definition, sideOf } from "./side.js";
import { declares } from "./suggest.js";
import { NOTHING, type WantedEnum, type WantedRecord } from "./writer.js";

/**
 * The edits that write a record at the end of the file of its neighbour, in the
 * manner of that; empty where the name is taken there, or the language cannot
 * say a field.
 */
export function writeRecord(
  wanted: WantedRecord,
  schema: Schema,
  neighbour: Definition | undefined,
  textOf: TextOf,
): readonly Edit[] {
  return onPage(neighbour?.at ?? endOf(schema), sideOf(schema), textOf, (page, writer) =>
    declares(page, wanted.name) ? NOTHING : writer.addRecord(page, wanted, neighbour?.at),
  );
}

/** The edits that write an enum likewise. */
export function writeEnum(
  wanted: WantedEnum,
  schema: Schema,
  neighbour: Definition | undefined,
  textOf: TextOf,
): readonly Edit[] {
  return onPage(neighbour?.at ?? endOf(schema), sideOf(schema), textOf, (page, writer) =>
    declares(page, wanted.name) ? NOTHING : writer.addEnum(page, wanted, neighbour?.at),
  );
}
