import type { ResolvedType } from "../proto/context.js";
import type { StringValue } from "../proto/syntax-tree.js";
import type { OptionTreeValue } from "./option-tree.js";
import type { OptionTypes } from "./option-types.js";

/** A string in quotes, as JSON writes it. */
export function stringText({ value, binary }: Pick<StringValue, "value" | "binary">): string {
  return JSON.stringify(binary ? Buffer.from(value, "latin1").toString("utf8") : value);
}

/** Bytes in quotes, one character a byte. */
export function bytesText({ value, binary }: Pick<StringValue, "value" | "binary">): string {
  return JSON.stringify(binary ? value : Buffer.from(value, "utf8").toString("latin1"));
}

/** A number of either size as JavaScript prints it; nothing but zero itself is zero. */
export function numberText(value: number, type: "float" | "double"): string {
  const held = type === "float" ? Math.fround(value) : value;
  return Object.is(held, -0) ? "-0" : String(held);
}

/** Whether a scalar or enum value is what an absent field of its type reads as. */
export function isZero(types: OptionTypes, type: ResolvedType, value: OptionTreeValue): boolean {
  if (typeof type === "object") return type.kind === "enum" && value === types.memberName(type, 0);
  return value === "0" || value === "false" || value === '""';
}
