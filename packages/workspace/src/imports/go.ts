import { lex } from "./lex.js";

const IMPORT = /^[ \t]*import\b[ \t]*(\(|(?:[\w.]+[ \t]*)?["`])/gm;

/** The packages that a Go file imports. */
export function readGoImports(text: string): readonly string[] {
  if (!text.includes("import")) return [];
  const { code, literals } = lex(text, "go");
  return [...code.matchAll(IMPORT)].flatMap(({ 0: whole, 1: opening, index }) => {
    const from = index + whole.length - 1;
    const closing = opening === "(" ? code.indexOf(")", from) : from;
    const to = closing < 0 ? code.length : closing;
    return literals.filter(({ start }) => start >= from && start <= to).map((literal) => literal.text);
  });
}
