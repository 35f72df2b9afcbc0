import { defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

export const fileRemoved = defineCompatRule({
  id: "compat/file-removed",
  buf: "FILE_NO_DELETE",
  summary: "A file is gone.",
  on: "file-removed",
  effect: [{ verdict: "break-source", hurts: "code that imports what it generated no longer compiles" }],
  check: ({ before }) => ({ message: `Previously present file ${quote(before.path)} was deleted.`, against: before }),
});
