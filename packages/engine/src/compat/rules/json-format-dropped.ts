import { block, edition2023, versions } from "../example.js";
import { defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

const formatOf = (format?: string) => (format === undefined ? [] : [`option features.json_format = ${format};`]);
const status = (format?: string) => edition2023(block("enum Status", ...formatOf(format), "STATUS_UNSPECIFIED = 0;"));
const show = (format?: string) => edition2023(block("message Show", ...formatOf(format), "string title = 1;"));

export const enumJsonFormatDropped = defineCompatRule({
  id: "compat/enum-json-format-dropped",
  buf: "ENUM_SAME_JSON_FORMAT",
  summary: "JSON is no longer fully supported for an enum.",
  help: "With `LEGACY_BEST_EFFORT` the compiler no longer refuses values whose names clash in JSON, and runtimes promise nothing about the JSON. Put `json_format = ALLOW` back, and mend the names that kept it from compiling instead.",
  on: "enum-paired",
  effect: [{ verdict: "break-json", hurts: "JSON of it is no longer promised to be read" }],
  check({ before, after }) {
    const { name, jsonFormat, jsonFormatAt, at } = after.enum;
    if (before.enum.jsonFormat !== "ALLOW" || jsonFormat === "ALLOW") return undefined;
    const message = `Enum ${quote(name)} JSON format support changed from ALLOW to ${jsonFormat}.`;
    return { message, file: after.file, at: jsonFormatAt ?? at, against: before.file };
  },
  examples: [
    versions("It became best effort", status(), status("LEGACY_BEST_EFFORT"), ["Status"]),
    versions("What goes without saying is said", status(), status("ALLOW")),
  ],
});

export const messageJsonFormatDropped = defineCompatRule({
  id: "compat/message-json-format-dropped",
  buf: "MESSAGE_SAME_JSON_FORMAT",
  summary: "JSON is no longer fully supported for a message.",
  help: "With `LEGACY_BEST_EFFORT` the compiler no longer refuses fields whose names clash in JSON, and runtimes promise nothing about the JSON. Put `json_format = ALLOW` back, and mend the names that kept it from compiling instead.",
  on: "message-paired",
  effect: [{ verdict: "break-json", hurts: "JSON of it is no longer promised to be read" }],
  check({ before, after }) {
    const { name, jsonFormat, jsonFormatAt, at } = after.message;
    if (before.message.jsonFormat !== "ALLOW" || jsonFormat === "ALLOW") return undefined;
    const message = `Message ${quote(name)} JSON format support changed from ALLOW to ${jsonFormat}.`;
    return { message, file: after.file, at: jsonFormatAt ?? at, against: before.file };
  },
  examples: [
    versions("It became best effort", show(), show("LEGACY_BEST_EFFORT"), ["Show"]),
    versions("What goes without saying is said", show(), show("ALLOW")),
  ],
});
