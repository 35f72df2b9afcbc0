import { block, proto3, versions } from "../example.js";
import { defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

export const oneofRemoved = defineCompatRule({
  id: "compat/oneof-removed",
  buf: "ONEOF_NO_DELETE",
  summary: "A oneof is gone.",
  help: "Code that asks which field of the oneof is set no longer compiles, and its former fields, if they are still there, can be set side by side. Keep the oneof and mark its fields `deprecated` until nobody asks.",
  on: "oneof-removed",
  effect: [{ verdict: "break-source", hurts: "code that asks which field of it is set no longer compiles" }],
  check: ({ oneof, before, after }) => ({
    message: `Previously present oneof ${quote(oneof)} on message ${quote(after.message.name)} was deleted.`,
    file: after.file,
    at: after.message.at,
    against: before.file,
  }),
  examples: [
    versions(
      "It is gone, its fields stayed",
      proto3(block("message Show", block("oneof origin", "string novel = 1;", "string manga = 2;"))),
      proto3(block("message Show", "string novel = 1;", "string manga = 2;")),
      ["Show.origin"],
    ),
    versions(
      "It has a field more",
      proto3(block("message Show", block("oneof origin", "string novel = 1;"))),
      proto3(block("message Show", block("oneof origin", "string novel = 1;", "string manga = 2;"))),
    ),
  ],
});
