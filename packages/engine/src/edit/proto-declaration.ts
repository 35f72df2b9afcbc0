import type { Field, SchemaRecord } from "@nx-contracts/ir";
import { type Change, indentAt, indentUnit, type Page, type Stretch, stretchOf, says } from "./page.js";
import { insideBrackets, PROTO_SYNTAX, splitAt } from "./scan.js";

/** A field of a proto as written: `optional int32 duration = 2 [deprecated = true];`. */
export interface ProtoField {
  readonly label: string;
  readonly type: string;
  /** Label and type together. */
  readonly head: Stretch;
  readonly name: string;
  /** Where the number ends and options may begin. */
  readonly numberEnd: number;
  readonly options: readonly Stretch[];
  /** The brackets of the options, both included. */
  readonly brackets?: Stretch;
}

const FIELD =
  /^(?:(optional|required|repeated)\s+)?(map\s*<\s*[.\w]+\s*,\s*[.\w]+\s*>|[.\w]+)\s+(\w+)\s*=\s*(?:0[xX][\da-fA-F]+|\d+)/d;

/** Reads the declaration of a field; absent where comments or a group make it another shape. */
export function readProtoField(page: Page, { at }: Field): ProtoField | undefined {
  const place = stretchOf(page, at);
  const found = place && FIELD.exec(page.text.slice(place.start, place.end));
  const [, label = "", type = "", name = ""] = found ?? [];
  const typeEnd = found?.indices?.[2]?.[1];
  if (!place || !found || typeEnd === undefined || type === "group") return undefined;
  const numberEnd = place.start + found[0].length;
  const gap = /^\s*/.exec(page.text.slice(numberEnd))?.[0].length ?? 0;
  const inside =
    page.text[numberEnd + gap] === "[" ? insideBrackets(page.text, numberEnd + gap, PROTO_SYNTAX) : undefined;
  return {
    label,
    type,
    name,
    head: { start: place.start, end: place.start + typeEnd },
    numberEnd,
    options: inside ? splitAt(page.text, inside, PROTO_SYNTAX, ",") : [],
    ...(inside && { brackets: { start: inside.start - 1, end: inside.end + 1 } }),
  };
}

/** Gives a field's option a value, or takes the option away. */
export function setOption(page: Page, field: ProtoField, name: string, value: string | undefined): readonly Change[] {
  const { brackets, options } = field;
  const found = options.findIndex((option) => nameOf(page, option) === name);
  const own = options[found];
  if (value !== undefined) {
    if (own) return [{ ...own, text: `${name} = ${value}` }];
    const last = options.at(-1);
    if (last && brackets && isSplitUp(page, field)) {
      const indent = indentAt(page, field.head.start);
      const all = [...options.map(({ start, end }) => page.text.slice(start, end)), `${name} = ${value}`];
      const lines = all.map((each) => `${indent}${indentUnit(page, "  ")}${each}`).join(",\n");
      return [{ ...brackets, text: `[\n${lines}\n${indent}]` }];
    }
    if (last) return [{ start: last.end, end: last.end, text: `, ${name} = ${value}` }];
    return [{ start: field.numberEnd, end: brackets?.end ?? field.numberEnd, text: ` [${name} = ${value}]` }];
  }
  if (!own || !brackets) return [];
  if (options.length === 1) return [{ start: field.numberEnd, end: brackets.end, text: "" }];
  const next = options[found + 1];
  const previous = options[found - 1];
  return [{ start: next ? own.start : (previous?.end ?? own.start), end: next ? next.start : own.end, text: "" }];
}

/** Whether several options of one field stand a line each, as `buf format` has it; else the file shows that they do not. */
function isSplitUp(page: Page, { brackets, head }: ProtoField): boolean {
  const isAlone = page.text.slice(page.text.lastIndexOf("\n", head.start - 1) + 1, head.start).trim() === "";
  const inside = brackets ? page.text.slice(brackets.start, brackets.end) : "";
  return isAlone && !/\/[/*]/.test(inside) && !says(page, /=\s*\d+\s*\[[^\]\n]*,[^\]\n]*\]\s*;/);
}

export function hasOption(page: Page, { options }: ProtoField, pattern: RegExp): boolean {
  return options.some((option) => pattern.test(nameOf(page, option)));
}

function nameOf({ text }: Page, { start, end }: Stretch): string {
  return text.slice(start, end).split("=", 1)[0]?.trim() ?? "";
}

/** Which rules of presence the file follows. */
export type ProtoSyntax = "proto2" | "proto3" | "editions";

export function protoSyntax(page: Page): ProtoSyntax {
  if (says(page, /^\s*edition\s*=/m)) return "editions";
  return says(page, /^\s*syntax\s*=\s*["']proto3["']/m) ? "proto3" : "proto2";
}

interface NumberRange {
  readonly from: number;
  readonly to: number;
}

const HIGHEST = 536_870_911;
/** Numbers that protobuf keeps for itself. */
const IMPLEMENTATION: NumberRange = { from: 19_000, to: 19_999 };

/**
 * The number for a new field: above every number that was ever given, so that
 * a hole is not filled. `undefined` when none is left.
 */
export function nextFieldNumber(
  page: Page,
  record: SchemaRecord,
  ahead: number,
  spent: readonly NumberRange[] = [],
): number | undefined {
  const place = stretchOf(page, record.at);
  const body = place ? page.text.slice(place.start, place.end) : "";
  const extensions = [...body.matchAll(/^\s*extensions\s+([^;[]+)/gm)].flatMap(([, ranges = ""]) =>
    [...ranges.matchAll(/(\d+)(?:\s+to\s+(\d+|max))?/g)].map(([, from, to = from]) => ({
      from: Number(from),
      to: to === "max" ? HIGHEST : Number(to),
    })),
  );
  const taken = [...record.reserved.numbers, ...extensions, ...spent];
  const used = record.fields.flatMap(({ number }) => number ?? []);
  return nextNumber(used, [...taken, IMPLEMENTATION], HIGHEST, ahead, taken);
}

/** The number above `used` and every range that ends, `ahead` further ones left out. */
export function nextNumber(
  used: readonly number[],
  avoided: readonly NumberRange[],
  highest: number,
  ahead: number,
  counted: readonly NumberRange[] = avoided,
): number | undefined {
  const ends = counted.filter(({ to }) => to < highest).map(({ to }) => to);
  let next = Math.max(0, ...used, ...ends);
  for (let left = ahead; left >= 0; left--) {
    next++;
    for (let range = within(next, avoided); range; range = within(next, avoided)) next = range.to + 1;
  }
  return next > highest ? undefined : next;
}

function within(number: number, ranges: readonly NumberRange[]): NumberRange | undefined {
  return ranges.find(({ from, to }) => number >= from && number <= to);
}

/** The next number of a message, by what is known of it without its text. */
export function nearestFreeNumber(record: SchemaRecord, spent: readonly NumberRange[]): number | undefined {
  const used = record.fields.flatMap(({ number }) => number ?? []);
  const taken = [...record.reserved.numbers, ...spent];
  return nextNumber(used, [...taken, IMPLEMENTATION], HIGHEST, 0, taken);
}
