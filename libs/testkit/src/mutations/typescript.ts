import { append, type Mutation, pick, rewrite } from "./mutation.js";

const TYPES = [
  "string",
  "number",
  "boolean",
  "unknown",
  "CharacterRole",
  "ThemeEntry",
  "readonly string[]",
  "readonly ThemeEntry[]",
  "Record<string, number>",
  "Record<string, readonly ThemeEntry[]>",
  "string | null",
  "CharacterRole | null",
] as const;

const FIELD = /^( {2}readonly \w+): ([^;\n]+);$/gm;

/** What happens to interfaces and unions of literals. */
export const TYPESCRIPT_MUTATIONS: readonly Mutation[] = [
  rewrite("property added", FIELD, (match, salt) => `${match[0]}\n  readonly brand_new: ${pick(TYPES, salt)};`),
  rewrite("property removed", /^ {2}readonly \w+: [^;\n]+;\n/gm, () => ""),
  rewrite("property renamed", FIELD, (match) => `${match[1]}Renamed: ${match[2]};`),
  rewrite(
    "property in camel case",
    /^ {2}readonly ([a-z]+)_([a-z])([a-z_]*):/gm,
    (match) => `  readonly ${match[1]}${match[2]?.toUpperCase()}${match[3]}:`,
  ),
  rewrite("type changed", FIELD, (match, salt) => `${match[1]}: ${pick(TYPES, salt)};`),
  rewrite("null dropped", / \| null;$/gm, () => ";"),
  rewrite("null added", /: (string|number|boolean|[A-Z]\w+);$/gm, (match) => `: ${match[1]} | null;`),
  rewrite("made optional", /^( {2}readonly \w+): (string|number|boolean);$/gm, (match) => `${match[1]}?: ${match[2]};`),
  rewrite("list dropped", /: readonly (\w+)\[\];$/gm, (match) => `: ${match[1]};`),
  rewrite("member removed", /(?<== |\| )"[A-Z_ ]+" \| (?=")/g, () => ""),
  rewrite("member added", /(?<== )(?="[A-Z_ ]+" \|)/g, () => '"BRAND_NEW" | '),
  rewrite("member's line removed", /^ {2}\| "[A-Z_ ]+"\n/gm, () => ""),
  rewrite("table's entry removed", /^ {2}[A-Z_0-9]+: "[^"]*",\n/gm, () => ""),
  rewrite(
    "table's value changed",
    /^( {2}[A-Z_0-9]+): "([^"]*)",$/gm,
    (match) => `${match[1]}: "${match[2]} changed",`,
  ),
  append(
    "interface added",
    (salt) => `\nexport interface BrandNew {\n  readonly name: string;\n  readonly value: ${pick(TYPES, salt)};\n}\n`,
  ),
  append("union added", () => '\nexport type BrandNewKind = "SOME" | "OTHER_KIND";\n'),
];

/** What happens to zod schemas. */
export const ZOD_MUTATIONS: readonly Mutation[] = [
  rewrite("entry removed", /^ {2}\w+: [^\n]+,\n/gm, () => ""),
  rewrite(
    "entry added",
    /^ {2}\w+: [^\n]+,$/gm,
    (match, salt) =>
      `${match[0]}\n  brand_new: ${pick(["z.string()", "z.int().nullable()", "z.array(z.boolean())"], salt)},`,
  ),
  rewrite("null dropped", /\.nullable\(\)/g, () => ""),
  rewrite("null added", /(z\.string\(\)|z\.boolean\(\)),$/gm, (match) => `${match[1]}.nullable(),`),
  rewrite(
    "type changed",
    /^( {2}\w+): [^\n]+,$/gm,
    (match, salt) => `${match[1]}: ${pick(["z.string()", "z.number()", "z.boolean()", "z.array(z.string())"], salt)},`,
  ),
  rewrite("entry renamed", /^ {2}(\w+): /gm, (match) => `  ${match[1]}Renamed: `),
];
