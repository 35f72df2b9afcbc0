import { END, Lexer, SYMBOL, SyntaxFailure } from "./tokens.js";
import type { SyntaxProblem } from "./tokens.js";

const CLOSERS = new Map([
  [123, 125],
  [40, 41],
  [91, 93],
]);

const CLOSING = new Set(CLOSERS.values());

interface OpenBracket {
  readonly start: number;
  readonly closer: number;
}

/**
 * The bracket without a partner that explains `problem`, if there is one ahead
 * of it: a missing `}` shows itself far below the place to mend.
 */
export function unmatchedBracket(text: string, problem: SyntaxProblem): SyntaxProblem | undefined {
  const open: OpenBracket[] = [];
  const unmatched: OpenBracket[] = [];
  try {
    for (const lexer = new Lexer(text); lexer.kind !== END; lexer.next()) {
      if (lexer.kind !== SYMBOL) continue;
      const closer = CLOSERS.get(lexer.symbol);
      if (closer !== undefined) {
        open.push({ start: lexer.start, closer });
      } else if (CLOSING.has(lexer.symbol)) {
        const partner = open.findLastIndex((bracket) => bracket.closer === lexer.symbol);
        // What was opened inside the pair and is still open was never closed.
        if (partner >= 0) unmatched.push(...open.splice(partner).slice(1));
      }
    }
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) throw error;
    // What follows cannot be read, so nobody knows what it closes.
    open.length = 0;
  }
  const starts = [...unmatched, ...open].filter(({ start }) => start < problem.start).sort((a, b) => a.start - b.start);
  const [first] = starts;
  if (first === undefined) return undefined;
  return {
    message: `"${text[first.start]}" is never closed.`,
    help: `Write the missing "${String.fromCharCode(first.closer)}".`,
    start: first.start,
    end: first.start + 1,
  };
}
