import { defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

export const oneofRemoved = defineCompatRule({
  id: "compat/oneof-removed",
  buf: "ONEOF_NO_DELETE",
  summary: "A oneof is gone.",
  on: "oneof-removed",
  effect: [{ verdict: "break-source", hurts: "code that asks which field of it is set no longer compiles" }],
  check: ({ oneof, before, after }) => ({
    message: `Previously present oneof ${quote(oneof)} on message ${quote(after.message.name)} was deleted.`,
    file: after.file,
    at: after.message.at,
    against: before.file,
  }),
});
