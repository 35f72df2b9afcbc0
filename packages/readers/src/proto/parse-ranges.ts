import { COMMA, SEMICOLON } from "./cursor.js";
import type { Cursor } from "./cursor.js";
import { parseBracketOptions } from "./parse-options.js";
import { parseString } from "./string-value.js";
import { IDENTIFIER, STRING } from "./tokens.js";
import type { ExtensionsNode, RangeNode, ReservedName, ReservedNode } from "./syntax-tree.js";

function parseRange(cursor: Cursor): RangeNode {
  const { start } = cursor;
  const from = cursor.integer("a number");
  let to = from;
  if (cursor.acceptWord("to"))
    to = cursor.acceptWord("max") ? Number.POSITIVE_INFINITY : cursor.integer('a number or "max"');
  return { from, to, start, end: cursor.previousEnd };
}

/** `extensions 100 to max […];`, the cursor at `extensions`. */
export function parseExtensions(cursor: Cursor): ExtensionsNode {
  const { start } = cursor;
  cursor.next();
  const ranges: RangeNode[] = [];
  do ranges.push(parseRange(cursor));
  while (cursor.accept(COMMA));
  const options = parseBracketOptions(cursor);
  cursor.expect(SEMICOLON, "an extension range");
  return { kind: "extensions", ranges, options, start, end: cursor.previousEnd };
}

/** `reserved 2, 4 to 6;` or `reserved "name";`, the cursor at `reserved`. */
export function parseReserved(cursor: Cursor): ReservedNode {
  const { start } = cursor;
  cursor.next();
  const ranges: RangeNode[] = [];
  const names: ReservedName[] = [];
  do {
    const at = cursor.start;
    const isName = cursor.kind === STRING || cursor.kind === IDENTIFIER;
    if (isName ? ranges.length > 0 : names.length > 0)
      cursor.refuse(
        "Numbers and names cannot be reserved in one statement.",
        "Give the names a statement of their own.",
      );
    if (cursor.kind === STRING) {
      names.push({ name: parseString(cursor).value, quoted: true, start: at, end: cursor.previousEnd });
    } else if (cursor.kind === IDENTIFIER) {
      names.push({ name: cursor.name("a name"), quoted: false, start: at, end: cursor.previousEnd });
    } else {
      ranges.push(parseRange(cursor));
    }
  } while (cursor.accept(COMMA));
  cursor.expect(SEMICOLON, '"reserved"');
  return { kind: "reserved", ranges, names, start, end: cursor.previousEnd };
}
