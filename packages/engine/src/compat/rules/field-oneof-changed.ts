import { block, proto3, versions } from "../example.js";
import { oneofConsequences } from "../field-consequences.js";
import { defineCompatRule } from "../rule.js";
import { describeField, quote } from "../words.js";

const show = (...lines: readonly string[]) => proto3(block("message Show", ...lines));

export const fieldOneofChanged = defineCompatRule({
  id: "compat/field-oneof-changed",
  buf: "FIELD_SAME_ONEOF",
  summary: "A field moved into a oneof, out of it, or to another one.",
  help: "Of a oneof only the field that was read last stays set, so data that sets several of its fields loses all but one; outside of one, readers that expect a single field may meet several. A single field may move into a new oneof without loss; otherwise add new fields to the oneof and mark the old ones `deprecated`.",
  on: "field-paired",
  effect: oneofConsequences,
  check({ before, after }) {
    const from = before.field.oneof;
    const to = after.field.oneof;
    if (from === to) return undefined;
    const described = describeField(after);
    // Buf prints a stray "q" there.
    const message =
      from !== undefined && to !== undefined
        ? `${described}q moved from oneof ${quote(from)} to oneof ${quote(to)}.`
        : `${described} moved from ${from === undefined ? "outside to inside" : "inside to outside"} a oneof.`;
    return {
      message,
      plain: message.replace('"q moved', '" moved'),
      file: after.file,
      at: after.field.at,
      against: before.file,
    };
  },
  examples: [
    versions(
      "Two fields moved into a new oneof",
      show("string novel = 1;", "string manga = 2;"),
      show(block("oneof origin", "string novel = 1;", "string manga = 2;")),
      ["Show.novel", "Show.manga"],
    ),
    versions(
      "A new oneof has new fields",
      show("string novel = 1;"),
      show("string novel = 1;", block("oneof origin", "string book = 2;", "string manga = 3;")),
    ),
  ],
});
