import type { Expression, ImportedName, Place } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import type { RustFile, Scope } from "./scope.js";

export interface Segment {
  readonly name: string;
  readonly at: Place;
}

/** A path as written; `head` is the type it starts from where that is no path: `<T as Trait>::new`, `Vec::<T>::new`. */
export interface Path {
  readonly segments: readonly Segment[];
  readonly head?: SyntaxNode;
}

const NAMES = new Set(["identifier", "type_identifier", "field_identifier", "shorthand_field_identifier"]);
const LIBRARIES = new Set(["std", "core", "alloc"]);
const KEYWORDS = new Set(["crate", "self", "super"]);

/** Nobody writes longer paths. */
export const LONGEST_PATH = 60;

/** Reads `a::b::C`. */
export function readPath(node: SyntaxNode): Path {
  const segments: Segment[] = [];
  for (let at: SyntaxNode | null = node; at; at = at.childForFieldName("path")) {
    if (segments.length > LONGEST_PATH) return { segments: [] };
    const isScoped = at.type === "scoped_identifier" || at.type === "scoped_type_identifier";
    const name: SyntaxNode | null = isScoped ? at.childForFieldName("name") : at;
    if (name && (NAMES.has(name.type) || KEYWORDS.has(name.type) || name.type === "metavariable")) {
      segments.unshift(nameOf(name));
    } else if (at.type === "generic_type" && segments.length > 0) {
      return { segments, head: at };
    } else if (at.type === "bracketed_type") {
      return { segments, head: at };
    }
    if (!isScoped) break;
  }
  return { segments };
}

/** The name that something goes by in Rust; what a raw identifier is called stands behind its `r#`. */
export function nameOf(node: SyntaxNode): Segment {
  const name = node.text.replace(/^r#/, "");
  return { name, at: [node.endIndex - name.length, node.endIndex] };
}

/**
 * A path as names that the file binds: modules of generated code are one name, whatever leads to them, and what the
 * file does not bind is imported where the path names it.
 */
export function resolvePath(segments: readonly Segment[], scope: Scope): readonly Segment[] {
  const { file } = scope;
  const names = segments.map(({ name }) => name);
  if (segments.length < 2) return segments;
  const candidates = KEYWORDS.has(names[0] ?? "")
    ? [absolute(names, scope)]
    : [[...scope.module, ...names], [...file.module, ...names], names];
  for (const path of candidates) {
    const stub = stubPrefix(path, file);
    if (stub === 0) continue;
    const written = segments.length - (path.length - stub);
    if (written > 0) return joined(segments, written, path.slice(0, stub).join("::"));
  }
  const [first] = names;
  if (
    first === undefined ||
    first === "Self" ||
    (!KEYWORDS.has(first) && (file.bound.has(first) || !isModule(first)))
  ) {
    return segments;
  }
  const path = candidates[0] ?? names;
  const inside = KEYWORDS.has(first) ? path : names;
  const dropped = inside.length - segments.length;
  let length = 0;
  while (length < segments.length - 1 && isModule(names[length] ?? "")) length++;
  const module = inside.slice(0, length + dropped);
  if (isOwn(module, scope)) return segments.slice(length);
  if (module.length === 0 || LIBRARIES.has(module[0] ?? "")) return segments;
  return joined(segments, length, imply(module, segments[length - 1], file));
}

/** Modules are written in lower case, types are not. */
export const isModule = (name: string): boolean => /^[a-z_]/.test(name);

function joined(segments: readonly Segment[], count: number, name: string): readonly Segment[] {
  const first = segments[0];
  const last = segments[count - 1];
  if (!first || !last) return segments;
  return [{ name, at: [first.at[0], last.at[1]] }, ...segments.slice(count)];
}

/** How many segments of a path name a module that includes generated code; zero for none. */
function stubPrefix(path: readonly string[], file: RustFile): number {
  for (let count = path.length - 1; count > 0; count--) {
    if (file.stubs.has(path.slice(0, count).join("::"))) return count;
  }
  return 0;
}

/** The module at hand or one around it in the same file: names of it are seen without a path. */
export function isOwn(module: readonly string[], { file, module: own }: Scope): boolean {
  return (
    module.length >= file.module.length && module.length <= own.length && module.every((name, i) => name === own[i])
  );
}

/** `super::pb` in `crate::api` is `crate::pb`. */
export function absolute(names: readonly string[], scope: Scope): readonly string[] {
  const base = [...scope.module];
  let index = 0;
  for (; index < names.length; index++) {
    if (names[index] === "crate") base.length = 1;
    else if (names[index] === "super" && base.length > 1) base.pop();
    else if (names[index] !== "self" && names[index] !== "super") break;
  }
  return [...base, ...names.slice(index)];
}

function imply(module: readonly string[], last: Segment | undefined, file: RustFile): string {
  const local = module.join("::");
  if (!file.implied.has(local) && last) {
    file.implied.add(local);
    const imported = module.length === 1 ? undefined : module.at(-1);
    const name: ImportedName = { local, at: last.at, ...(imported !== undefined && { imported }) };
    file.imports.push({
      module: imported === undefined ? local : module.slice(0, -1).join("::"),
      names: [name],
      at: last.at,
    });
  }
  return local;
}

/** A path as an expression: `Season::Fall` is a member of `Season`. */
export function pathExpression(segments: readonly Segment[]): Expression | undefined {
  const [first, ...rest] = segments;
  if (!first) return undefined;
  return rest.reduce<Expression>((of, { name, at }) => ({ kind: "member", of, name, at }), { kind: "name", ...first });
}
