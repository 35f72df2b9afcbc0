import { defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

export const packageRemoved = defineCompatRule({
  id: "compat/package-removed",
  buf: "PACKAGE_NO_DELETE",
  summary: "No file is left in a package.",
  on: "package-removed",
  effect: [{ verdict: "break-source", hurts: "code that imports the package no longer compiles" }],
  check: ({ package: name, before }) => ({
    message: `Previously present package ${quote(name)} was deleted.`,
    against: before,
  }),
});
