import { block, proto3, versions } from "../example.js";
import { renameConsequences } from "../field-consequences.js";
import { defineCompatRule } from "../rule.js";
import { describeField, quote } from "../words.js";

const show = (line: string) => proto3(block("message Show", line));

export const fieldJsonNameChanged = defineCompatRule({
  id: "compat/field-json-name-changed",
  buf: "FIELD_SAME_JSON_NAME",
  summary: "A field has another key in JSON.",
  help: "Whoever reads JSON looks for the new key, or for the name in the proto, and drops or refuses the old key. Keep the key with `json_name`, which keeps the bytes and the JSON, not code that uses another name; for another key add another field, mark the old one deprecated, let both be filled until the readers have moved, then remove the old one and reserve its number and name.",
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
  examples: [
    versions("Its name gave the key", show("string title = 1;"), show("string main_title = 1;"), ["Show.main_title"]),
    versions(
      "It has another name and the old key",
      show("string title = 1;"),
      show('string main_title = 1 [json_name = "title"];'),
    ),
  ],
});
