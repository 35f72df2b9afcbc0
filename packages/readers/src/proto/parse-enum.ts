import { EQUALS, SEMICOLON } from "./cursor.js";
import type { Cursor } from "./cursor.js";
import { parseBlock } from "./parse-block.js";
import { parseBracketOptions, parseOptionStatement } from "./parse-options.js";
import { parseReserved } from "./parse-ranges.js";
import type { EnumNode, EnumValueNode } from "./syntax-tree.js";

/** `enum Name { … }`, the cursor at `enum`. */
export function parseEnum(cursor: Cursor, gap: number, start: number, visibility: EnumNode["visibility"]): EnumNode {
  cursor.next();
  const nameStart = cursor.start;
  const name = cursor.name("the name of an enum");
  const open = cursor.start;
  const body = parseBlock(cursor, `the name "${name}"`, (inner) => {
    if (cursor.is("option") && !isNumbered(cursor)) return parseOptionStatement(cursor);
    if (cursor.is("reserved") && !isNumbered(cursor)) return parseReserved(cursor);
    return parseEnumValue(cursor, inner);
  });
  return { kind: "enum", visibility, name, nameStart, gap, open, body, start, end: cursor.previousEnd };
}

/** Whether the word at the cursor is followed by `=`. */
function isNumbered(cursor: Cursor): boolean {
  const mark = cursor.mark();
  const { previousEnd } = cursor;
  cursor.next();
  const answer = cursor.symbol === EQUALS;
  cursor.reset(mark, previousEnd);
  return answer;
}

function parseEnumValue(cursor: Cursor, gap: number): EnumValueNode {
  const { start } = cursor;
  const name = cursor.name("the name of an enum value");
  cursor.expect(EQUALS, `the enum value "${name}"`);
  const numberStart = cursor.start;
  const number = cursor.integer("the number of an enum value");
  const numberEnd = cursor.previousEnd;
  const options = parseBracketOptions(cursor);
  cursor.expect(SEMICOLON, `the enum value "${name}"`);
  return {
    kind: "value",
    name,
    nameStart: start,
    number,
    numberStart,
    numberEnd,
    options,
    gap,
    start,
    end: cursor.previousEnd,
  };
}
