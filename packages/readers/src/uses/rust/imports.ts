import { placeOf } from "../make.js";
import type { Import, ImportedName } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import { absolute, isOwn, LONGEST_PATH, nameOf, readPath, type Segment } from "./paths.js";
import type { Scope } from "./scope.js";

/** Reads `use a::{b::C, d::*, self as e}`, one import for each module that it names. */
export function readUse(node: SyntaxNode, scope: Scope): void {
  const argument = node.childForFieldName("argument");
  if (argument) readTree(argument, [], scope, 0);
}

/** Lists of lists are rarely deeper. */
const DEEPEST = 60;

function readTree(node: SyntaxNode, prefix: readonly Segment[], scope: Scope, depth: number): void {
  if (depth > DEEPEST || prefix.length > LONGEST_PATH) return;
  switch (node.type) {
    case "scoped_use_list": {
      const path = node.childForFieldName("path");
      const list = node.childForFieldName("list");
      const inner = [...prefix, ...(path ? readPath(path).segments : [])];
      if (list) readTree(list, inner, scope, depth + 1);
      return;
    }
    case "use_list":
      for (const child of node.namedChildren) readTree(child, prefix, scope, depth + 1);
      return;
    case "use_wildcard": {
      const path = node.namedChildren[0];
      addWildcard([...prefix, ...(path ? readPath(path).segments : [])], node, scope);
      return;
    }
    case "use_as_clause": {
      const path = node.childForFieldName("path");
      const alias = node.childForFieldName("alias");
      if (path && alias) add([...prefix, ...readPath(path).segments], nameOf(alias), scope);
      return;
    }
    default:
      add([...prefix, ...readPath(node).segments], undefined, scope);
  }
}

function add(written: readonly Segment[], alias: Segment | undefined, scope: Scope): void {
  const segments = written.at(-1)?.name === "self" && written.length > 1 ? written.slice(0, -1) : written;
  const last = segments.at(-1);
  if (!last) return;
  const path = moduleOf(segments, scope);
  const local = alias ?? last;
  if (local.name === "_") return;
  if (isOwn(path.slice(0, -1), scope) && path.at(-1) === local.name) return;
  const whole = scope.file.stubs.get(path.join("::"));
  const [module, imported] =
    whole === undefined ? [withStub(path.slice(0, -1), scope), path.at(-1)] : [whole, undefined];
  const name: ImportedName = {
    local: local.name,
    at: local.at,
    ...(imported !== undefined && module !== "" && { imported }),
  };
  const read: Import = { module: module === "" ? (imported ?? "") : module, names: [name], at: last.at };
  if (scope.module.length > scope.file.module.length) scope.steps.push({ kind: "import", import: read });
  else scope.file.imports.push(read);
}

function addWildcard(segments: readonly Segment[], node: SyntaxNode, scope: Scope): void {
  const path = moduleOf(segments, scope);
  const at = segments.at(-1)?.at ?? placeOf(node);
  if (isOwn(path, scope)) return;
  scope.file.imports.push({
    module: withStub(path, scope),
    names: [{ imported: "*", local: "*", at: placeOf(node) }],
    at,
  });
}

/** A path from the root of the crate, or as written where it starts at another one. */
function moduleOf(segments: readonly Segment[], scope: Scope): readonly string[] {
  const names = segments.map(({ name }) => name);
  const [first = ""] = names;
  if (first === "crate" || first === "self" || first === "super") return absolute(names, scope);
  const { file, module } = scope;
  return file.modules.has([...module, first].join("::")) ? [...module, ...names] : names;
}

/** The module, where its beginning includes generated code that of the generated package. */
function withStub(path: readonly string[], { file }: Scope): string {
  for (let count = path.length; count > 0; count--) {
    const stub = file.stubs.get(path.slice(0, count).join("::"));
    if (stub !== undefined) return [stub, ...path.slice(count)].join("::");
  }
  return path.join("::");
}
