import { FOREIGN, nested, placeOf, UNKNOWN } from "../make.js";
import type { ClassStep, Step, TypeNote } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import type { Scope } from "./scope.js";

const BUILTIN = new Set(
  `string int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 uintptr float32 float64 complex64 complex128 bool byte rune
  error`.split(/\s+/),
);
const ANY = new Set(["any", "comparable"]);

/** What a type means for one who reads fields; types that are only named on the way become mentions. */
export function typeNote(node: SyntaxNode | null | undefined, scope: Scope): TypeNote {
  if (!node) return UNKNOWN;
  return nested(scope.file, UNKNOWN, () => note(node, scope));
}

function note(node: SyntaxNode, scope: Scope): TypeNote {
  const inside = (field: string) => typeNote(node.childForFieldName(field), scope);
  switch (node.type) {
    case "type_identifier":
    case "identifier":
      return named(node, scope);
    case "qualified_type": {
      const path = [node.childForFieldName("package")?.text ?? "", node.childForFieldName("name")?.text ?? ""];
      return { kind: "named", path, at: placeOf(node) };
    }
    case "selector_expression": {
      const path = [node.childForFieldName("operand")?.text ?? "", node.childForFieldName("field")?.text ?? ""];
      return { kind: "named", path, at: placeOf(node) };
    }
    case "generic_type":
      return generic(node, scope);
    case "slice_type":
    case "array_type":
    case "implicit_length_array_type":
      return { kind: "list", item: inside("element") };
    case "map_type": {
      const key = inside("key");
      if (key.kind !== "foreign") scope.steps.push({ kind: "mention", type: key });
      return { kind: "map", value: inside("value") };
    }
    case "channel_type":
      return { kind: "channel", item: inside("value") };
    case "struct_type":
      return anonymous(node, scope);
    case "pointer_type":
    case "parenthesized_type":
    case "parenthesized_expression":
    case "unary_expression":
    case "type_elem":
    case "negated_type":
      return typeNote(node.namedChildren[0], scope);
    default: {
      const of = node.namedChildren
        .filter(({ type }) => type !== "identifier" && type !== "field_identifier" && type !== "func_literal")
        .map((child) => typeNote(child, scope))
        .filter(({ kind }) => kind !== "foreign");
      return of.length === 0 ? UNKNOWN : { kind: "unknown", of };
    }
  }
}

/** Types of gRPC that stand for what comes through them, by the position of its argument. */
const STREAMS: ReadonlyMap<string, number> = new Map([
  ["ServerStreamingClient", 0],
  ["ServerStreamingServer", 0],
  ["ClientStreamingClient", 1],
  ["ClientStreamingServer", 0],
  ["BidiStreamingClient", 1],
  ["BidiStreamingServer", 0],
]);

function generic(node: SyntaxNode, scope: Scope): TypeNote {
  const type = node.childForFieldName("type");
  const given = node.childForFieldName("type_arguments")?.namedChildren ?? [];
  const written = type?.type === "qualified_type" ? (type.childForFieldName("name")?.text ?? "") : "";
  const position = STREAMS.get(written);
  mentionAll(node.childForFieldName("type_arguments"), scope);
  if (position !== undefined) return { kind: "list", item: typeNote(given[position], scope) };
  // `connect.Request[pb.Show]` holds its message.
  if (type?.text === "connect.Request" || type?.text === "connect.Response")
    return { kind: "object", fields: [{ name: "Msg", type: typeNote(given[0], scope) }] };
  return typeNote(type, scope);
}

function named(node: SyntaxNode, scope: Scope): TypeNote {
  const { text } = node;
  if (scope.generics.has(text)) return UNKNOWN;
  if (!scope.file.types.has(text)) {
    if (BUILTIN.has(text) || text === "nil") return FOREIGN;
    if (ANY.has(text)) return UNKNOWN;
  }
  return { kind: "named", path: [text], at: placeOf(node) };
}

/** A struct without a name gets one that no code can give, once. */
function anonymous(node: SyntaxNode, scope: Scope): TypeNote {
  const name = `struct at ${node.startIndex}`;
  const at = [node.startIndex, node.startIndex] as const;
  if (!scope.file.anonymous.has(name)) {
    scope.file.anonymous.add(name);
    scope.steps.push(readStruct(name, node, [], scope));
  }
  return { kind: "named", path: [name], at };
}

/** Reads a struct; what stands in its fields' types is defined before it. */
export function readStruct(name: string, type: SyntaxNode, methods: readonly Step[], scope: Scope): ClassStep {
  const fields: { name: string; type: TypeNote }[] = [];
  const bases: TypeNote[] = [];
  for (const field of type.namedChildren[0]?.namedChildren ?? []) {
    if (field.type !== "field_declaration") continue;
    const names = field.childrenForFieldName("name").filter(({ isNamed }) => isNamed);
    const note = typeNote(field.childForFieldName("type"), scope);
    for (const each of names) fields.push({ name: each.text, type: note });
    if (names.length > 0) continue;
    // What is embedded is a field too, called like its type.
    const last = note.kind === "named" ? note.path.at(-1) : undefined;
    bases.push(note);
    if (last !== undefined) fields.push({ name: last, type: note });
  }
  return { kind: "class", name, bases, fields, body: methods };
}

/** Mentions each type of a list of them. */
export function mentionAll(list: SyntaxNode | null, scope: Scope): void {
  for (const child of list?.namedChildren ?? []) scope.steps.push({ kind: "mention", type: typeNote(child, scope) });
}

/** The item of a list or the value of a map as written, also where a type of the file is a name for one. */
export function elementOf(type: SyntaxNode | null, scope: Scope): SyntaxNode | undefined {
  let at = type;
  for (let step = 0; at && step < LONGEST_ROW; step++) {
    if (at.type === "type_identifier") at = scope.file.types.get(at.text) ?? null;
    else if (at.type === "pointer_type" || at.type === "parenthesized_type") at = at.namedChildren[0] ?? null;
    else return at.childForFieldName(at.type === "map_type" ? "value" : "element") ?? undefined;
  }
  return undefined;
}

/** Names of types that stand for each other end somewhere. */
const LONGEST_ROW = 20;
