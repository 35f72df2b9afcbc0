import { evaluate, nested } from "../make.js";
import type { Pattern, PatternField } from "../program.js";
import type { SyntaxNode } from "../syntax.js";
import { namedType, ownPath, takePath } from "./macro-paths.js";
import { isModule, nameOf, pathExpression } from "./paths.js";
import type { Scope } from "./scope.js";
import { kindOf, Tokens } from "./tokens.js";

/** `Anime { score, .. }`, `Some(x)`, `(a, b)`, `&x`. */
export function takePattern(tokens: Tokens, scope: Scope): Pattern {
  while (tokens.take("&", "&&", "mutable_specifier", "ref"));
  const token = tokens.peek();
  if (token && (kindOf(token) === "(" || kindOf(token) === "[")) {
    tokens.next();
    return { kind: "items", items: patterns(token, scope) };
  }
  const written = takePath(tokens);
  const last = written.at(-1);
  if (!last) {
    tokens.next();
    return { kind: "nothing" };
  }
  const tree = tokens.take("{", "(");
  if (!tree) {
    if (written.length === 1 && isModule(last.name)) return { kind: "name", ...last };
    const constant = pathExpression(ownPath(written, scope));
    if (constant) scope.steps.push(evaluate(constant));
    return { kind: "nothing" };
  }
  if (kindOf(tree) === "{") return { kind: "fields", ...namedType(written, scope), fields: fieldPatterns(tree, scope) };
  const [first] = patterns(tree, scope);
  if (!first) return { kind: "nothing" };
  if (last.name === "Some" || last.name === "Ok") return { kind: "inside", of: first };
  if (written.length < 2) return { kind: "nothing" };
  return { kind: "fields", ...namedType(written.slice(0, -1), scope), fields: [{ ...last, target: first }] };
}

function patterns(tree: SyntaxNode, scope: Scope): readonly Pattern[] {
  const inner = new Tokens(tree);
  const found: Pattern[] = [];
  while (!inner.isDone) {
    found.push(nested<Pattern>(scope.file, { kind: "nothing" }, () => takePattern(inner, scope)));
    inner.skipTo(",");
    inner.next();
  }
  return found;
}

function fieldPatterns(tree: SyntaxNode, scope: Scope): readonly PatternField[] {
  const inner = new Tokens(tree);
  const fields: PatternField[] = [];
  while (!inner.isDone) {
    while (inner.take("ref", "mutable_specifier"));
    const name = inner.take("identifier");
    if (name) {
      const spelled = nameOf(name);
      const target: Pattern = inner.take(":") ? takePattern(inner, scope) : { kind: "name", ...spelled };
      fields.push({ ...spelled, target });
    }
    inner.skipTo(",");
    inner.next();
  }
  return fields;
}
