import { defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

export const enumJsonFormatDropped = defineCompatRule({
  id: "compat/enum-json-format-dropped",
  buf: "ENUM_SAME_JSON_FORMAT",
  summary: "JSON is no longer fully supported for an enum.",
  on: "enum-paired",
  effect: [{ verdict: "break-json", hurts: "JSON of it is no longer promised to be read" }],
  check({ before, after }) {
    const { name, jsonFormat, jsonFormatAt, at } = after.enum;
    if (before.enum.jsonFormat !== "ALLOW" || jsonFormat === "ALLOW") return undefined;
    const message = `Enum ${quote(name)} JSON format support changed from ALLOW to ${jsonFormat}.`;
    return { message, file: after.file, at: jsonFormatAt ?? at, against: before.file };
  },
});

export const messageJsonFormatDropped = defineCompatRule({
  id: "compat/message-json-format-dropped",
  buf: "MESSAGE_SAME_JSON_FORMAT",
  summary: "JSON is no longer fully supported for a message.",
  on: "message-paired",
  effect: [{ verdict: "break-json", hurts: "JSON of it is no longer promised to be read" }],
  check({ before, after }) {
    const { name, jsonFormat, jsonFormatAt, at } = after.message;
    if (before.message.jsonFormat !== "ALLOW" || jsonFormat === "ALLOW") return undefined;
    const message = `Message ${quote(name)} JSON format support changed from ALLOW to ${jsonFormat}.`;
    return { message, file: after.file, at: jsonFormatAt ?? at, against: before.file };
  },
});
