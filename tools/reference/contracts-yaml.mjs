// docs/reference/contracts-yaml.md, made from the JSON Schema of the configuration.
import { code, GENERATED, row, table } from "./markdown.mjs";
import { splitDefault, typeOf } from "./json-schema.mjs";

/**
 * @param {Record<string, any>} schema
 * @returns {string}
 */
export function contractsYamlPage(schema) {
  const rules = schema.definitions.rules.description;
  const sections = sectionsOf("", schema, rules);
  return `${GENERATED}# contracts.yaml

One file at the root of a contract project. Paths are relative to it. An unknown key, a wrong type and a path that does not exist are errors that name file, line and the
nearest valid word. The first line makes editors complete and check it, by the [JSON Schema](../../packages/nx/contracts.schema.json):

\`\`\`yaml
# yaml-language-server: $schema=../node_modules/nx-contracts/contracts.schema.json
\`\`\`

${sections.map(({ path, text }) => `## ${path === "" ? "The file" : code(path)}\n\n${text}`).join("\n")}`;
}

/** The table of an object, then those of the objects in it. */
function sectionsOf(path, { description, properties, required = [] }, rules) {
  const lead = description === undefined || path === "" ? "" : `${description}\n\n`;
  const nested = [];
  const rows = Object.entries(properties).map(([key, property]) => {
    if (key === "$schema") return row(code(key), "text", "", "Where the JSON Schema is, for editors that look here.");
    if (key === "rules") return row(code(key), RULES, "", rules);
    const below = path === "" ? key : `${path}.${key}`;
    if (property.description === undefined) throw new Error(`\`${below}\` of contracts.yaml has no description.`);
    const inner = innerOf(below, property, rules);
    nested.push(...inner);
    const { meaning, fallback } = splitDefault(property);
    const type = inner.length === 0 ? typeOf(property) : linkText(property, inner);
    return row(code(key), type, required.includes(key) ? "required" : fallback, meaning);
  });
  return [{ path, text: `${lead}${table(["key", "type", "default", "meaning"], rows)}` }, ...nested];
}

const RULES = "[rule ids](../rules/README.md) with `error`, `warning`, `info` or `off`";

function linkText({ type }, inner) {
  const heads = inner.filter(({ isHead }) => isHead).map(({ path }) => `[${code(path)}](#${slug(path)})`);
  return type === "array" ? `list of ${heads.join(", ")}` : heads.join(", ");
}

/** Sections of what is inside a property: of an object, of the objects in a list, or of each alternative. */
function innerOf(path, property, rules) {
  const isList = property.type === "array";
  const schema = isList ? property.items : property;
  const head = isList ? `${path}[]` : path;
  const { description = property.description } = schema;
  if (schema.oneOf !== undefined) return schema.oneOf.flatMap((each) => alternative(head, each, rules));
  return schema.properties === undefined ? [] : mark(sectionsOf(head, { ...schema, description }, rules));
}

/** What tells the alternatives apart is the first key of each, and stands in the heading. */
function alternative(head, schema, rules) {
  const [[key, by], ...rest] = Object.entries(schema.properties);
  const values = (by.enum ?? [by.const]).join(" or ");
  return mark(sectionsOf(`${head} ${key}: ${values}`, { ...schema, properties: Object.fromEntries(rest) }, rules));
}

function mark([head, ...rest]) {
  return [{ ...head, isHead: true }, ...rest.map((each) => ({ ...each, isHead: false }))];
}

/** The anchor that GitHub gives a heading. */
function slug(text) {
  return text
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}
