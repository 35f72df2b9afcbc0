import { evaluate, FOREIGN, nested, placeOf } from "../make.js";
import type { Expression, Pattern, PatternField, TypeNote } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import { isModule, nameOf, readPath, resolvePath } from "./paths.js";
import type { Scope } from "./scope.js";
import { typeNote } from "./types.js";

const NOTHING: Pattern = { kind: "nothing" };
/** Variants that hold the very value. */
const INSIDE = new Set(["Some", "Ok", "Ready", "Occupied", "Borrowed", "Owned", "Reverse", "Break", "Continue"]);

/** Binds what a pattern names, in the scope's steps. */
export function bindPattern(
  node: SyntaxNode,
  scope: Scope,
  given: { readonly type?: TypeNote; readonly value?: Expression },
): void {
  if (node.type === "captured_pattern") {
    const [name, inner] = node.namedChildren;
    if (name && inner) {
      const whole = nameOf(name);
      scope.steps.push({ kind: "bind", target: { kind: "name", ...whole }, ...given });
      return bindPattern(inner, scope, { value: { kind: "name", ...whole } });
    }
  }
  scope.steps.push({ kind: "bind", target: readPattern(node, scope), ...given });
}

/** Reads a pattern; constants that it compares with, and parts that have a type of their own, become steps. */
export function readPattern(node: SyntaxNode | undefined, scope: Scope): Pattern {
  if (!node) return NOTHING;
  return nested(scope.file, NOTHING, () => read(node, scope));
}

function read(node: SyntaxNode, scope: Scope): Pattern {
  switch (node.type) {
    case "identifier":
    case "shorthand_field_identifier":
      return identifier(node, scope);
    case "self":
      return { kind: "name", name: "self", at: placeOf(node) };
    case "scoped_identifier":
      return constant(node, scope);
    case "ref_pattern":
    case "mut_pattern":
    case "reference_pattern":
    case "match_pattern":
    case "parenthesized_pattern":
    case "captured_pattern":
      return readPattern(
        node.namedChildren.find(({ type }) => type !== "mutable_specifier"),
        scope,
      );
    case "tuple_struct_pattern":
      return variant(node, scope);
    case "struct_pattern":
      return struct(node, scope);
    case "tuple_pattern":
      return { kind: "items", items: untilRest(partsOf(node), scope).map((child) => readPattern(child, scope)) };
    case "slice_pattern":
      return { kind: "items", items: partsOf(node).map((child) => readPattern(child, scope)) };
    case "or_pattern": {
      const [one, ...others] = node.namedChildren;
      for (const child of others) scope.steps.push({ kind: "bind", target: readPattern(child, scope) });
      return readPattern(one, scope);
    }
    default:
      return NOTHING;
  }
}

/** Parts of a pattern by position: `_` is one as well. */
export function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const named = new Set(node.namedChildren);
  return node.children.filter((child) => child.type === "_" || named.has(child));
}

/** Parts before `..`; the position of those behind it is not known, and so they are bound to nothing that is. */
function untilRest(parts: readonly SyntaxNode[], scope: Scope): readonly SyntaxNode[] {
  const rest = parts.findIndex(({ type }) => type === "remaining_field_pattern");
  if (rest < 0) return parts;
  for (const child of parts.slice(rest + 1)) scope.steps.push({ kind: "bind", target: readPattern(child, scope) });
  return parts.slice(0, rest);
}

function identifier(node: SyntaxNode, scope: Scope): Pattern {
  const name = nameOf(node);
  return isModule(name.name) ? { kind: "name", ...name } : constant(node, scope);
}

/** A constant or a variant without fields: nothing is bound. */
function constant(node: SyntaxNode, scope: Scope): Pattern {
  scope.steps.push(evaluate(scope.file.expression(node, scope)));
  return NOTHING;
}

/** `Some(x)`, `event::Kind::Created(created)`. */
function variant(node: SyntaxNode, scope: Scope): Pattern {
  const type = node.childForFieldName("type");
  const parts = partsOf(node).filter((child) => child !== type);
  const { segments } = type ? readPath(type) : { segments: [] };
  const last = segments.at(-1);
  const [part] = parts;
  if (!last || !part) return NOTHING;
  if (last.name === "Err") {
    scope.steps.push({ kind: "bind", target: readPattern(part, scope), type: FOREIGN });
    return NOTHING;
  }
  if (INSIDE.has(last.name)) return { kind: "inside", of: readPattern(part, scope) };
  const known = scope.file.variants.get(
    segments
      .slice(-2)
      .map(({ name }) => name)
      .join("::"),
  );
  if (!known && segments.length === 1 && scope.file.types.has(last.name)) return tupleStruct(parts, segments, scope);
  if (known || segments.length < 2) {
    for (const [index, child] of untilRest(parts, scope).entries()) {
      const target = readPattern(child, scope);
      const note = known?.[index];
      scope.steps.push({ kind: "bind", target, ...(note && { type: typeNote(note, scope) }) });
    }
    return NOTHING;
  }
  const owner = segments.slice(0, -1);
  const field: PatternField = { ...last, target: readPattern(part, scope) };
  return { kind: "fields", ...typeOf(owner, scope), fields: [field] };
}

/** `Rated(anime, score)` of the file: its fields are called by their positions. */
function tupleStruct(
  parts: readonly SyntaxNode[],
  segments: ReturnType<typeof readPath>["segments"],
  scope: Scope,
): Pattern {
  const fields = untilRest(parts, scope).map((child, position): PatternField => {
    const target = readPattern(child, scope);
    return { name: `${position}`, at: [child.startIndex, child.startIndex], target };
  });
  return { kind: "fields", ...typeOf(segments, scope), fields };
}

function typeOf(owner: ReturnType<typeof readPath>["segments"], scope: Scope): { readonly type?: TypeNote } {
  const [first] = owner;
  const last = owner.at(-1);
  if (!first || !last) return {};
  if (first.name === "Self") return owner.length === 1 && scope.self ? { type: scope.self } : {};
  const path = resolvePath(owner, scope).map(({ name }) => name);
  return { type: { kind: "named", path, at: [first.at[0], last.at[1]] } };
}

/** `Anime { score, title: name, .. }`. */
function struct(node: SyntaxNode, scope: Scope): Pattern {
  const type = node.childForFieldName("type");
  const fields = node.namedChildren
    .filter((child) => child.type === "field_pattern")
    .map((child): PatternField | undefined => {
      const name = child.childForFieldName("name");
      const inner = child.childForFieldName("pattern");
      if (!name) return undefined;
      const spelled = nameOf(name);
      return { ...spelled, target: inner ? readPattern(inner, scope) : { kind: "name", ...spelled } };
    })
    .filter((field) => field !== undefined);
  return { kind: "fields", ...(type && { type: typeNote(type, scope) }), fields };
}
