import { evaluate, giveBack, nested, placeOf, UNKNOWN } from "../make.js";
import type { ClassStep, FunctionStep, Parameter, Step, TypeNote } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import { readExpression } from "./expressions.js";
import { readUse } from "./imports.js";
import { nameOf, readPath } from "./paths.js";
import { readPattern } from "./patterns.js";
import { apart, type Scope } from "./scope.js";
import { readBlock } from "./statements.js";
import { includedStub } from "./stubs.js";
import { typeNote } from "./types.js";

/** Reads items of a module or a block: types first, with what is implemented for them, then what uses them. */
export function readItems(nodes: readonly SyntaxNode[], scope: Scope): void {
  for (const node of nodes) if (node.type === "use_declaration") readUse(node, scope);
  const methods = new Map<string, Step[]>();
  for (const node of nodes) {
    const name = node.childForFieldName("name");
    if (TYPES.has(node.type) && name && !methods.has(name.text)) methods.set(name.text, []);
  }
  for (const node of nodes) {
    if (node.type === "impl_item") implement(node, methods, scope);
  }
  for (const node of nodes) {
    const name = node.childForFieldName("name");
    if (TYPES.has(node.type) && name) scope.steps.push(define(node, name, methods.get(name.text) ?? [], scope));
  }
  for (const node of nodes) readItem(node, scope);
}

const TYPES = new Set(["struct_item", "enum_item", "union_item", "trait_item"]);

function readItem(node: SyntaxNode, scope: Scope): void {
  const name = node.childForFieldName("name");
  const type = node.childForFieldName("type");
  const body = node.childForFieldName("body");
  switch (node.type) {
    case "function_item":
    case "function_signature_item":
      return void scope.steps.push(readFunction(node, scope));
    case "type_item":
      if (name && type) {
        const inner = { ...scope, generics: generics(node, scope) };
        scope.steps.push({ kind: "alias", name: nameOf(name).name, type: typeNote(type, inner) });
      }
      return undefined;
    case "const_item":
    case "static_item": {
      const value = node.childForFieldName("value");
      if (!name) return undefined;
      return void scope.steps.push({
        kind: "bind",
        target: { kind: "name", ...nameOf(name) },
        ...(type && { type: typeNote(type, scope) }),
        ...(value && { value: readExpression(value, scope) }),
      });
    }
    case "mod_item": {
      if (!name || !body) return undefined;
      const module = [...scope.module, nameOf(name).name];
      const steps = nested<readonly Step[]>(scope.file, [], () =>
        apart(scope, (inner) => readItems(body.namedChildren, inner), { module }),
      );
      return void scope.steps.push({ kind: "block", body: steps });
    }
    case "foreign_mod_item":
      return body ? readItems(body.namedChildren, scope) : undefined;
    case "macro_invocation":
    case "expression_statement":
      if (!includedStub(node)) scope.steps.push(evaluate(readExpression(macroOf(node), scope)));
      return undefined;
    default:
      if (node.type === "ERROR") readItems(node.namedChildren, scope);
      return undefined;
  }
}

const macroOf = (node: SyntaxNode) => (node.type === "expression_statement" ? node.namedChildren[0] : node);

/** Type parameters of an item, added to those around it; their bounds are mentioned. */
function generics(node: SyntaxNode, scope: Scope): ReadonlySet<string> {
  const parameters = node.childForFieldName("type_parameters")?.namedChildren ?? [];
  if (parameters.length === 0) return scope.generics;
  const names = parameters.map((child) => child.childForFieldName("name")?.text ?? "");
  return new Set([...scope.generics, ...names]);
}

function mentionBounds(node: SyntaxNode, scope: Scope): void {
  const where = node.namedChildren.find(({ type }) => type === "where_clause")?.namedChildren ?? [];
  for (const child of [...(node.childForFieldName("type_parameters")?.namedChildren ?? []), ...where]) {
    for (const field of ["left", "bounds", "default_type"]) {
      const types = child.childForFieldName(field);
      for (const each of types?.type === "trait_bounds" ? types.namedChildren : types ? [types] : []) {
        if (each.type !== "lifetime") scope.steps.push({ kind: "mention", type: typeNote(each, scope) });
      }
    }
  }
}

