import { defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

export const enumValueRenamed = defineCompatRule({
  id: "compat/enum-value-renamed",
  buf: "ENUM_VALUE_SAME_NAME",
  summary: "A number of an enum lost a name that it had.",
  on: "enum-value-paired",
  effect: [
    { verdict: "break-json", hurts: "JSON with the old name is no longer understood" },
    { verdict: "break-source", hurts: "code that names the value no longer compiles" },
  ],
  check({ value, names, before, after }) {
    if (names.before.every((name) => names.after.includes(name))) return undefined;
    const plural = names.before.length > 1 && names.after.length > 1 ? "s" : "";
    const from = names.before.map(quote).join(", ");
    const to = names.after.map(quote).join(", ");
    return {
      message: `Enum value "${value.number}" on enum ${quote(after.enum.name)} changed name${plural} from ${from} to ${to}.`,
      file: after.file,
      at: value.numberAt,
      ...(names.before.includes(value.name) && { against: before.file }),
    };
  },
});
