import type { FieldPlace } from "./check-field.js";
import type { Context, ResolvedType } from "./context.js";
import { FEATURE_VALUES } from "./features.js";
import type { Features } from "./features.js";
import type { FieldNode, OptionNode, Stretch } from "./syntax-tree.js";

interface SetFeature {
  readonly name: string;
  readonly value: string;
  readonly at: Stretch;
}

/**
 * Features that a field sets itself and that do not suit it.
 * @see https://protobuf.dev/editions/features/
 */
export function checkFieldFeatures(
  context: Context,
  subject: string,
  field: FieldNode,
  type: ResolvedType | undefined,
  place: FieldPlace,
): void {
  if (context.unit.file.syntax !== "editions") return;
  checkKnownFeatures(context, subject, field.options);
  for (const { name, value, at } of setFeatures(field.options)) {
    const why = objection(name, value, field, type, place);
    if (why !== undefined)
      context.refuse(subject, `The feature ${name} = ${value} is for ${why} only.`, "Remove it here.", at);
  }
}

function objection(
  name: string,
  value: string,
  field: FieldNode,
  type: ResolvedType | undefined,
  place: FieldPlace,
): string | undefined {
  const repeated = field.label === "repeated" || field.map !== undefined;
  const isMessage = typeof type === "object" && type.kind === "message";
  switch (name) {
    case "field_presence":
      if (repeated || place !== "message") return "single fields outside a oneof";
      return value === "IMPLICIT" && isMessage ? "scalars and enum values" : undefined;
    case "repeated_field_encoding":
      if (field.label !== "repeated") return "repeated fields";
      return value === "PACKED" && (isMessage || type === "string" || type === "bytes")
        ? "numbers, enum values and bools"
        : undefined;
    case "message_encoding":
      return isMessage && !field.map ? undefined : "messages";
    case "utf8_validation":
      return type === "string" || field.map?.key === "string" ? undefined : "strings";
    default:
      return undefined;
  }
}

function setFeatures(options: readonly OptionNode[]): readonly SetFeature[] {
  const features: SetFeature[] = [];
  for (const { name, value } of options) {
    if (name[0]?.name !== "features" || name[0].extension) continue;
    const [, second] = name;
    if (second !== undefined && !second.extension && value.kind === "word")
      features.push({ name: second.name, value: value.word, at: value });
    if (second === undefined && value.kind === "message") {
      for (const field of value.fields)
        if (field.value.kind === "word") features.push({ name: field.name, value: field.value.word, at: field.value });
    }
  }
  return features;
}

/** Features anywhere in `options` whose value decides nothing. */
export function checkKnownFeatures(context: Context, subject: string, options: readonly OptionNode[]): void {
  for (const { name, value, at } of setFeatures(options)) {
    if (!Object.hasOwn(FEATURE_VALUES, name) || !value.endsWith("_UNKNOWN")) continue;
    const values: readonly string[] = FEATURE_VALUES[name as keyof Features];
    context.refuse(subject, `${value} decides nothing.`, `Write one of ${values.join(", ")}.`, at);
  }
}
