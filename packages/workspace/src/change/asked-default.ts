import type { WantedDefault } from "@nx-contracts/engine/edit";
import type { TypeRef } from "@nx-contracts/ir";
import { refused } from "./refused.js";

/**
 * A default as a person writes it, in terms of its type. Empty collections are
 * what collections begin with.
 *
 * @throws ContractsError `change-refused` where the type has no such value
 */
export function defaultOf(given: string | number | boolean, type: TypeRef): WantedDefault | undefined {
  const text = String(given).trim();
  switch (type.kind) {
    case "ref":
      return { kind: "member", member: text.slice(text.lastIndexOf(".") + 1) };
    case "literal": {
      const value = type.values.find((each) => String(each) === text);
      if (value !== undefined) return { kind: "value", value };
      throw refused(`\`${text}\` is none of the values of the field.`, `They are ${type.values.join(", ")}.`);
    }
    case "list":
    case "map":
      if (["", "[]", "{}"].includes(text)) return undefined;
      throw refused(`\`${text}\` cannot be the default of a collection.`, "Leave `--default` out: it begins empty.");
    case "scalar":
      return { kind: "value", value: scalarOf(String(given), type.family) };
    default:
      throw refused(`No default can be written for this type.`, "Take `--optional` in place of `--default`.");
  }
}

function scalarOf(text: string, family: Extract<TypeRef, { kind: "scalar" }>["family"]): string | number | boolean {
  const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN;
  const wrong = (next: string) => refused(`\`${text}\` is no value of the field's type.`, next);
  switch (family) {
    case "bool":
      if (/^(?:true|false)$/i.test(text.trim())) return text.trim().toLowerCase() === "true";
      throw wrong("Write `true` or `false`.");
    case "int":
      if (Number.isSafeInteger(number)) return number;
      throw wrong("Write an integer.");
    case "float":
      if (Number.isFinite(number)) return number;
      throw wrong("Write a number.");
    case "decimal":
      if (!Number.isNaN(number)) return text.trim();
      throw wrong("Write a number.");
    case "string":
    case "bytes":
      return text;
    case "uuid":
      if (/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text.trim())) return text.trim();
      throw wrong("Write a UUID.");
    default:
      throw refused("No default can be written for this type.", "Take `--optional` in place of `--default`.");
  }
}
