import { formOf, type WantedDefault } from "@nx-contracts/engine/edit";
import { ContractsError, type Language, type TypeRef } from "@nx-contracts/ir";
import { defaultOf } from "./asked-default.js";

/** How a person wants absence to be treated. */
export interface PresenceAsked {
  /** It may be absent. */
  readonly optional?: boolean;
  /** Every producer has to give it, those included that do not know it yet. */
  readonly required?: boolean;
  /** What it holds where nothing is given. */
  readonly default?: string | number | boolean;
}

/** What that comes to in the source. */
export interface PresenceGiven {
  readonly absent: boolean;
  readonly fallback?: WantedDefault;
  /** Data from before can be read: it may lack the key. */
  readonly omittable: boolean;
}

type Form = ReturnType<typeof formOf> | Language;

/** What reads as nothing in data that lacks a field. */
const ZEROS: ReadonlyMap<string, string | number | boolean> = new Map<string, string | number | boolean>([
  ["bool", false],
  ["int", 0],
  ["float", 0],
  ["string", ""],
  ["bytes", ""],
]);

/**
 * Settles the presence of a new field. Where a person says nothing, data that
 * lacks it stays readable: it is the zero value where the language can say
 * that, and absent elsewhere.
 *
 * @throws ContractsError `usage` for wishes that exclude each other, `change-refused` for a default that its type has not
 */
export function settlePresence(
  asked: PresenceAsked,
  type: TypeRef,
  isOptionalType: boolean,
  form: Form,
): PresenceGiven {
  const { optional = isOptionalType, required = false, default: value } = asked;
  if (required && (optional || value !== undefined)) {
    throw new ContractsError("usage", {
      message: "A field that is required has no default, and is not optional.",
      next: "Leave out `--required`, or what contradicts it.",
    });
  }
  const fallback = value === undefined ? undefined : defaultOf(value, type);
  if (required) return { absent: false, omittable: false };
  if (optional || fallback) return { absent: optional, omittable: true, ...(fallback && { fallback }) };
  const zero = zeroIn(type, form);
  if (zero !== undefined) return { absent: false, omittable: true, fallback: { kind: "value", value: zero } };
  return { absent: !startsEmpty(type, form), omittable: true };
}

/** The zero value of a type, where absence reads as it. */
export function zeroIn(type: TypeRef, form: Form): string | number | boolean | undefined {
  if (type.kind !== "scalar" || form === "typescript" || (form === "zod" && type.family === "bytes")) return undefined;
  return ZEROS.get(type.family);
}

/** Collections are empty, and proto sees by itself that a message is absent. */
function startsEmpty(type: TypeRef, form: Form): boolean {
  if (form === "typescript") return false;
  if (type.kind === "list") return type.tuple === undefined;
  if (type.kind === "map") return true;
  return form === "proto" && type.kind === "union";
}
