import { block, file, proto3 } from "../example.js";
import { defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

const SHOW = block("message Show", "string title = 1;");
const V2 = file('syntax = "proto3";', "package catalog.v2;", SHOW);

export const packageRemoved = defineCompatRule({
  id: "compat/package-removed",
  buf: "PACKAGE_NO_DELETE",
  summary: "No file is left in a package.",
  help: "Everything that names a type of the package breaks at once: imports, generated code, the paths of its services. Let a new package stand beside the old one until nobody uses that, then approve the removal with `nx-contracts approve`.",
  on: "package-removed",
  effect: [{ verdict: "break-source", hurts: "code that imports the package no longer compiles" }],
  check: ({ package: name, before }) => ({
    message: `Previously present package ${quote(name)} was deleted.`,
    against: before,
  }),
  examples: [
    {
      title: "A new version takes the place of the old one",
      files: { "before/catalog/v1/show.proto": proto3(SHOW), "after/catalog/v2/show.proto": V2 },
      reports: ["catalog.v1"],
    },
    {
      title: "A new version stands beside the old one",
      files: {
        "before/catalog/v1/show.proto": proto3(SHOW),
        "after/catalog/v1/show.proto": proto3(SHOW),
        "after/catalog/v2/show.proto": V2,
      },
      reports: [],
    },
  ],
});
