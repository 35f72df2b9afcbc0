import { placeOf } from "../make.js";
import type { Export, Import, ImportedName } from "../program.js";
import type { SyntaxNode } from "../syntax.js";

/** An `import` statement. */
export function readImport(node: SyntaxNode, path: string): Import | undefined {
  const source = node.childForFieldName("source");
  if (!source) return undefined;
  const clause = node.children.find(({ type }) => type === "import_clause");
  return { module: moduleOf(source, path), names: (clause?.namedChildren ?? []).flatMap(namesOf), at: placeOf(source) };
}

function namesOf(node: SyntaxNode): readonly ImportedName[] {
  if (node.type === "identifier") return [{ imported: "default", local: node.text, at: placeOf(node) }];
  if (node.type === "namespace_import") {
    const [name] = node.namedChildren;
    return name ? [{ local: name.text, at: placeOf(name) }] : [];
  }
  return node.namedChildren.flatMap((specifier): ImportedName[] => {
    const name = specifier.childForFieldName("name");
    const alias = specifier.childForFieldName("alias") ?? name;
    return name && alias ? [{ imported: nameOf(name), local: alias.text, at: placeOf(name) }] : [];
  });
}

/** `export { a as b } from "module"`, `export * from "module"`; what it imports is used, and bound to no name. */
export function readReexport(
  node: SyntaxNode,
  path: string,
): { readonly exports: readonly Export[]; readonly imports: readonly Import[] } {
  const source = node.childForFieldName("source");
  const module = source ? moduleOf(source, path) : undefined;
  const from = module === undefined ? {} : { module };
  const exports: Export[] = [];
  const names: ImportedName[] = [];
  for (const child of node.namedChildren) {
    if (child.type === "namespace_export") exports.push({ exported: child.namedChildren[0]?.text ?? "", ...from });
    if (child.type !== "export_clause") continue;
    for (const specifier of child.namedChildren) {
      const name = specifier.childForFieldName("name");
      const alias = specifier.childForFieldName("alias") ?? name;
      if (!name || !alias) continue;
      const imported = nameOf(name);
      exports.push({ exported: nameOf(alias), ...(module === undefined ? { local: imported } : { module, imported }) });
      names.push({ imported, local: "", at: placeOf(name) });
    }
  }
  if (module !== undefined && exports.length === 0) exports.push({ exported: "*", module });
  return { exports, imports: source && module !== undefined ? [{ module, names, at: placeOf(source) }] : [] };
}

/** `require("module")` or `await import("module")` that is given to names. */
export function readRequire(target: SyntaxNode, value: SyntaxNode | null, path: string): Import | undefined {
  const call = value?.type === "await_expression" ? value.namedChildren[0] : value;
  if (call?.type !== "call_expression" || !/^(?:require|import)$/.test(call.childForFieldName("function")?.text ?? ""))
    return undefined;
  const [source] = call.childForFieldName("arguments")?.namedChildren ?? [];
  if (source?.type !== "string") return undefined;
  const module = moduleOf(source, path);
  if (target.type === "identifier")
    return { module, names: [{ local: target.text, at: placeOf(target) }], at: placeOf(source) };
  if (target.type !== "object_pattern") return undefined;
  const names = target.namedChildren.flatMap((child): ImportedName[] => {
    const name = child.type === "pair_pattern" ? child.childForFieldName("key") : child;
    const local = child.type === "pair_pattern" ? child.childForFieldName("value") : child;
    return name && local?.namedChildren.length === 0
      ? [{ imported: nameOf(name), local: local.text, at: placeOf(name) }]
      : [];
  });
  return { module, names, at: placeOf(source) };
}

function nameOf(node: SyntaxNode): string {
  return node.type === "string" ? node.text.slice(1, -1) : node.text;
}

/** Relative modules are named by their path from the workspace root, without an ending. */
function moduleOf(source: SyntaxNode, path: string): string {
  const written = source.text.slice(1, -1);
  if (!written.startsWith(".")) return written;
  const parts = path.split("/").slice(0, -1);
  for (const part of written.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/").replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
}
