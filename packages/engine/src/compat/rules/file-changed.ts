import { block, file, proto2, proto3, versions } from "../example.js";
import { defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

const SHOW = block("message Show", "optional string title = 1;");
const V2 = file('syntax = "proto3";', "package catalog.v2;", SHOW);
/** Where an example of one file has it. */
const PATH = "catalog/v1/catalog.proto";

export const syntaxChanged = defineCompatRule({
  id: "compat/syntax-changed",
  buf: "FILE_SAME_SYNTAX",
  summary: "A file is written in another syntax.",
  help: "The syntax decides whether a field shows its absence, whether enums are open, and whether text has to be UTF-8, so the same lines become other code. Change it in a step of its own, with the features or labels that keep what held before, and approve it with `nx-contracts approve`; an edition can say all that proto2 and proto3 mean.",
  on: "file-paired",
  effect: [{ verdict: "break-source", hurts: "generated code tells presence and unknown values apart in another way" }],
  check({ before, after }) {
    if (before.syntax === after.syntax) return undefined;
    return {
      message: `File syntax changed from ${quote(before.syntax)} to ${quote(after.syntax)}.`,
      file: after,
      ...(after.syntaxAt && { at: after.syntaxAt }),
      ...(before.syntaxAt && { against: before }),
    };
  },
  examples: [
    versions("From proto2 to proto3", proto2(SHOW), proto3(SHOW), [PATH]),
    versions("What went without saying is said", file("package catalog.v1;", SHOW), proto2(SHOW)),
  ],
});

export const packageChanged = defineCompatRule({
  id: "compat/package-changed",
  buf: "FILE_SAME_PACKAGE",
  summary: "A file moved to another package.",
  help: "The full name of a type is part of what is sent, in the path of a call and in an `Any`, and code that names its types no longer compiles. Put the new package into a file of its own beside the old one, serve both, and remove the old one when nobody uses it.",
  on: "file-paired",
  effect: [
    { verdict: "break-wire", hurts: "callers, `Any` values and extensions find the old names no longer" },
    { verdict: "break-source", hurts: "code that names its types no longer compiles" },
  ],
  check({ before, after }) {
    if (before.package === after.package) return undefined;
    return {
      message: `File package changed from ${quote(before.package)} to ${quote(after.package)}.`,
      file: after,
      ...(after.packageAt && { at: after.packageAt }),
      ...(before.packageAt && { against: before }),
    };
  },
  examples: [
    versions("The file says another package", proto3(SHOW), V2, [PATH]),
    {
      title: "The other package has a file of its own",
      files: {
        "before/catalog/v1/show.proto": proto3(SHOW),
        "after/catalog/v1/show.proto": proto3(SHOW),
        "after/catalog/v2/show.proto": V2,
      },
      reports: [],
    },
  ],
});
