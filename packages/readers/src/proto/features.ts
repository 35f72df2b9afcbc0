import type { OptionNode, ProtoFile } from "./syntax-tree.js";

/**
 * What editions made adjustable, decided for one element.
 * @see https://protobuf.dev/editions/features/
 */
export interface Features {
  readonly field_presence: "EXPLICIT" | "IMPLICIT" | "LEGACY_REQUIRED";
  readonly enum_type: "OPEN" | "CLOSED";
  readonly repeated_field_encoding: "PACKED" | "EXPANDED";
  readonly utf8_validation: "VERIFY" | "NONE";
  readonly message_encoding: "LENGTH_PREFIXED" | "DELIMITED";
  readonly json_format: "ALLOW" | "LEGACY_BEST_EFFORT";
  readonly enforce_naming_style: "STYLE2024" | "STYLE2026" | "STYLE_LEGACY";
  readonly default_symbol_visibility: "EXPORT_ALL" | "EXPORT_TOP_LEVEL" | "LOCAL_ALL" | "STRICT";
}

const PROTO2: Features = {
  field_presence: "EXPLICIT",
  enum_type: "CLOSED",
  repeated_field_encoding: "EXPANDED",
  utf8_validation: "NONE",
  message_encoding: "LENGTH_PREFIXED",
  json_format: "LEGACY_BEST_EFFORT",
  enforce_naming_style: "STYLE_LEGACY",
  default_symbol_visibility: "EXPORT_ALL",
};

const PROTO3: Features = {
  field_presence: "IMPLICIT",
  enum_type: "OPEN",
  repeated_field_encoding: "PACKED",
  utf8_validation: "VERIFY",
  message_encoding: "LENGTH_PREFIXED",
  json_format: "ALLOW",
  enforce_naming_style: "STYLE_LEGACY",
  default_symbol_visibility: "EXPORT_ALL",
};

const EDITION_2023: Features = { ...PROTO3, field_presence: "EXPLICIT" };
const EDITION_2024: Features = {
  ...EDITION_2023,
  enforce_naming_style: "STYLE2024",
  default_symbol_visibility: "EXPORT_TOP_LEVEL",
};

/** Values that a feature may take. */
export const FEATURE_VALUES = {
  field_presence: ["EXPLICIT", "IMPLICIT", "LEGACY_REQUIRED"],
  enum_type: ["OPEN", "CLOSED"],
  repeated_field_encoding: ["PACKED", "EXPANDED"],
  utf8_validation: ["VERIFY", "NONE"],
  message_encoding: ["LENGTH_PREFIXED", "DELIMITED"],
  json_format: ["ALLOW", "LEGACY_BEST_EFFORT"],
  enforce_naming_style: ["STYLE2024", "STYLE2026", "STYLE_LEGACY"],
  default_symbol_visibility: ["EXPORT_ALL", "EXPORT_TOP_LEVEL", "LOCAL_ALL", "STRICT"],
} as const satisfies { readonly [name in keyof Features]: readonly Features[name][] };

/** Features of a file, before anything inside sets its own. */
export function fileFeatures(file: ProtoFile): Features {
  const features = defaultFeatures(file);
  return file.syntax === "editions" ? withFeatures(features, optionsIn(file.body)) : features;
}

/** Features of a file that sets none. */
export function defaultFeatures({ syntax, edition }: Pick<ProtoFile, "syntax" | "edition">): Features {
  if (syntax === "proto2") return PROTO2;
  if (syntax === "proto3") return PROTO3;
  return edition === "2023" ? EDITION_2023 : EDITION_2024;
}

/** `inherited`, with what `options` set as `features.x = Y` or `features = { x: Y }` laid over. */
export function withFeatures(inherited: Features, options: readonly OptionNode[]): Features {
  let features = inherited;
  for (const { name, value } of options) {
    if (name[0]?.name !== "features" || name[0].extension) continue;
    if (name.length === 1 && value.kind === "message") {
      for (const field of value.fields) {
        if (field.value.kind === "word") features = withFeature(features, field.name, field.value.word);
      }
    } else if (name.length === 2 && value.kind === "word") {
      features = withFeature(features, name[1]?.name ?? "", value.word);
    }
  }
  return features;
}

/** `features` with one of them set, where there is such a feature and such a value. */
export function withFeature(features: Features, name: string, word: string): Features {
  if (!Object.hasOwn(FEATURE_VALUES, name)) return features;
  const values: readonly string[] = FEATURE_VALUES[name as keyof Features];
  return values.includes(word) ? { ...features, [name]: word } : features;
}

/** The option statements among other elements. */
export function optionsIn(
  body: readonly (OptionNode | { readonly kind: Exclude<string, "option"> })[],
): readonly OptionNode[] {
  return body.filter((element): element is OptionNode => element.kind === "option");
}