/** `impl Show`: methods of a type of the file become its own, those of others are functions with a `self`. */
function implement(node: SyntaxNode, methods: ReadonlyMap<string, Step[]>, scope: Scope): void {
  const type = node.childForFieldName("type");
  const body = node.childForFieldName("body");
  if (!type) return;
  const inner = { ...scope, generics: generics(node, scope) };
  const self = typeNote(type, inner);
  const trait = node.childForFieldName("trait");
  if (trait) scope.steps.push({ kind: "mention", type: typeNote(trait, inner) });
  mentionBounds(node, inner);
  const members = apart(inner, (steps) => readItems(body?.namedChildren ?? [], steps), { self });
  const own = self.kind === "named" && self.path.length === 1 ? methods.get(self.path[0] ?? "") : undefined;
  if (own) own.push(...members);
  else scope.steps.push({ kind: "mention", type: self }, { kind: "block", body: members });
}

function define(node: SyntaxNode, name: SyntaxNode, methods: readonly Step[], scope: Scope): ClassStep {
  const spelled = nameOf(name);
  const self: TypeNote = { kind: "named", path: [spelled.name], at: spelled.at };
  const fields: { name: string; type: TypeNote }[] = [];
  const body = apart(
    { ...scope, generics: generics(node, scope) },
    (inner) => {
      mentionBounds(node, inner);
      const members = node.childForFieldName("body")?.namedChildren ?? [];
      if (node.type === "trait_item") readItems(members, inner);
      const isEnum = node.type === "enum_item";
      const positions = members.filter((child) => child.field === "type");
      for (const [index, type] of positions.entries()) fields.push({ name: `${index}`, type: typeNote(type, inner) });
      for (const member of members) {
        const field = member.childForFieldName("name");
        const type = member.childForFieldName("type");
        if (member.type === "field_declaration" && field) {
          fields.push({ name: nameOf(field).name, type: typeNote(type, inner) });
        }
        for (const held of isEnum ? variantTypes(member) : []) {
          inner.steps.push({ kind: "mention", type: typeNote(held, inner) });
        }
      }
    },
    { self },
  );
  return { kind: "class", name: spelled.name, bases: [], fields, body: [...body, ...methods] };
}

/** Types of what a variant of an enum holds. */
export function variantTypes(variant: SyntaxNode): readonly SyntaxNode[] {
  const body = variant.childForFieldName("body")?.namedChildren ?? [];
  return body
    .map((child) => (child.field === "type" ? child : child.childForFieldName("type")))
    .filter((type) => type !== null);
}

function readFunction(node: SyntaxNode, scope: Scope): FunctionStep {
  const name = node.childForFieldName("name");
  const returns = node.childForFieldName("return_type");
  const block = node.childForFieldName("body");
  const inner = { ...scope, generics: generics(node, scope), isInner: false };
  const parameters: Parameter[] = [];
  let result: TypeNote = UNKNOWN;
  const body = apart(inner, (start) => {
    mentionBounds(node, start);
    for (const child of node.childForFieldName("parameters")?.namedChildren ?? []) {
      if (child.type === "self_parameter") bindSelf(child, start);
      const pattern = child.childForFieldName("pattern");
      if (child.type !== "parameter" || !pattern) continue;
      const type = typeNote(child.childForFieldName("type"), start);
      parameters.push({ target: readPattern(pattern, start), type });
    }
    if (returns) result = typeNote(returns, start);
    if (block) start.steps.push(...readBlock(block, start, giveBack, readItems));
  });
  return {
    kind: "function",
    ...(name && { name: nameOf(name).name }),
    parameters,
    ...(returns && { returns: result }),
    body,
  };
}

function bindSelf(node: SyntaxNode, scope: Scope): void {
  const self = node.namedChildren.find(({ type }) => type === "self");
  if (!self) return;
  const at = placeOf(self);
  scope.steps.push({ kind: "bind", target: { kind: "name", name: "self", at }, type: scope.self ?? UNKNOWN });
}

/** Names of types that an item defines. */
export function definedName(node: SyntaxNode): string | undefined {
  if (!TYPES.has(node.type) && node.type !== "type_item") return undefined;
  const name = node.childForFieldName("name");
  return name ? nameOf(name).name : undefined;
}

/** Names that a use declaration gives a meaning to. */
export function importedNames(node: SyntaxNode): readonly string[] {
  const names: string[] = [];
  const open = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.type === "use_as_clause") names.push(at.childForFieldName("alias")?.text ?? "");
    else if (at.type === "scoped_identifier" || at.type === "identifier")
      names.push(readPath(at).segments.at(-1)?.name ?? "");
    else open.push(...at.namedChildren);
  }
  return names;
}
