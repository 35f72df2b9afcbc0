import type { Import, ImportedName, Place } from "../program.js";
import type { SyntaxNode } from "../syntax.js";

/**
 * Imports of an `import` or `from … import` statement. Relative modules are named by their path from the workspace
 * root, with dots.
 */
export function* readImport(node: SyntaxNode, path: string): Generator<Import> {
  const at: Place = [node.startIndex, node.endIndex];
  if (node.type === "import_statement") {
    for (const name of node.childrenForFieldName("name")) {
      const alias = name.childForFieldName("alias");
      const module = (name.childForFieldName("name") ?? name).text;
      const place: Place = [name.startIndex, name.endIndex];
      if (alias) {
        yield { module, names: [{ local: alias.text, at: place }], at: place };
        continue;
      }
      // `import a.b.c` binds `a`.
      const first = module.split(".")[0] ?? module;
      yield { module, names: module === first ? [{ local: first, at: place }] : [], at: place };
      if (module !== first) yield { module: first, names: [{ local: first, at: place }], at: place };
    }
    return;
  }
  const from = node.childForFieldName("module_name");
  if (!from) return;
  const module = from.type === "relative_import" ? relativeModule(from.text, path) : from.text;
  const names = node.childrenForFieldName("name").map((name): ImportedName => {
    const imported = (name.childForFieldName("name") ?? name).text;
    const local = name.childForFieldName("alias")?.text ?? imported;
    return { imported, local, at: [name.startIndex, name.endIndex] };
  });
  const star = node.children.find(({ type }) => type === "wildcard_import");
  if (star) names.push({ imported: "*", local: "", at: [star.startIndex, star.endIndex] });
  yield { module, names, at: star ? at : [from.startIndex, from.endIndex] };
}

function relativeModule(written: string, path: string): string {
  const [dots = ""] = /^[.\s]*/.exec(written) ?? [];
  const up = dots.replaceAll(/\s/g, "").length;
  const folders = path.split("/").slice(0, -1);
  const inside = written.slice(dots.length).trim();
  const parts = [...folders.slice(0, Math.max(0, folders.length - up + 1)), ...(inside === "" ? [] : [inside])];
  return parts.join(".");
}
