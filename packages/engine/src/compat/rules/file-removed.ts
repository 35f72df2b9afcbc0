import { block, proto3 } from "../example.js";
import { defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

const CATALOG = proto3(block("message Show", "string title = 1;"));
const REVIEW = block("message Review", "string text = 1;");

export const fileRemoved = defineCompatRule({
  id: "compat/file-removed",
  buf: "FILE_NO_DELETE",
  summary: "A file is gone.",
  help: "Protos that import the file no longer compile, and neither does code that imports what was generated from it. Leave the file at its path with `option deprecated = true;` until nobody imports it, then approve the removal with `nx-contracts approve`.",
  on: "file-removed",
  effect: [{ verdict: "break-source", hurts: "code that imports what it generated no longer compiles" }],
  check: ({ before }) => ({ message: `Previously present file ${quote(before.path)} was deleted.`, against: before }),
  examples: [
    {
      title: "One of two files is gone",
      files: {
        "before/catalog/v1/catalog.proto": CATALOG,
        "before/catalog/v1/review.proto": proto3(REVIEW),
        "after/catalog/v1/catalog.proto": CATALOG,
      },
      reports: ["catalog/v1/review.proto"],
    },
    {
      title: "The file stays and says that it is on its way out",
      files: {
        "before/catalog/v1/review.proto": proto3(REVIEW),
        "after/catalog/v1/review.proto": proto3("option deprecated = true;", REVIEW),
      },
      reports: [],
    },
  ],
});
