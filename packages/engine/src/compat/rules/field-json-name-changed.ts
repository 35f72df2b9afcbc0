import { renameConsequences } from "../field-consequences.js";
import { defineCompatRule } from "../rule.js";
import { describeField, quote } from "../words.js";

export const fieldJsonNameChanged = defineCompatRule({
  id: "compat/field-json-name-changed",
  buf: "FIELD_SAME_JSON_NAME",
  summary: "A field has another key in JSON.",
  on: "field-paired",
  effect: renameConsequences,
  check({ before, after }) {
    const { jsonName, optionsAt, at } = after.field;
    if (before.field.extension || before.field.jsonName === jsonName) return undefined;
    return {
      message: `${describeField(after)} changed option "json_name" from ${quote(before.field.jsonName)} to ${quote(jsonName)}.`,
      file: after.file,
      at: optionsAt?.json_name ?? at,
      against: before.file,
    };
  },
});
