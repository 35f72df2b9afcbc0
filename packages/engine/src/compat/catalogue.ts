import type { CompatRule } from "./rule.js";
import { removedFromFile, removedFromPackage } from "./rules/definition-removed.js";
import { descriptorAccessorRemoved } from "./rules/descriptor-accessor-removed.js";
import { enumTypeChanged } from "./rules/enum-type-changed.js";
import { enumNameNotReserved, enumNumberNotReserved, enumValueRemoved } from "./rules/enum-value-removed.js";
import { enumValueRenamed } from "./rules/enum-value-renamed.js";
import {
  fieldCardinalityChanged,
  fieldJsonCardinalityChanged,
  fieldWireCardinalityChanged,
} from "./rules/field-cardinality-changed.js";
import { fieldCppStringTypeChanged } from "./rules/field-cpp-string-type-changed.js";
import { fieldDefaultChanged } from "./rules/field-default-changed.js";
import { fieldJsonNameChanged } from "./rules/field-json-name-changed.js";
import { fieldJsonTypeChanged } from "./rules/field-json-type-changed.js";
import { fieldJstypeChanged } from "./rules/field-jstype-changed.js";
import { fieldOneofChanged } from "./rules/field-oneof-changed.js";
import { fieldNameNotReserved, fieldNumberNotReserved, fieldRemoved } from "./rules/field-removed.js";
import { fieldRenamed } from "./rules/field-renamed.js";
import { fieldTypeChanged } from "./rules/field-type-changed.js";
import { fieldJavaUtf8ValidationChanged, fieldUtf8ValidationChanged } from "./rules/field-utf8-validation-changed.js";
import { fieldWireTypeChanged } from "./rules/field-wire-type-changed.js";
import { packageChanged, syntaxChanged } from "./rules/file-changed.js";
import { fileOptionChanged } from "./rules/file-option-changed.js";
import { fileRemoved } from "./rules/file-removed.js";
import { enumJsonFormatDropped, messageJsonFormatDropped } from "./rules/json-format-dropped.js";
import {
  methodClientStreamingChanged,
  methodIdempotencyChanged,
  methodRequestChanged,
  methodResponseChanged,
  methodServerStreamingChanged,
} from "./rules/method-changed.js";
import { methodRemoved } from "./rules/method-removed.js";
import { oneofRemoved } from "./rules/oneof-removed.js";
import { packageRemoved } from "./rules/package-removed.js";
import { requiredFieldAdded, requiredFieldRemoved } from "./rules/required-field-changed.js";
import {
  enumReservedNameRemoved,
  enumReservedRangeRemoved,
  extensionRangeRemoved,
  reservedNameRemoved,
  reservedRangeRemoved,
} from "./rules/reservation-removed.js";

/** Every rule about compatibility, in the order of the documentation. */
export const COMPAT_RULES: readonly CompatRule[] = [
  fileRemoved,
  packageRemoved,
  ...removedFromFile,
  ...removedFromPackage,
  packageChanged,
  syntaxChanged,
  ...fileOptionChanged,
  fieldRemoved,
  fieldNumberNotReserved,
  fieldNameNotReserved,
  fieldRenamed,
  fieldJsonNameChanged,
  fieldTypeChanged,
  fieldWireTypeChanged,
  fieldJsonTypeChanged,
  fieldCardinalityChanged,
  fieldWireCardinalityChanged,
  fieldJsonCardinalityChanged,
  fieldOneofChanged,
  fieldDefaultChanged,
  fieldJstypeChanged,
  fieldCppStringTypeChanged,
  fieldUtf8ValidationChanged,
  fieldJavaUtf8ValidationChanged,
  oneofRemoved,
  requiredFieldRemoved,
  requiredFieldAdded,
  extensionRangeRemoved,
  reservedRangeRemoved,
  reservedNameRemoved,
  messageJsonFormatDropped,
  descriptorAccessorRemoved,
  enumValueRemoved,
  enumNumberNotReserved,
  enumNameNotReserved,
  enumValueRenamed,
  enumTypeChanged,
  enumReservedRangeRemoved,
  enumReservedNameRemoved,
  enumJsonFormatDropped,
  methodRemoved,
  methodRequestChanged,
  methodResponseChanged,
  methodClientStreamingChanged,
  methodServerStreamingChanged,
  methodIdempotencyChanged,
];
