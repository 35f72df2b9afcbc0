import { lex } from "./lex.js";

const BEFORE_SPECIFIER = /\b(?:from|import|require)\s*\(?\s*["'`]$/;

/** The modules that a TypeScript or JavaScript file imports, as it writes them; what comments and texts say is none. */
export function readSpecifiers(text: string): readonly string[] {
  if (!/import|require|from/.test(text)) return [];
  const { code, literals } = lex(text, "typescript");
  return literals
    .filter(({ start }) => BEFORE_SPECIFIER.test(code.slice(Math.max(0, start - 200), start + 1)))
    .map((literal) => literal.text);
}
