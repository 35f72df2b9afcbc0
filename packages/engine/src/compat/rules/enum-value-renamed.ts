import { block, proto3, versions } from "../example.js";
import { defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

const status = (...lines: readonly string[]) => proto3(block("enum Status", "STATUS_UNSPECIFIED = 0;", ...lines));

export const enumValueRenamed = defineCompatRule({
  id: "compat/enum-value-renamed",
  buf: "ENUM_VALUE_SAME_NAME",
  summary: "A number of an enum lost a name that it had.",
  help: "JSON and text hold the name, so old data is no longer understood, and code that names the value no longer compiles; the bytes stay the same. Keep the old name, and put the new one after it as an alias, with `option allow_alias = true;`: JSON is written with the first.",
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
  examples: [
    versions("It has another name", status("STATUS_AIRING = 1;"), status("STATUS_ONGOING = 1;"), [
      "Status.STATUS_ONGOING",
    ]),
    versions(
      "It has another name besides",
      status("STATUS_AIRING = 1;"),
      status("option allow_alias = true;", "STATUS_AIRING = 1;", "STATUS_ONGOING = 1;"),
    ),
  ],
});
