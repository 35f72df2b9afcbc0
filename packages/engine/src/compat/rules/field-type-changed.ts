import { block, proto3, versions } from "../example.js";
import { defineCompatRule } from "../rule.js";
import { typeConsequences } from "../type-consequences.js";
import { kindChanged, namesDiffer, typeNameChanged } from "../type-change.js";

const show = (...lines: readonly string[]) => proto3(block("message Show", ...lines));

export const fieldTypeChanged = defineCompatRule({
  id: "compat/field-type-changed",
  buf: "FIELD_SAME_TYPE",
  summary: "A field has another type.",
  help: "Code that holds the old type no longer compiles, even where the bytes of the two types can be read as each other. Add a field with a new number for the new type, fill both, and mark the old one `deprecated`.",
  on: "field-paired",
  effect: typeConsequences,
  check(pair) {
    if (pair.before.field.kind !== pair.after.field.kind) return kindChanged(pair);
    return namesDiffer(pair) ? typeNameChanged(pair) : undefined;
  },
  examples: [
    versions("A number holds more", show("int32 episodes = 1;"), show("int64 episodes = 1;"), ["Show.episodes"]),
    versions(
      "The other type has a field of its own",
      show("int32 year = 1;"),
      show("int32 year = 1 [deprecated = true];", "string aired_on = 2;"),
    ),
  ],
});
