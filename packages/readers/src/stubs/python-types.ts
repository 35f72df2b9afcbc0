import type { Outline, OutlineElement } from "@nx-contracts/ir";
import type { Companion } from "./companion.js";
import { PartialOutline } from "./partial-outline.js";

/** Names that a field of a `.pyi` cannot have: its generator leaves them out. */
const KEYWORDS: ReadonlySet<string> = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield print".split(
    " ",
  ),
);

const CLASS = /^( *)class (\w+)\((int, metaclass=_enum_type_wrapper|_message\.Message)/;
const SLOTS = /^ *__slots__ = \(([^)]*)\)/;
const MEMBER = /^ +(\w+): _ClassVar\[/;
const FIELD = /^ +(\w+): (\S.*)$/;

interface OpenClass {
  readonly name: string;
  readonly indent: number;
  readonly isEnum: boolean;
  slots: ReadonlySet<string>;
}

/** The messages, fields and enums that a `_pb2.pyi` declares, with the Python types of the fields. */
export function pythonTypes(text: string, proto: Outline): Companion {
  const stub = new PartialOutline(proto.path);
  const open: OpenClass[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const indent = line.length - line.trimStart().length;
    while (open.length > 0 && indent <= (open.at(-1)?.indent ?? 0)) open.pop();
    const declared = CLASS.exec(line);
    const around = open.at(-1);
    if (declared) {
      const name = around === undefined ? (declared[2] ?? "") : `${around.name}.${declared[2]}`;
      const isEnum = declared[3]?.startsWith("int") === true;
      open.push({ name, indent, isEnum, slots: new Set() });
      stub.add(isEnum ? "enum" : "message", name, []);
      continue;
    }
    if (around === undefined) continue;
    const member = around.isEnum ? MEMBER.exec(line)?.[1] : undefined;
    if (member !== undefined) stub.add("value", `${around.name}.${member}`, []);
    if (around.isEnum) continue;
    const listed = SLOTS.exec(line)?.[1];
    if (listed !== undefined) around.slots = new Set([...listed.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name));
    const [, field = "", type = ""] = FIELD.exec(line) ?? [];
    if (listed !== undefined) for (const name of around.slots) stub.add("field", `${around.name}.${name}`, []);
    else if (around.slots.has(field)) stub.add("field", `${around.name}.${field}`, [["type", typeText(type)]]);
  }
  dropEntries(stub);
  return { stub, proto: projected(proto) };
}

/** Messages of this shape are those that a compiler makes for maps, or look the same. */
function dropEntries({ elements }: PartialOutline): void {
  for (const [key, { kind, name }] of elements) {
    if (kind !== "message" || !name.endsWith("Entry")) continue;
    const parts = ["key", "value"].map((part) => `field ${name}.${part}`);
    if (!parts.every((part) => elements.has(part))) continue;
    for (const each of [key, ...parts]) elements.delete(each);
  }
}

const CONTAINERS: readonly (readonly [prefix: string, text: (inner: string) => string])[] = [
  ["_containers.RepeatedScalarFieldContainer[", (inner) => `repeated ${lastName(inner)}`],
  ["_containers.RepeatedCompositeFieldContainer[", (inner) => `repeated ${lastName(inner)}`],
  ["_containers.ScalarMap[", mapText],
  ["_containers.MessageMap[", mapText],
];

function typeText(type: string): string {
  const trimmed = type.trim();
  for (const [prefix, text] of CONTAINERS)
    if (trimmed.startsWith(prefix)) return text(trimmed.slice(prefix.length, trimmed.lastIndexOf("]")));
  return lastName(trimmed);
}

function mapText(inner: string): string {
  const comma = inner.indexOf(", ");
  return `map<${lastName(inner.slice(0, comma))}, ${lastName(inner.slice(comma + 2))}>`;
}

/** A type that is called like a word of Python is asked for by a text: `getattr(Kind, 'import')`. */
function lastName(name: string): string {
  const quoted = /'(\w+)'[\])]$/.exec(name)?.[1];
  if (quoted !== undefined) return quoted;
  return name.slice(name.lastIndexOf(".") + 1);
}

function projected(proto: Outline): PartialOutline {
  const types = new PartialOutline(proto.path);
  for (const { kind, name, at, traits } of proto.elements.values()) {
    if (kind === "field" && KEYWORDS.has(lastName(name))) continue;
    if (kind === "message" || kind === "enum" || kind === "value") types.add(kind, name, [], at);
    else if (kind === "field") types.add(kind, name, [["type", pythonType(traits)]], at);
  }
  dropEntries(types);
  return types;
}

const SCALARS: { readonly [type: string]: string } = { double: "float", string: "str", bytes: "bytes", bool: "bool" };

function pythonType(traits: OutlineElement["traits"]): string {
  const type = traits.get("type") ?? "";
  const map = /^map<(\w+), ([\w.]+)>$/.exec(type);
  if (map) return `map<${plainType(map[1] ?? "")}, ${plainType(map[2] ?? "")}>`;
  return `${traits.get("label") === "repeated" ? "repeated " : ""}${plainType(type.replace(/^group /, ""))}`;
}

function plainType(type: string): string {
  if (/^(?:u?int|sint|s?fixed)(?:32|64)$/.test(type)) return "int";
  return SCALARS[type] ?? lastName(type);
}
