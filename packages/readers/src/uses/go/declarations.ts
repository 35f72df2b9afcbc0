import { placeOf, UNKNOWN } from "../make.js";
import type { ClassStep, FunctionStep, Step, TypeNote } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import { bindAll } from "./assignments.js";
import { nameTarget, readSignature, typeParameters } from "./functions.js";
import { apart, type Scope } from "./scope.js";
import { readStruct, typeNote } from "./types.js";

/** Reads `var`, `const` and `type`. */
export function readDeclaration(node: SyntaxNode, scope: Scope, methods?: ReadonlyMap<string, readonly Step[]>): void {
  for (const spec of specs(node)) {
    if (spec.type === "type_spec" || spec.type === "type_alias") readType(spec, scope, methods);
    else readVariable(spec, scope);
  }
}

const SPECS = new Set(["var_spec", "const_spec", "type_spec", "type_alias"]);

/** Declarations may be grouped between brackets. */
export function specs(node: SyntaxNode): readonly SyntaxNode[] {
  return node.namedChildren.flatMap((child) =>
    SPECS.has(child.type) ? [child] : child.type === "var_spec_list" ? child.namedChildren : [],
  );
}

function readVariable(node: SyntaxNode, scope: Scope): void {
  const targets = node
    .childrenForFieldName("name")
    .filter(({ isNamed }) => isNamed)
    .map(nameTarget);
  const declared = node.childForFieldName("type");
  const values = node.childForFieldName("value")?.namedChildren ?? [];
  if (!declared) {
    bindAll(targets, values, scope);
    return;
  }
  const type = typeNote(declared, scope);
  bindAll(
    targets.map(() => ({ kind: "nothing" })),
    values,
    scope,
  );
  for (const target of targets) scope.steps.push({ kind: "bind", target, type });
}

function readType(node: SyntaxNode, scope: Scope, methods: ReadonlyMap<string, readonly Step[]> = new Map()): void {
  const name = node.childForFieldName("name");
  const type = node.childForFieldName("type");
  if (!name || !type) return;
  const own = methods.get(name.text) ?? [];
  const generics = typeParameters(node, scope);
  const inner = { ...scope, generics };
  if (type.type === "struct_type" || type.type === "interface_type") {
    scope.steps.push(
      type.type === "struct_type" ? readStruct(name.text, type, own, inner) : contract(name, type, inner),
    );
    return;
  }
  scope.steps.push({ kind: "alias", name: name.text, type: typeNote(type, inner) });
  if (own.length > 0) scope.steps.push({ kind: "block", body: own });
}

function contract(name: SyntaxNode, type: SyntaxNode, scope: Scope): ClassStep {
  const bases: TypeNote[] = [];
  const body = apart(scope, (inner) => {
    for (const child of type.namedChildren) {
      const called = child.childForFieldName("name");
      if (child.type === "method_elem" && called) {
        inner.steps.push({ ...readSignature(child, inner, () => []), name: called.text });
      } else if (child.type === "type_elem") bases.push(...child.namedChildren.map((each) => typeNote(each, inner)));
    }
  });
  return { kind: "class", name: name.text, bases, fields: [], body };
}

/** Reads a function or a method; the receiver is the first thing that it binds. */
export function readFunction(node: SyntaxNode, scope: Scope): FunctionStep {
  const name = node.childForFieldName("name");
  const body = node.childForFieldName("body");
  const receiver = node.childForFieldName("receiver")?.namedChildren[0];
  const self = receiver?.childForFieldName("name");
  const type = receiver && receiverType(receiver);
  const generics = new Set([...scope.generics, ...(type?.parameters ?? [])]);
  const step = readSignature(node, { ...scope, generics }, (inner) => {
    if (self && self.text !== "_") {
      const note = type ? typeNote(type.name, inner) : UNKNOWN;
      inner.steps.push({ kind: "bind", target: { kind: "name", name: self.text, at: placeOf(self) }, type: note });
    }
    return body ? scope.file.block(body, inner) : [];
  });
  return { ...step, ...(name && { name: name.text }) };
}

/** The type that a method belongs to, and the names that the method gives its parameters. */
export function receiverType(
  receiver: SyntaxNode,
): { readonly name: SyntaxNode; readonly parameters: readonly string[] } | undefined {
  let type = receiver.childForFieldName("type");
  while (type?.type === "pointer_type" || type?.type === "parenthesized_type") type = type.namedChildren[0] ?? null;
  if (type?.type !== "generic_type") return type ? { name: type, parameters: [] } : undefined;
  const name = type.childForFieldName("type");
  const given = type.childForFieldName("type_arguments")?.namedChildren ?? [];
  return name ? { name, parameters: given.map(({ text }) => text) } : undefined;
}
