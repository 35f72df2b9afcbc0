import type { Constraints, DefaultValue } from "@nx-contracts/ir";

/** A default in a person's words: `2`, `FINISHED`, `empty list`. */
export function describeDefault(value: DefaultValue | undefined): string {
  switch (value?.kind) {
    case undefined:
      return "none";
    case "value":
      return JSON.stringify(value.value);
    case "member":
      return value.member;
    case "empty":
      return value.of === "record" ? "record of defaults" : `empty ${value.of}`;
    case "dynamic":
      return value.text;
  }
}

/** Bounds in the words of JSON Schema: `minimum 0, maxLength 8`. */
export function describeBounds(constraints: Constraints): string {
  const bounds = Object.entries(constraints).sort(([a], [b]) => (a < b ? -1 : 1));
  return bounds.map(([keyword, bound]) => `${keyword} ${bound}`).join(", ") || "none";
}
