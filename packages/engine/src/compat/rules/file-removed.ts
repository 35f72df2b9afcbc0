import { defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

export const fileRemoved = defineCompatRule({
  id: "compat/file-removed",
  buf: "FILE_NO_DELETE",
  summary: "A file is gone.",
  on: "file-removed",
  check: ({ before }) => ({ message: `Previously present file ${quote(before.path)} was deleted.`, against: before }),
});
