import { COMMA, EQUALS, GREATER, LESS, OPEN_BRACE, POINT, SEMICOLON } from "./cursor.js";
import type { Cursor } from "./cursor.js";
import { parseBlock } from "./parse-block.js";
import { parseEnum } from "./parse-enum.js";
import { parseBracketOptions, parseOptionStatement } from "./parse-options.js";
import { parseExtensions, parseReserved } from "./parse-ranges.js";
import { IDENTIFIER } from "./tokens.js";
import type { ExtendNode, FieldNode, MapTypes, MessageElement, MessageNode, OneofNode } from "./syntax-tree.js";

type Visibility = MessageNode["visibility"];

/** `message Name { … }`, the cursor at `message`; `start` is where its visibility, if any, begins. */
export function parseMessage(cursor: Cursor, gap: number, start: number, visibility: Visibility): MessageNode {
  cursor.next();
  const nameStart = cursor.start;
  const name = cursor.name("the name of a message");
  const open = cursor.start;
  const body = cursor.nested(() => parseMessageBody(cursor, name));
  return { kind: "message", visibility, name, nameStart, gap, open, body, start, end: cursor.previousEnd };
}

/** The elements of a message or group, the cursor at `{`. */
function parseMessageBody(cursor: Cursor, name: string): MessageElement[] {
  return parseBlock(cursor, `the name "${name}"`, (gap) => parseElement(cursor, gap));
}

function parseElement(cursor: Cursor, gap: number): MessageElement {
  const { start } = cursor;
  const keyword = cursor.kind === IDENTIFIER ? KEYWORDS.get(cursor.word()) : undefined;
  // A type may be named like a keyword: `message.Kind kind = 1;`.
  if (keyword === undefined || continuesName(cursor)) return parseField(cursor, gap);
  switch (keyword) {
    case "message":
      return parseMessage(cursor, gap, start, "");
    case "enum":
      return parseEnum(cursor, gap, start, "");
    case "extend":
      return parseExtend(cursor, gap);
    case "oneof":
      return parseOneof(cursor, gap);
    case "option":
      return parseOptionStatement(cursor);
    case "extensions":
      return parseExtensions(cursor);
    case "reserved":
      return parseReserved(cursor);
    case "export":
    case "local":
      cursor.next();
      return cursor.is("enum") ? parseEnum(cursor, gap, start, keyword) : parseMessage(cursor, gap, start, keyword);
    default:
      return parseField(cursor, gap);
  }
}

const KEYWORDS = new Map(
  (["message", "enum", "extend", "oneof", "option", "extensions", "reserved", "export", "local"] as const).map(
    (word) => [word as string, word],
  ),
);

/** Whether the word at the cursor is the beginning of a type rather than a keyword. */
function continuesName(cursor: Cursor): boolean {
  const mark = cursor.mark();
  const { previousEnd } = cursor;
  const word = cursor.word();
  cursor.next();
  let answer = cursor.symbol === POINT;
  if (!answer && (word === "export" || word === "local")) answer = !cursor.is("message") && !cursor.is("enum");
  cursor.reset(mark, previousEnd);
  return answer;
}

/** `extend Name { … }`, the cursor at `extend`. */
export function parseExtend(cursor: Cursor, gap: number): ExtendNode {
  const { start } = cursor;
  cursor.next();
  const extendee = cursor.dottedName("the message to extend", true);
  const open = cursor.start;
  const body = parseBlock(cursor, "the message to extend", (inner) => parseField(cursor, inner));
  return {
    kind: "extend",
    extendee: extendee.text,
    extendeeStart: extendee.start,
    extendeeEnd: extendee.end,
    gap,
    open,
    body,
    start,
    end: cursor.previousEnd,
  };
}

function parseOneof(cursor: Cursor, gap: number): OneofNode {
  const { start } = cursor;
  cursor.next();
  const nameStart = cursor.start;
  const name = cursor.name("the name of a oneof");
  const open = cursor.start;
  const body = parseBlock(cursor, `the name "${name}"`, (inner) =>
    cursor.is("option") && !continuesName(cursor) ? parseOptionStatement(cursor) : parseField(cursor, inner),
  );
  return { kind: "oneof", name, nameStart, gap, open, body, start, end: cursor.previousEnd };
}

/** A field, a map or a group, the cursor at its label or type. */
function parseField(cursor: Cursor, gap: number): FieldNode {
  const { start } = cursor;
  const label = parseLabel(cursor);
  const typeStart = cursor.start;
  const written = cursor.dottedName("the type of a field", true);
  const map = written.text === "map" && cursor.symbol === LESS ? parseMapTypes(cursor) : undefined;
  const typeEnd = cursor.previousEnd;
  const nameStart = cursor.start;
  if (cursor.kind !== IDENTIFIER)
    cursor.refuseUnfinished(
      `Expected the name of a field after "${written.text}", found ${cursor.found()}.`,
      "Write its type and its name.",
    );
  const name = cursor.name("the name of a field");
  cursor.expect(EQUALS, `the field name "${name}"`);
  const numberStart = cursor.start;
  const number = cursor.integer("the number of a field");
  const numberEnd = cursor.previousEnd;
  const options = parseBracketOptions(cursor);
  const common = {
    kind: "field",
    label,
    type: written.text,
    typeStart,
    typeEnd,
    name,
    nameStart,
    number,
    numberStart,
    numberEnd,
    options,
    gap,
    start,
  } as const;
  if (written.text === "group" && cursor.symbol === OPEN_BRACE) {
    const open = cursor.start;
    const body = cursor.nested(() => parseMessageBody(cursor, name));
    const end = cursor.previousEnd;
    return { ...common, end, group: { kind: "message", visibility: "", name, nameStart, gap, start, end, open, body } };
  }
  cursor.expect(SEMICOLON, `the field "${name}"`);
  const { previousEnd: end } = cursor;
  return map === undefined ? { ...common, end } : { ...common, end, map };
}

function parseLabel(cursor: Cursor): FieldNode["label"] {
  for (const label of ["optional", "repeated", "required"] as const) {
    if (cursor.acceptWord(label)) return label;
  }
  return "";
}

function parseMapTypes(cursor: Cursor): MapTypes {
  cursor.next();
  const key = cursor.dottedName("the key type of a map", true);
  cursor.expect(COMMA, "the key type of a map");
  const value = cursor.dottedName("the value type of a map", true);
  cursor.expect(GREATER, "the value type of a map");
  return { key: key.text, keyStart: key.start, value: value.text, valueStart: value.start, valueEnd: value.end };
}
