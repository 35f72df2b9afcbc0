import type { TypeNote } from "../program.js";
import { LONGEST_PATH, nameOf, resolvePath, type Segment } from "./paths.js";
import type { Scope } from "./scope.js";
import type { Tokens } from "./tokens.js";

/** Takes a path, without its type arguments. */
export function takePath(tokens: Tokens): readonly Segment[] {
  const found: Segment[] = [];
  for (;;) {
    const token = tokens.take("identifier", "self", "crate", "super", "primitive_type", "metavariable");
    if (!token) break;
    found.push(nameOf(token));
    if (!tokens.at("::")) break;
    tokens.next();
    if (tokens.at("<")) {
      tokens.skipAngles();
      if (!tokens.take("::")) break;
    }
  }
  return found.length > LONGEST_PATH ? [] : found;
}

/** Names that the file binds, `Self` being what it stands for. */
export function ownPath(written: readonly Segment[], scope: Scope): readonly Segment[] {
  const [first, ...rest] = written;
  if (first?.name !== "Self" || scope.self?.kind !== "named") return resolvePath(written, scope);
  return [...scope.self.path.map((name) => ({ name, at: first.at })), ...rest];
}

/** The type that a path names. */
export function namedType(written: readonly Segment[], scope: Scope): { readonly type?: TypeNote } {
  const [first] = written;
  const last = written.at(-1);
  if (!first || !last) return {};
  const at = [first.at[0], last.at[1]] as const;
  return { type: { kind: "named", path: ownPath(written, scope).map(({ name }) => name), at } };
}
