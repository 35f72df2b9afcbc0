import { placeOf } from "../make.js";
import type { Import, ImportedName } from "../program.js";
import type { SyntaxNode } from "../syntax.js";

/** Reads the imports of a file; what a package without another name is called, its qualifiers tell. */
export function readImports(root: SyntaxNode): readonly Import[] {
  const specs = root.namedChildren
    .filter(({ type }) => type === "import_declaration")
    .flatMap((node) =>
      node.namedChildren.flatMap((child) => (child.type === "import_spec" ? [child] : child.namedChildren)),
    );
  if (specs.length === 0) return [];
  const qualifiers = usedQualifiers(root);
  return specs.flatMap((spec) => {
    const path = spec.childForFieldName("path")?.namedChildren[0];
    if (!path) return [];
    const at = placeOf(path);
    return [{ module: path.text, names: names(spec.childForFieldName("name"), path.text, at, qualifiers), at }];
  });
}

function names(
  alias: SyntaxNode | null,
  path: string,
  at: Import["at"],
  qualifiers: ReadonlySet<string>,
): readonly ImportedName[] {
  if (alias?.type === "dot") return [{ imported: "*", local: "*", at: placeOf(alias) }];
  if (alias) return alias.text === "_" ? [] : [{ local: alias.text, at: placeOf(alias) }];
  const likely = packageNames(path);
  const used = likely.filter((name) => qualifiers.has(name));
  return (used.length > 0 ? used : likely.slice(0, 1)).map((local) => ({ local, at }));
}

/**
 * What the package of an import path may be called, the most usual name first: the last part, the one before a
 * version, or both together as generated code has it.
 */
function packageNames(path: string): readonly string[] {
  const parts = path.split("/").map((part) => part.replace(/\.v\d+$/, ""));
  const last = parts.at(-1) ?? "";
  const before = parts.at(-2) ?? "";
  const clean = (name: string) => name.replace(/^go-|-go$|\.go$/g, "").replaceAll(/\W/g, "");
  const flat = last.replaceAll(/\W/g, "_");
  const variants = [
    clean(last),
    flat,
    `${clean(before)}${clean(last)}`,
    `${clean(before)}_${flat}`,
    `${clean(last)}pb`,
  ];
  if (/^v\d+$/.test(last)) variants.unshift(clean(before));
  return [...new Set(variants)].filter((name) => name !== "");
}

/** Names that something is taken from. */
function usedQualifiers(root: SyntaxNode): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === "package_identifier") found.add(node.text);
    else if (node.type === "selector_expression" && node.children[0]?.type === "identifier")
      found.add(node.children[0].text);
    for (const child of node.children)
      if (child.children.length > 0 || child.type === "package_identifier") open.push(child);
  }
  return found;
}
