import { placeOf } from "./make.js";
import type { Source } from "@nx-contracts/ir";
import type { Import, Program, Step } from "./program.js";
import { readExpression } from "./rust/expressions.js";
import { definedName, importedNames, readItems, variantTypes } from "./rust/items.js";
import { modulePath } from "./rust/module-path.js";
import { nameOf } from "./rust/paths.js";
import type { RustFile, Scope } from "./rust/scope.js";
import { readBlock } from "./rust/statements.js";
import { includedStub } from "./rust/stubs.js";
import type { SyntaxNode } from "./syntax.js";

/** Reads a file of Rust. */
export function readRust(root: SyntaxNode, source: Source): Program {
  const module = modulePath(source.path);
  const imports: Import[] = [];
  const stubs = new Map<string, string>();
  const modules = new Set<string>();
  const types = new Set<string>();
  const bound = new Set<string>();
  const variants = new Map<string, readonly SyntaxNode[]>();
  const open: { readonly node: SyntaxNode; readonly module: readonly string[] }[] = [{ node: root, module }];
  for (let at = open.pop(); at; at = open.pop()) {
    for (const node of at.node.namedChildren) {
      const name = node.childForFieldName("name");
      const type = definedName(node);
      if (type !== undefined) types.add(type);
      if (node.type === "mod_item" && name) {
        const path = [...at.module, nameOf(name).name];
        modules.add(path.join("::"));
        bound.add(nameOf(name).name);
        const body = node.childForFieldName("body");
        if (body) open.push({ node: body, module: path });
      }
      if (node.type === "use_declaration") for (const each of importedNames(node)) bound.add(each);
      if (node.type === "enum_item" && name) {
        for (const variant of node.childForFieldName("body")?.namedChildren ?? []) {
          const called = variant.childForFieldName("name");
          if (called) variants.set(`${nameOf(name).name}::${nameOf(called).name}`, variantTypes(variant));
        }
      }
      const stub = includedStub(node);
      if (!stub) continue;
      const local = at.module.join("::");
      stubs.set(local, stub.module);
      const at0 = placeOf(stub.at);
      const isFile = at.module === module;
      imports.push({
        module: stub.module,
        names: [isFile ? { imported: "*", local: "*", at: at0 } : { local, at: at0 }],
        at: at0,
      });
    }
  }
  const steps: Step[] = [];
  const file: RustFile = {
    module,
    stubs,
    modules,
    bound,
    types,
    variants,
    imports,
    implied: new Set(),
    expression: readExpression,
    block: (node, scope, finish) => readBlock(node, scope, finish, readItems),
    depth: 0,
  };
  const scope: Scope = { file, steps, module, self: undefined, generics: new Set(), isInner: false };
  readItems(root.namedChildren, scope);
  return { imports, body: steps };
}
