import { getExtension, hasExtension, isFieldSet } from "@bufbuild/protobuf";
import type { DescField, DescMessage, MessageShape } from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import { CppFeaturesSchema, FeatureSetSchema, JavaFeaturesSchema, cpp, java } from "@bufbuild/protobuf/wkt";
import type { FeatureSet } from "@bufbuild/protobuf/wkt";
import type { LanguageFeatures } from "../proto/describe-field.js";
import { withFeature } from "../proto/features.js";
import type { Features } from "../proto/features.js";
import { damaged } from "./failure.js";

/** Name and value, as a proto file has them, of every option with one plain value that is set. */
export function* setOptions<Schema extends DescMessage>(
  schema: Schema,
  message: MessageShape<Schema>,
): Generator<readonly [name: string, value: string]> {
  for (const field of schema.fields) {
    if (!isFieldSet(message, field)) continue;
    const value = plainValue(field, reflect(schema, message, false).get(field));
    if (value !== undefined) yield [field.name, value];
  }
}

/** The value of one option, where it is set. */
export function setOption<Schema extends DescMessage>(
  schema: Schema,
  message: MessageShape<Schema> | undefined,
  field: DescField,
): string | undefined {
  if (message === undefined || !isFieldSet(message, field)) return undefined;
  return plainValue(field, reflect(schema, message, false).get(field));
}

function plainValue(field: DescField, value: unknown): string | undefined {
  if (field.fieldKind === "enum" && typeof value === "number") return field.enum.value[value]?.name;
  return typeof value === "string" || typeof value === "boolean" ? String(value) : undefined;
}

/** `inherited`, with what an element sets itself laid over. */
export function withFeatureSet(inherited: Features, set: FeatureSet | undefined): Features {
  if (set === undefined) return inherited;
  let features = inherited;
  for (const [name, value] of setOptions(FeatureSetSchema, set)) features = withFeature(features, name, value);
  return features;
}

/** The same for those of C++ and Java, which are extensions. */
export function withLanguages(inherited: LanguageFeatures, set: FeatureSet | undefined): LanguageFeatures {
  if (set === undefined) return inherited;
  try {
    const ofCpp = hasExtension(set, cpp) ? getExtension(set, cpp) : undefined;
    const ofJava = hasExtension(set, java) ? getExtension(set, java) : undefined;
    const { stringType } = CppFeaturesSchema.field;
    const { utf8Validation } = JavaFeaturesSchema.field;
    return {
      cppStringType: setOption(CppFeaturesSchema, ofCpp, stringType) ?? inherited.cppStringType,
      javaUtf8: setOption(JavaFeaturesSchema, ofJava, utf8Validation) ?? inherited.javaUtf8,
    };
  } catch (cause) {
    throw damaged("features of C++ or Java in it cannot be decoded", cause);
  }
}
