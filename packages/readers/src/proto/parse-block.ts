import { CLOSE_BRACE, OPEN_BRACE, SEMICOLON } from "./cursor.js";
import type { Cursor } from "./cursor.js";

/** The elements between braces, the cursor at `{`; leaves it after `}`. */
export function parseBlock<T>(cursor: Cursor, what: string, parseElement: (gap: number) => T): T[] {
  const elements: T[] = [];
  cursor.expect(OPEN_BRACE, what);
  while (!cursor.accept(CLOSE_BRACE)) {
    if (!cursor.accept(SEMICOLON)) elements.push(parseElement(cursor.previousEnd));
  }
  return elements;
}
