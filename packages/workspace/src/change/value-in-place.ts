import { type EnumMember, foldName } from "@nx-contracts/ir";
import type { Values } from "./locate-values.js";
import { refused } from "./refused.js";

/** A member that is asked for, of values that a field lists in place. */
interface AskedValue {
  readonly name: string;
  /** What stands for it in JSON. */
  readonly value?: string;
}

/** The value among those of a field that is meant, if it is there: a list in place knows no names. */
export function listedValue({ values }: Values, { name, value }: AskedValue): EnumMember | undefined {
  if (value !== undefined) return values.find((each) => String(each.value) === value);
  return values.find((each) => fold(String(each.value)) === fold(name));
}

/**
 * The value that is written for a member: the one that is asked for, else its
 * name in the case of the others and with their signs between words.
 *
 * @throws ContractsError `change-refused` where the others are numbers or bools, and none is asked for that fits
 */
export function valueInPlace({ values, set }: Values, { name, value }: AskedValue): EnumMember["value"] {
  const kinds = new Set(values.map((each) => typeof each.value));
  if (kinds.has("string"))
    return (
      value ??
      likeOthers(
        values.map((each) => String(each.value)),
        name,
      )
    );
  if (kinds.has("number") && value !== undefined && /^-?\d+$/.test(value)) return Number(value);
  if (!kinds.has("number")) {
    throw refused(
      `\`${set.name}\` lists true and false, and there is no third.`,
      "Give the field an enum first.",
      set.at,
    );
  }
  throw refused(
    `\`${set.name}\` lists numbers, ${values.map((each) => String(each.value)).join(", ")}: \`${value ?? name}\` is none.`,
    "Say with `--value` which one is to be added.",
    set.at,
  );
}

function likeOthers(others: readonly string[], name: string): string {
  const between = [" ", "-", "_"].find((sign) => others.some((each) => each.includes(sign)));
  const isCapital = others.every((each) => /^[A-Z][a-z]/.test(each));
  if (isCapital && name === name.toUpperCase()) {
    const words = name.split("_").map((word) => word.slice(0, 1) + word.slice(1).toLowerCase());
    return words.join(between ?? "");
  }
  const isLower = others.every((each) => each === each.toLowerCase());
  return (isLower ? name.toLowerCase() : name).replaceAll("_", between ?? "_");
}

function fold(text: string): string {
  return foldName(text.replaceAll(/\W/g, "_"));
}
