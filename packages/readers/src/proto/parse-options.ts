import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  COMMA,
  EQUALS,
  GREATER,
  LESS,
  MINUS,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  POINT,
  SEMICOLON,
  SLASH,
} from "./cursor.js";
import type { Cursor } from "./cursor.js";
import { parseString } from "./string-value.js";
import { FLOAT, IDENTIFIER, INTEGER, STRING } from "./tokens.js";
import type { ListValue, MessageValue, OptionNamePart, OptionNode, OptionValue, ValueField } from "./syntax-tree.js";

/** `option name = value;`, the cursor at `option`. */
export function parseOptionStatement(cursor: Cursor): OptionNode {
  const { start } = cursor;
  cursor.next();
  const name = parseOptionName(cursor);
  cursor.expect(EQUALS, "the name of an option");
  const value = parseOptionValue(cursor);
  cursor.expect(SEMICOLON, "the value of an option");
  return { kind: "option", name, value, start, end: cursor.previousEnd };
}

const NO_OPTIONS: readonly OptionNode[] = [];

/** `[name = value, …]`, if the cursor is at `[`. */
export function parseBracketOptions(cursor: Cursor): readonly OptionNode[] {
  if (!cursor.accept(OPEN_BRACKET)) return NO_OPTIONS;
  const options: OptionNode[] = [];
  do {
    const { start } = cursor;
    const name = parseOptionName(cursor);
    cursor.expect(EQUALS, "the name of an option");
    const value = parseOptionValue(cursor);
    options.push({ kind: "option", name, value, start, end: cursor.previousEnd });
  } while (cursor.accept(COMMA));
  cursor.expect(CLOSE_BRACKET, "the options");
  return options;
}

function parseOptionName(cursor: Cursor): readonly OptionNamePart[] {
  const parts: OptionNamePart[] = [];
  do {
    const { start } = cursor;
    if (cursor.accept(OPEN_PAREN)) {
      const { text } = cursor.dottedName("the name of a custom option", true);
      cursor.expect(CLOSE_PAREN, "the name of a custom option");
      parts.push({ name: text, extension: true, start, end: cursor.previousEnd });
    } else {
      const name = cursor.name("the name of an option");
      parts.push({ name, extension: false, start, end: cursor.previousEnd });
    }
  } while (cursor.accept(POINT));
  return parts;
}

function parseOptionValue(cursor: Cursor): OptionValue {
  if (cursor.symbol === OPEN_BRACE) return parseMessageValue(cursor, CLOSE_BRACE);
  return parseScalar(cursor);
}

function parseScalar(cursor: Cursor): OptionValue {
  if (cursor.kind === STRING) return parseString(cursor);
  const { start } = cursor;
  const negative = cursor.accept(MINUS);
  const { kind } = cursor;
  if (kind !== IDENTIFIER && kind !== INTEGER && kind !== FLOAT) {
    cursor.refuse(
      `Expected the value of an option, found ${cursor.found()}.`,
      "Write a number, a string, a word or { … } there.",
    );
  }
  const text = cursor.word();
  cursor.next();
  const { previousEnd: end } = cursor;
  if (kind === IDENTIFIER) return { kind: "word", word: text, negative, start, end };
  return { kind: kind === INTEGER ? "integer" : "float", digits: text, negative, start, end };
}

/**
 * `{ name: value … }` or `< … >` in text format, the cursor at its bracket.
 * @see https://protobuf.dev/reference/protobuf/textformat-spec/
 */
function parseMessageValue(cursor: Cursor, close: number): MessageValue {
  const { start } = cursor;
  const fields: ValueField[] = [];
  cursor.next();
  cursor.nested(() => {
    while (cursor.symbol !== close) {
      fields.push(parseValueField(cursor));
      if (!cursor.accept(COMMA)) cursor.accept(SEMICOLON);
    }
  });
  cursor.next();
  return { kind: "message", fields, start, end: cursor.previousEnd };
}

function parseValueField(cursor: Cursor): ValueField {
  const { start } = cursor;
  let name: string;
  let bracket: ValueField["bracket"] = "";
  if (cursor.accept(OPEN_BRACKET)) {
    bracket = "extension";
    name = cursor.dottedName("the name of an extension", true).text;
    while (cursor.accept(SLASH)) {
      bracket = "any";
      name += `/${cursor.dottedName("the name of a message", false).text}`;
    }
    cursor.expect(CLOSE_BRACKET, "the name of an extension");
  } else {
    name = cursor.name("the name of a field");
  }
  const nameEnd = cursor.previousEnd;
  const colon = cursor.accept(COLON);
  if (!colon && cursor.symbol !== OPEN_BRACE && cursor.symbol !== LESS && cursor.symbol !== OPEN_BRACKET) {
    cursor.refuse(`Expected ":" after "${name}", found ${cursor.found()}.`, 'Write ":" there.');
  }
  const value = cursor.symbol === OPEN_BRACKET ? parseList(cursor) : parseItem(cursor);
  return { name, bracket, nameEnd, value, start, end: cursor.previousEnd };
}

function parseItem(cursor: Cursor): OptionValue {
  if (cursor.symbol === OPEN_BRACE) return parseMessageValue(cursor, CLOSE_BRACE);
  if (cursor.symbol === LESS) return parseMessageValue(cursor, GREATER);
  return parseScalar(cursor);
}

function parseList(cursor: Cursor): ListValue {
  const { start } = cursor;
  const items: OptionValue[] = [];
  cursor.next();
  if (cursor.symbol !== CLOSE_BRACKET) {
    do items.push(parseItem(cursor));
    while (cursor.accept(COMMA));
  }
  cursor.expect(CLOSE_BRACKET, "the items of a list");
  return { kind: "list", items, start, end: cursor.previousEnd };
}
