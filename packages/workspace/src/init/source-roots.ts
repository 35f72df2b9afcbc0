import { importsIn } from "../codegen/proto-imports.js";
import { packageIn } from "../layout/protos.js";
import { isBelow, parentOf } from "../path.js";

/**
 * Where the imports of protos start from, by what the protos say: the folder
 * from which one is imported by another, else the one below which it lies as
 * its package says, else its own.
 *
 * @returns path → folder
 */
export function findProtoRootsBySource(protos: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const roots = new Map<string, string>();
  const byName = new Map<string, string[]>();
  for (const path of protos.keys()) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  for (const [importer, text] of protos) {
    for (const imported of importsIn(text) ?? []) {
      const name = imported.slice(imported.lastIndexOf("/") + 1);
      const [path, ...others] = (byName.get(name) ?? []).filter((each) => `/${each}`.endsWith(`/${imported}`));
      if (path === undefined || others.length > 0) continue;
      const root = path === imported ? "." : path.slice(0, -imported.length - 1);
      // What imports lies below the same folder, or below one that it would have to be told.
      roots.set(path, root);
      if (root === "." || isBelow(root, importer)) roots.set(importer, root);
    }
  }
  for (const [path, text] of protos) {
    const root = roots.has(path) ? undefined : byPackage(path, text);
    if (root !== undefined) roots.set(path, root);
  }
  const known = [...new Set(roots.values())].sort((a, b) => a.length - b.length);
  // What says nothing starts where those around it do, else in the outermost folder that has some.
  const silent = [...protos.keys()].filter((path) => !roots.has(path));
  const starts = [...known, ...new Set(silent.map(parentOf))].sort((a, b) => a.length - b.length);
  for (const path of silent) roots.set(path, starts.find((each) => isBelow(each, path)) ?? parentOf(path));
  return roots;
}

/** The folder below which a file lies as its package says, or as the end of it does: `v1/user.proto` of `shop.v1`. */
function byPackage(path: string, text: string): string | undefined {
  const folder = parentOf(path).split("/");
  const inside = packageIn(text)?.split(".") ?? [];
  let same = 0;
  while (same < inside.length && same < folder.length && folder.at(-1 - same) === inside.at(-1 - same)) same++;
  return same === 0 ? undefined : folder.slice(0, -same).join("/") || ".";
}

/** The folders that imports start from which lead to some files, by the ends of their paths; of what these import as well. */
export function rootsOfImports(texts: readonly string[], files: ReadonlyMap<string, string>): readonly string[] {
  const roots = new Set<string>();
  const seen = new Set<string>();
  const waiting = [...texts];
  for (let text = waiting.pop(); text !== undefined && files.size > 0; text = waiting.pop()) {
    for (const imported of importsIn(text) ?? []) {
      // Every compiler brings these.
      if (seen.has(imported) || imported.startsWith("google/protobuf/")) continue;
      seen.add(imported);
      const path = [...files.keys()].find((each) => `/${each}`.endsWith(`/${imported}`));
      if (path === undefined) continue;
      roots.add(path === imported ? "." : path.slice(0, -imported.length - 1));
      waiting.push(files.get(path) ?? "");
    }
  }
  return [...roots].sort();
}
