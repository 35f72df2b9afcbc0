import { lex } from "./lex.js";

/** What a Rust file says about code that its build script generates from protos. */
export interface RustIncludes {
  /** Every text of the file. */
  readonly texts: readonly string[];
  /** Packages of `include_proto!` and of files of `OUT_DIR` that are included. */
  readonly packages: readonly string[];
}

const INCLUDE = /\b(?:include_proto|include_file_descriptor_set|include)\s*!\s*[([{]/g;

/** Reads the texts and the inclusions of a Rust file; what comments say is neither. */
export function readRustIncludes(text: string): RustIncludes {
  const { code, literals } = lex(text, "rust");
  const packages = [...code.matchAll(INCLUDE)].flatMap(({ 0: whole, index }) => {
    const to = closingOf(code, index + whole.length - 1);
    const inside = literals.filter(({ start }) => start > index && start < to).map((literal) => literal.text);
    if (!/^include\s*!/.test(whole)) return inside.slice(0, 1);
    const at = inside.indexOf("OUT_DIR");
    return at < 0
      ? []
      : [
          inside
            .slice(at + 1)
            .join("")
            .replace(/^\//, "")
            .replace(/\.rs$/, ""),
        ];
  });
  return { texts: literals.map((literal) => literal.text), packages };
}

/** Offset of the bracket that closes the one at `at`. */
function closingOf(code: string, at: number): number {
  const bracket = /[([{]|[)\]}]/g;
  bracket.lastIndex = at;
  let depth = 0;
  for (let found = bracket.exec(code); found; found = bracket.exec(code)) {
    depth += /[([{]/.test(found[0]) ? 1 : -1;
    if (depth === 0) return found.index;
  }
  return code.length;
}
