import type { FieldIn } from "./proto-index.js";
import { quoteBytes } from "./words.js";

/** What a field reads as while it is absent. */
export interface Default {
  /** Text of strings and bytes, one character a byte; a bigint for whole numbers, bools and enum values. */
  readonly value: string | bigint | number;
  /** Only for `number`: it has 32 bits. */
  readonly isNarrow: boolean;
  /** As Buf prints it. */
  readonly text: string;
}

/** The default of a field as written or by its type; `undefined` for what has none: messages, lists, maps. */
export function defaultOf(where: FieldIn): Default | undefined {
  const { kind, cardinality, default: written } = where.field;
  if (cardinality === "repeated" || cardinality === "map") return undefined;
  switch (kind) {
    case "message":
    case "group":
      return undefined;
    case "string":
      return { value: written ?? "", isNarrow: false, text: quoteBytes(written ?? "") };
    case "bytes":
      return { value: written ?? "", isNarrow: false, text: bytesText(written ?? "") };
    case "bool":
      return { value: written === "true" ? 1n : 0n, isNarrow: false, text: written ?? "false" };
    case "float":
    case "double":
      return floatDefault(Number(written ?? 0), kind === "float");
    case "enum":
      return enumDefault(where);
    default:
      return { value: BigInt(written ?? 0), isNarrow: false, text: written ?? "0" };
  }
}

/**
 * Whether two defaults read the same. A field whose type changed is no news
 * here: numbers of all kinds are compared by value, and so are text and bytes.
 */
export function sameDefault(from: Default, to: Default): boolean {
  if (isZero(from) && isZero(to)) return true;
  if (typeof from.value === "string" || typeof to.value === "string") return from.value === to.value;
  if (Number.isNaN(from.value) || Number.isNaN(to.value)) return Number.isNaN(from.value) && Number.isNaN(to.value);
  if (typeof from.value === "number" && typeof to.value === "number" && from.isNarrow !== to.isNarrow)
    return Math.fround(from.value) === Math.fround(to.value);
  // A bigint and a number compare by their exact values.
  // eslint-disable-next-line eqeqeq
  return from.value == to.value;
}

function isZero({ value }: Default): boolean {
  return value === "" || value === 0n || value === 0;
}

function enumDefault({ field, index }: FieldIn): Default {
  const found = index.enums.get(field.typeName ?? "")?.enum;
  const value =
    field.default === undefined ? found?.values[0] : found?.values.find(({ name }) => name === field.default);
  const number = value?.number ?? 0;
  const name = found?.values.find((each) => each.number === number)?.name ?? `${number}(?)`;
  return { value: BigInt(number), isNarrow: false, text: `${found?.name ?? ""}.${name}` };
}

function floatDefault(value: number, isNarrow: boolean): Default {
  return { value, isNarrow, text: floatText(value, isNarrow) };
}

/** A number as Go's `%v` prints it: the fewest digits that mean it, an exponent from 1e21 and below 1e-4. */
function floatText(value: number, isNarrow: boolean): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (Object.is(value, -0)) return "-0";
  const digits = isNarrow ? shortestNarrow(value) : value;
  const size = Math.abs(digits);
  if (size !== 0 && (size < 1e-4 || size >= 1e21)) {
    return digits.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  }
  return String(digits);
}

/** The double with the fewest decimal digits that rounds to the same 32-bit number. */
function shortestNarrow(value: number): number {
  for (let precision = 1; precision < 9; precision++) {
    const candidate = Number(value.toPrecision(precision));
    if (Math.fround(candidate) === value) return candidate;
  }
  return Number(value.toPrecision(9));
}

function bytesText(bytes: string): string {
  const shown = [...bytes].map((byte) => `0x${byte.charCodeAt(0).toString(16).toUpperCase()}`);
  return `[${shown.join(",")}]`;
}
