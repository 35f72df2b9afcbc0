// What a JSON Schema says of a property, in words.
import { code } from "./markdown.mjs";

/** What follows the last sentence that is about the meaning, or stands in front of `(default)`. */
const DEFAULTS = [
  /; default:? ((?:(?!\. )[^;])+?)(?:$|\.$|\. (.+)$)/,
  /(?:^|\. )Default:? ((?:(?!\. ).)+?)(?:$|\.$|\. (.+)$)/,
];
const MARKED = /(`[^`]+`) \(default\)/;

/**
 * The default of a property, taken from the schema, or else from its description.
 *
 * @param {{ default?: unknown, description?: string }} property
 * @returns {{ meaning: string, fallback: string }}
 */
export function splitDefault({ default: fixed, description = "" }) {
  if (fixed !== undefined) return { meaning: description, fallback: code(String(fixed)) };
  for (const pattern of DEFAULTS) {
    const match = pattern.exec(description);
    if (match) return { meaning: sentences(description.slice(0, match.index), match[2]), fallback: match[1] };
  }
  const marked = MARKED.exec(description);
  return { meaning: description, fallback: marked?.[1] ?? "" };
}

/**
 * The type of a property.
 *
 * @param {Record<string, any>} schema
 * @param {Record<string, any>} [definitions] what `$ref` names
 * @returns {string}
 */
export function typeOf(schema, definitions = {}) {
  const of = (each) => typeOf(each, definitions);
  if (schema.$ref !== undefined) return schema.$ref.split("/").at(-1);
  if (schema.const !== undefined) return code(String(schema.const));
  if (schema.enum !== undefined) return either(schema.enum.map((value) => code(String(value))));
  if (schema.anyOf ?? schema.oneOf) return either([...new Set((schema.anyOf ?? schema.oneOf).map(of))]);
  if (schema.type === "array") return `list of ${of(schema.items ?? {})}`;
  if (schema.type === "object" && schema.properties === undefined && schema.additionalProperties?.type)
    return `map of names to ${of(schema.additionalProperties)}`;
  return NAMES[schema.type] ?? "anything";
}

const NAMES = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "yes or no",
  object: "section",
};

function either(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

function sentences(...texts) {
  return texts
    .filter((text) => text !== undefined && text.trim() !== "")
    .map((text) => (text.endsWith(".") ? text : `${text}.`))
    .join(" ");
}
