import { append, groups, type Mutation, pick, rewrite } from "./mutation.js";

const TYPES = [
  "str",
  "int",
  "float",
  "bool",
  "bytes",
  "datetime",
  "Any",
  "CharacterRole",
  "ThemeEntry",
  "list[str]",
  "list[ThemeEntry]",
  "set[int]",
  "dict[str, int]",
  "dict[int, ThemeEntry]",
  "dict[str, list[ThemeEntry]]",
  "dict[str, list[str]]",
  "dict[CharacterRole, str]",
  "ThemeEntry | TrailerEntry",
  "str | None",
  "datetime | None",
  "CharacterRole | None",
] as const;

const FIELD = /^( {4})(\w+): ([^=\n]+?)( = (?:Field\(.*\)|\S+))?$/gm;

/** A field's line with its parts; lines of several are left alone. */
const field = (
  name: string,
  replacement: (parts: { indent: string; name: string; type: string; value: string }, salt: number) => string,
): Mutation =>
  rewrite(name, FIELD, (match, salt) => {
    const [, indent = "", fieldName = "", type = "", value = ""] = groups(match);
    return replacement({ indent, name: fieldName, type, value }, salt);
  });

/** What happens to models. */
export const PYDANTIC_MUTATIONS: readonly Mutation[] = [
  rewrite("field added", FIELD, (match, salt) => `${match[0]}\n    brand_new: ${pick(TYPES, salt)}`),
  rewrite(
    "fields added",
    FIELD,
    (match, salt) => `${match[0]}\n    brand_new: ${pick(TYPES, salt)}\n    also_new: ${pick(TYPES, salt + 7)}`,
  ),
  rewrite("field removed", /^ {4}\w+: [^=\n]+ = Field\(.*\)\n/gm, () => ""),
  field("field renamed", ({ indent, name, type, value }) => `${indent}${name}_renamed: ${type}${value}`),
  field("type changed", ({ indent, name }, salt) => `${indent}${name}: ${pick(TYPES, salt)}`),
  field("type changed, rest kept", ({ indent, name, value }, salt) => `${indent}${name}: ${pick(TYPES, salt)}${value}`),
  rewrite("null dropped", /: (.+) \| None = Field\(default=None, /g, (match) => `: ${match[1]} = Field(`),
  rewrite(
    "null added",
    /^( {4}\w+: (?:str|int|float|bool|\w+)) = Field\((?:default=[^,]+, )?/gm,
    (match) => `${match[1]} | None = Field(default=None, `,
  ),
  rewrite("list dropped", /: list\[([^\]]+)\] = Field\(default_factory=list, /g, (match) => `: ${match[1]} = Field(`),
  rewrite("alias added", /^( {4}\w+: [^=\n]+ = Field\()/gm, (match) => `${match[1]}alias="onTheWire", `),
  rewrite("member added", /^ {4}[A-Z_]+ = "[^"]*"$/gm, (match) => `${match[0]}\n    BRAND_NEW = "BRAND NEW"`),
  rewrite(
    "members added",
    /^ {4}[A-Z_]+ = "[^"]*"$/gm,
    (match) => `${match[0]}\n    BRAND_NEW = "BRAND NEW"\n    OTHER_NEW = "OTHER"`,
  ),
  rewrite("member removed", /^ {4}[A-Z_]+ = "[^"]*"\n/gm, () => ""),
  rewrite("member renamed", /^ {4}([A-Z_]+) = ("[^"]*")$/gm, (match) => `    ${match[1]}_RENAMED = ${match[2]}`),
  rewrite("member's value changed", /^( {4}[A-Z_]+) = "([^"]*)"$/gm, (match) => `${match[1]} = "${match[2]} changed"`),
  append(
    "record added",
    (salt) =>
      `\n\nclass BrandNew(BaseModel):\n    name: str\n    value: ${pick(TYPES, salt)}\n    seen: datetime | None = None\n`,
  ),
  append(
    "records added",
    () =>
      "\n\nclass BrandNew(BaseModel):\n    other: OtherNew\n\n\nclass OtherNew(BaseModel):\n    parent: BrandNew | None = None\n    kind: CharacterRole\n",
  ),
  append("enum added", () => '\n\nclass BrandNewKind(StrEnum):\n    SOME = "some"\n    OTHER_KIND = "other kind"\n'),
  append(
    "record and enum added",
    () =>
      '\n\nclass NewKind(StrEnum):\n    SOME = "some"\n\n\nclass BrandNew(BaseModel):\n    kind: NewKind\n    kinds: list[NewKind] = []\n',
  ),
];
