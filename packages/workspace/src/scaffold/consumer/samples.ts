import type { Field, Presence, SchemaRecord } from "@nx-contracts/ir";

/** A field of a record that a test can fill in, in every language. */
export interface Sample {
  readonly field: Field;
  readonly kind: "string" | "int" | "float" | "bool" | "bytes";
  /** Of `int` and `float`. */
  readonly bits: 32 | 64;
  readonly isSigned: boolean;
  readonly presence: Presence;
  /** What a string holds. */
  readonly text: string;
}

/** What fits the lines of every language. */
const LONGEST_NAME = 40;
const LONGEST_TEXT = 24;
/** More would only make the test longer. */
const SAMPLES_AT_MOST = 4;

/**
 * Fields to fill in: those that have to be, and some plain values that stand
 * in no oneof, are not deprecated, and look alike in every version of the
 * generators.
 */
export function samplesOf({ fields }: SchemaRecord): readonly Sample[] {
  const samples = fields.flatMap((field) => sampleOf(field) ?? []);
  const required = samples.filter(({ presence }) => presence === "required");
  const others = samples.filter(({ presence }) => presence !== "required");
  const taken = new Set([...required, ...others.slice(0, Math.max(0, SAMPLES_AT_MOST - required.length))]);
  return samples.filter((each) => taken.has(each));
}

/** Fields that a message has to have and that are no plain values. */
export function unfilled({ fields }: SchemaRecord): readonly Field[] {
  return fields.filter((field) => field.presence === "required" && sampleOf(field) === undefined);
}

function sampleOf(field: Field): Sample | undefined {
  const { type, oneof, deprecated, nullable, options = {} } = field;
  if (type.kind !== "scalar" || oneof !== undefined || deprecated || nullable || "jstype" in options) return undefined;
  if (field.name.length > LONGEST_NAME && field.presence !== "required") return undefined;
  const { family, bits, signed, encoding } = type;
  if (encoding !== undefined && encoding !== "zigzag" && encoding !== "fixed") return undefined;
  if (family !== "string" && family !== "int" && family !== "float" && family !== "bool" && family !== "bytes")
    return undefined;
  return {
    field,
    kind: family,
    bits: bits === 32 ? 32 : 64,
    isSigned: signed !== false,
    presence: field.presence,
    text: field.name.replaceAll("_", " ").slice(0, LONGEST_TEXT).trim(),
  };
}
