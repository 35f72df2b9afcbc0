import type { Field, SchemaRecord } from "@nx-contracts/ir";
import { type Page, type Placed, placedInside, type Stretch } from "./page.js";

/** Where the descriptions of declarations stand, seen from the declarations. */
export type DocPlace = "above" | "block" | "behind" | "below" | "argument";

/**
 * Where the file puts descriptions: where most of the record's own fields have
 * them, else most of the file's, else the usual place.
 */
export function docPlace(
  page: Page,
  record: SchemaRecord | undefined,
  usual: DocPlace,
  placeOf: (page: Page, field: Placed<Field>) => DocPlace | undefined,
): DocPlace {
  const records = record ? [[record], page.side.schema.records] : [page.side.schema.records];
  for (const group of records) {
    const counts = new Map<DocPlace, number>();
    for (const each of group) {
      for (const field of placedInside(page, each.at, each.fields)) {
        const place = placeOf(page, field);
        if (place) counts.set(place, (counts.get(place) ?? 0) + 1);
      }
    }
    const [first] = [...counts].sort((a, b) => b[1] - a[1]);
    if (first) return first[0];
  }
  return usual;
}

/** What stands on the line of a declaration behind it. */
export function restOfLine({ text }: Page, { end }: Stretch): string {
  const newline = text.indexOf("\n", end);
  return text.slice(end, newline < 0 ? undefined : newline);
}

/** The line above a declaration, white space left out; empty where it shares its line. */
export function lineAbove({ text }: Page, { start }: Stretch): string {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const own = text.slice(lineStart, start).replaceAll(/\b(?:public|readonly|declare|override|abstract)\b/g, "");
  if (lineStart === 0 || own.trim() !== "") return "";
  const above = text.lastIndexOf("\n", lineStart - 2) + 1;
  return text.slice(above, lineStart - 1).trim();
}

/** Text as lines that are not wider than the file's comments usually are. */
export function docLines(page: Page, doc: string, ahead: number): readonly string[] {
  const width = Math.max(40, (page.text.split("\n").some((line) => line.length > 90) ? 100 : 80) - ahead);
  return doc
    .trim()
    .split(/\r\n|\r|\n/)
    .flatMap((line) => wrap(line.trim(), width));
}

function wrap(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(/\s+/)) {
    if (current !== "" && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else current = current === "" ? word : `${current} ${word}`;
  }
  return [...lines, current];
}

/** Whether every declaration of a record is set off from the next by a blank line. */
export function isSpaced(page: Page, fields: readonly Stretch[]): boolean {
  const gaps = fields.slice(1).map(({ start }, i) => page.text.slice(fields[i]?.end ?? start, start));
  return gaps.length > 0 && gaps.every((gap) => /\n[ \t]*\n/.test(gap));
}
