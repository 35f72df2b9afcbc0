import { block, edition2023, versions } from "../example.js";
import { defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

const status = (...options: readonly string[]) =>
  edition2023(block("enum Status", ...options, "STATUS_UNSPECIFIED = 0;"));

export const enumTypeChanged = defineCompatRule({
  id: "compat/enum-type-changed",
  buf: "ENUM_SAME_TYPE",
  summary: "A closed enum became open, or an open one closed.",
  help: "An open enum keeps a number that it does not know as the value of its field; a closed one puts it among the unknown fields, and the field reads as if it were absent. Readers that share data have to agree, so put `enum_type` back, or add another enum and a new field of it.",
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
  examples: [
    versions("An open enum was closed", status(), status("option features.enum_type = CLOSED;"), ["Status"]),
    versions("What goes without saying is said", status(), status("option features.enum_type = OPEN;")),
  ],
});
