import { append, groups, type Mutation, pick, rewrite } from "./mutation.js";

const TYPES = [
  "string",
  "int32",
  "int64",
  "double",
  "bool",
  "bytes",
  "google.protobuf.Timestamp",
  "CharacterRole",
  "ThemeEntry",
  "repeated string",
  "repeated ThemeEntry",
  "map<string, int64>",
  "map<int64, ThemeEntry>",
  "map<string, RelatedAnimeList>",
  "optional string",
  "optional CharacterRole",
] as const;

const FIELD = /^( {2})((?:optional |repeated )?)([\w.]+|map<[^>]+>) (\w+) = (\d+);$/gm;

const field = (
  name: string,
  replacement: (parts: { label: string; type: string; name: string; number: string }, salt: number) => string,
): Mutation =>
  rewrite(name, FIELD, (match, salt) => {
    const [, indent = "", label = "", type = "", fieldName = "", number = ""] = groups(match);
    return indent + replacement({ label, type, name: fieldName, number }, salt);
  });

const MEMBER = /^( {2})([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+) = ([1-9]\d*);\n/gm;

/** What happens to protos. */
export const PROTO_MUTATIONS: readonly Mutation[] = [
  field(
    "field added",
    ({ label, type, name, number }, salt) =>
      `${label}${type} ${name} = ${number};\n  ${pick(TYPES, salt)} brand_new = 777;`,
  ),
  field(
    "fields added",
    ({ label, type, name, number }, salt) =>
      `${label}${type} ${name} = ${number};\n  ${pick(TYPES, salt)} brand_new = 777;\n  ${pick(TYPES, salt + 5)} also_new = 18999;`,
  ),
  rewrite("field removed", /^ {2}(?:optional |repeated )?(?:[\w.]+|map<[^>]+>) (?!items)\w+ = \d+;\n/gm, () => ""),
  field("field renamed", ({ label, type, name, number }) =>
    name === "items" ? `${label}${type} ${name} = ${number};` : `${label}${type} ${name}_renamed = ${number};`,
  ),
  field("type changed", ({ name, label, type, number }, salt) =>
    name === "items" ? `${label}${type} ${name} = ${number};` : `${pick(TYPES, salt)} ${name} = ${number};`,
  ),
  rewrite(
    "type changed, options kept",
    /^ {2}(string|int32|int64|float|bool) (\w+) = (\d+);/gm,
    (match, salt) =>
      `  ${pick(TYPES.slice(0, 9) as [string], salt)} ${match[2]} = ${match[3]} [deprecated = true]; // kept`,
  ),
  rewrite("presence dropped", /^ {2}optional /gm, () => "  "),
  rewrite("presence added", /^ {2}(string|int32|int64|float|bool) /gm, (match) => `  optional ${match[1]} `),
  rewrite("repeated dropped", /^ {2}repeated (?!.* items = )/gm, () => "  "),
  field(
    "repeated added",
    ({ label, type, name, number }) =>
      `${label === "" && !type.startsWith("map") && name !== "items" ? "repeated " : label}${type} ${name} = ${number};`,
  ),
  rewrite(
    "JSON name added",
    /^( {2}[^\n=]+ (?!items)\w+ = \d+);$/gm,
    (match) => `${match[1]} [json_name = "onTheWire"];`,
  ),
  rewrite(
    "JSON name beside an option",
    /^( {2}(?:optional )?(?:string|int32) \w+ = \d+);$/gm,
    (match) => `${match[1]} [deprecated = true, json_name = "onTheWire"];`,
  ),
  rewrite("member removed", MEMBER, () => ""),
  rewrite("member renamed", MEMBER, (match) => `  ${match[2]}_RENAMED = ${match[3]};\n`),
  rewrite("member added", MEMBER, (match) => `${match[0]}  ${match[2]}_BRAND_NEW = 99;\n`),
  append("record added", (salt) => `\nmessage BrandNew {\n  string name = 3;\n  ${pick(TYPES, salt)} value = 7;\n}\n`),
  append(
    "record with a oneof added",
    () =>
      "\nmessage BrandNew {\n  string name = 1;\n  oneof choice {\n    ThemeEntry theme = 2;\n    TrailerEntry trailer = 3;\n  }\n}\n",
  ),
  append(
    "enum added",
    () =>
      "\nenum BrandNewKind {\n  BRAND_NEW_KIND_UNSPECIFIED = 0;\n  BRAND_NEW_KIND_SOME = 1;\n  BRAND_NEW_KIND_OTHER = 2;\n}\n",
  ),
];
