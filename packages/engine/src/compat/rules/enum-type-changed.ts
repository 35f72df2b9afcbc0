import { defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

export const enumTypeChanged = defineCompatRule({
  id: "compat/enum-type-changed",
  buf: "ENUM_SAME_TYPE",
  summary: "A closed enum became open, or an open one closed.",
  on: "enum-paired",
  effect: [{ verdict: "hazard", hurts: "readers treat values that they do not know in another way" }],
  check({ before, after }) {
    if (before.enum.isClosed === after.enum.isClosed) return undefined;
    const [from, to] = after.enum.isClosed ? ["open", "closed"] : ["closed", "open"];
    return {
      message: `Enum ${quote(after.enum.name)} changed from ${from} to ${to}.`,
      file: after.file,
      at: after.enum.enumTypeAt ?? after.enum.at,
      against: before.file,
    };
  },
});
