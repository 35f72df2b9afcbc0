import type { Field, SchemaRecord } from "@nx-contracts/ir";
import { type Change, type Page, type Placed, placedInside, type Stretch, stretchOf } from "./page.js";
import { findSign, splitAt, trim, TYPE_SYNTAX } from "./scan.js";

/** A property as written: `readonly year?: number | null;`. */
export interface TypeScriptField {
  /** With its quotes, where it has some. */
  readonly name: Stretch;
  /** `?`, `!` or nothing, behind the name. */
  readonly mark: Stretch;
  readonly type: Stretch;
}

const MODIFIERS = /(?:\b(?:public|declare|override|abstract|readonly)[ \t]+)+$/;

/** Reads the declaration of a property; absent when its type is not written there. */
export function readTypeScriptField(page: Page, { at }: Field): TypeScriptField | undefined {
  const place = stretchOf(page, at);
  const found =
    place && /^("[^"\n]*"|'[^'\n]*'|[\w$]+)\s*([?!]?)\s*:\s*/d.exec(page.text.slice(place.start, place.end));
  const [name, mark] = [found?.indices?.[1], found?.indices?.[2]];
  if (!place || !found || !name || !mark) return undefined;
  const rest = { start: place.start + found[0].length, end: place.end };
  const stop = [";", ",", "="]
    .map((sign) => findSign(page.text, rest, TYPE_SYNTAX, sign))
    .filter((at) => at !== undefined && page.text[at + 1] !== ">");
  const type = trim(page.text, { start: rest.start, end: Math.min(rest.end, ...stop.flatMap((at) => at ?? [])) });
  const within = ([start, end]: readonly [number, number]) => ({ start: place.start + start, end: place.start + end });
  return type.end > type.start ? { name: within(name), mark: within(mark), type } : undefined;
}

/** The record's own properties with their modifiers, in the order of the text. */
export function ownProperties(page: Page, record: SchemaRecord): readonly Placed<Field>[] {
  return placedInside(page, record.at, record.fields).map((field) => {
    const lineStart = page.text.lastIndexOf("\n", field.start - 1) + 1;
    const modifiers = MODIFIERS.exec(page.text.slice(lineStart, field.start));
    return { ...field, start: field.start - (modifiers?.[0].length ?? 0) };
  });
}

/** How a record says that a property can be missing: `null`, or `?`. Its own fields show it, else all of its side. */
export function saysNull(page: Page, record: SchemaRecord): boolean {
  const records = [record, ...page.side.schema.records];
  for (const { fields } of records) {
    const nullable = fields.filter((field) => field.nullable).length;
    const optional = fields.filter((field) => field.presence === "optional" && !field.nullable).length;
    if (nullable !== optional) return nullable > optional;
  }
  return true;
}

/** Adds `| null` to a type, or a `?` to the name. */
export function addAbsence(page: Page, field: TypeScriptField, isNull: boolean): readonly Change[] {
  if (!isNull) return [{ ...field.mark, text: "?" }];
  const isFunction = findSign(page.text, field.type, TYPE_SYNTAX, "=") !== undefined;
  return isFunction ? [] : [{ start: field.type.end, end: field.type.end, text: " | null" }];
}

/** Takes `?`, `null` and `undefined` away; nothing where an alias hides them. */
export function dropAbsence(page: Page, field: TypeScriptField): readonly Change[] {
  const parts = splitAt(page.text, field.type, TYPE_SYNTAX, "|");
  const isNothing = ({ start, end }: Stretch) => /^(?:null|undefined)$/.test(page.text.slice(start, end));
  if (parts.every(isNothing)) return [];
  const firstKept = parts.findIndex((part) => !isNothing(part));
  const dropped = parts.flatMap((part, i) => {
    const [previous, next] = [parts[i - 1], parts[i + 1]];
    if (!isNothing(part)) return [];
    if (i < firstKept && next) return [{ start: part.start, end: next.start, text: "" }];
    return previous ? [{ start: previous.end, end: part.end, text: "" }] : [];
  });
  const isMarked = page.text.slice(field.mark.start, field.mark.end) === "?";
  return isMarked ? [{ ...field.mark, text: "" }, ...dropped] : dropped;
}

/** A key as a property's name: in quotes where it is no identifier. */
export function propertyName(key: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : JSON.stringify(key);
}
