import { cardinalityMismatch } from "./parity/cardinality-mismatch.js";
import { constraintMismatch } from "./parity/constraint-mismatch.js";
import { defaultMismatch } from "./parity/default-mismatch.js";
import { deprecatedMismatch } from "./parity/deprecated-mismatch.js";
import { docMismatch } from "./parity/doc-mismatch.js";
import { enumExtra } from "./parity/enum-extra.js";
import { enumMemberExtra } from "./parity/enum-member-extra.js";
import { enumMemberMissing } from "./parity/enum-member-missing.js";
import { enumMissing } from "./parity/enum-missing.js";
import { enumNumberChanged } from "./parity/enum-number-changed.js";
import { enumWireValueMismatch } from "./parity/enum-wire-value-mismatch.js";
import { fieldExtra } from "./parity/field-extra.js";
import { fieldMissing } from "./parity/field-missing.js";
import { nullLost } from "./parity/null-lost.js";
import { openRecordUnmirrored } from "./parity/open-record-unmirrored.js";
import { presenceMismatch } from "./parity/presence-mismatch.js";
import { recordExtra } from "./parity/record-extra.js";
import { recordMissing } from "./parity/record-missing.js";
import { typeMismatch } from "./parity/type-mismatch.js";
import { typeNarrowed } from "./parity/type-narrowed.js";
import { wireNameMismatch } from "./parity/wire-name-mismatch.js";
import type { Rule } from "../rule.js";

/** Every rule, in the order of the documentation. One rule is its file and its line here. */
export const RULES: readonly Rule[] = [
  recordMissing,
  recordExtra,
  enumMissing,
  enumExtra,
  openRecordUnmirrored,
  fieldMissing,
  fieldExtra,
  typeMismatch,
  typeNarrowed,
  cardinalityMismatch,
  presenceMismatch,
  nullLost,
  enumMemberMissing,
  enumMemberExtra,
  enumNumberChanged,
  enumWireValueMismatch,
  wireNameMismatch,
  constraintMismatch,
  defaultMismatch,
  deprecatedMismatch,
  docMismatch,
];
