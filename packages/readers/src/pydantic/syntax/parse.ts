import type { Tree } from "@lezer/common";
import { parser } from "@lezer/python";
import { blankFunctionBodies, prepare, scanLines } from "./prepare.js";

export interface SyntaxProblem {
  /** UTF-16 offset. */
  readonly at: number;
  readonly message: string;
}

export type Parsed =
  | { readonly ok: true; readonly tree: Tree }
  | { readonly ok: false; readonly problem: SyntaxProblem };

/** Parses a module; offsets of the tree are offsets of `text`. */
export function parsePython(text: string): Parsed {
  const prepared = prepare(text);
  const tree = parser.parse(prepared);
  const first = firstProblem(tree, prepared);
  if (first === undefined) return { ok: true, tree };
  const scan = scanLines(prepared);
  if (scan.problem !== undefined) return { ok: false, problem: scan.problem };
  const blanked = blankFunctionBodies(prepared, scan.lines);
  if (blanked !== prepared) {
    const second = parser.parse(blanked);
    const problem = firstProblem(second, blanked);
    return problem === undefined ? { ok: true, tree: second } : { ok: false, problem };
  }
  return { ok: false, problem: first };
}

/** The first place that is not Python, in reading order. */
function firstProblem(tree: Tree, text: string): SyntaxProblem | undefined {
  let problem: SyntaxProblem | undefined;
  tree.iterate({
    enter(node) {
      if (problem !== undefined) return false;
      if (node.type.isError) problem = { at: node.from, message: "This is not valid Python" };
      else if (node.name === "PrintStatement") {
        problem = { at: node.from, message: "This is a statement of Python 2" };
      } else if ((node.name === "String" || node.name === "FormatString") && !isClosed(text, node.from, node.to)) {
        problem = { at: node.from, message: "The string is never closed" };
      }
      return problem === undefined;
    },
  });
  return problem;
}

/** The grammar takes the end of a line for the end of a string. */
function isClosed(text: string, from: number, to: number): boolean {
  let start = from;
  while (start < to && text[start] !== '"' && text[start] !== "'") start++;
  const quote = text[start];
  if (quote === undefined || to - start < 2 || text[to - 1] !== quote) return false;
  let backslashes = 0;
  while (to - 2 - backslashes > start && text[to - 2 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 0;
}
