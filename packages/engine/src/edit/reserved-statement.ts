import type { NumberRange } from "../lock/ranges.js";
import { type Sheet, type Stretch, textAt } from "./page.js";
import type { ProtoStatement } from "./proto-body.js";
import { findSign, PROTO_SYNTAX, splitAt } from "./scan.js";

/** `reserved 2, 5 to 7;` or `reserved "old";` as written. */
export interface ReservedStatement extends Stretch {
  readonly of: "numbers" | "names";
  /** Empty where comments or rare notations make it another shape. */
  readonly parts: readonly ReservedPart[];
}

export interface ReservedPart extends Stretch {
  readonly range?: NumberRange;
  readonly name?: string;
  /** Around the name. */
  readonly quote?: string;
}

/** Reads a statement; absent where it is none about reservations. */
export function readReserved(sheet: Sheet, statement: ProtoStatement): ReservedStatement | undefined {
  if (statement.keyword !== "reserved") return undefined;
  const { start, end } = statement;
  const written = partsOf(sheet, statement);
  const parts = written.flatMap((part) => readPart(sheet, part) ?? []);
  const of = parts[0]?.name === undefined ? "numbers" : "names";
  return { start, end, of, parts: parts.length === written.length ? parts : [] };
}

/** The numbers of `extensions 100 to max [ … ];`; what is not understood is left out. */
export function readRanges(sheet: Sheet, statement: ProtoStatement): readonly NumberRange[] {
  const bracket = findSign(sheet.text, statement, PROTO_SYNTAX, "[");
  const numbers = { ...statement, end: bracket ?? statement.end };
  return partsOf(sheet, numbers).flatMap((part) => readPart(sheet, part)?.range ?? []);
}

/** What stands between the commas, behind the keyword and ahead of `;`. */
function partsOf(sheet: Sheet, { start, end, keyword = "" }: ProtoStatement): readonly Stretch[] {
  const last = sheet.text[end - 1] === ";" ? end - 1 : end;
  return splitAt(sheet.text, { start: start + keyword.length, end: last }, PROTO_SYNTAX, ",");
}

const RANGE = /^(-?\s*\w+)(?:\s+to\s+(-?\s*\w+))?$/;
const NAME = /^(["'])(\w+)\1$/;

function readPart(sheet: Sheet, part: Stretch): ReservedPart | undefined {
  const { start, end } = part;
  const text = textAt(sheet, part)
    .replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, " ")
    .trim();
  const [, quote, inQuotes] = NAME.exec(text) ?? [];
  if (quote !== undefined && inQuotes !== undefined) return { start, end, name: inQuotes, quote };
  if (/^[A-Za-z_]\w*$/.test(text)) return { start, end, name: text };
  const [, first, last = first] = RANGE.exec(text) ?? [];
  const [from, to] = [readNumber(first), readNumber(last)];
  return from === undefined || to === undefined ? undefined : { start, end, range: { from, to } };
}

/** Decimal, hexadecimal or octal; `max` is beyond every number. */
function readNumber(text: string | undefined): number | undefined {
  if (text === "max") return Number.MAX_SAFE_INTEGER;
  const [found, sign, digits = ""] = /^(-?)\s*(0[xX][\da-fA-F]+|\d+)$/.exec(text ?? "") ?? [];
  if (found === undefined) return undefined;
  const isOctal = /^0\d/.test(digits);
  const number = isOctal ? Number.parseInt(digits, 8) : Number(digits);
  return sign === "-" ? -number : number;
}
