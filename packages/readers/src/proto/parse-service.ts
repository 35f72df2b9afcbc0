import { CLOSE_PAREN, OPEN_BRACE, OPEN_PAREN, POINT, SEMICOLON } from "./cursor.js";
import type { Cursor, WrittenName } from "./cursor.js";
import { parseBlock } from "./parse-block.js";
import { parseOptionStatement } from "./parse-options.js";
import { IDENTIFIER } from "./tokens.js";
import type { MethodNode, OptionNode, ServiceNode } from "./syntax-tree.js";

/** `service Name { … }`, the cursor at `service`. */
export function parseService(cursor: Cursor, gap: number): ServiceNode {
  const { start } = cursor;
  cursor.next();
  const nameStart = cursor.start;
  const name = cursor.name("the name of a service");
  const open = cursor.start;
  const body = parseBlock(cursor, `the name "${name}"`, (inner) => {
    if (cursor.is("option")) return parseOptionStatement(cursor);
    if (cursor.is("rpc")) return parseMethod(cursor, inner);
    return cursor.refuse(
      `Expected "rpc" or "option" in the service "${name}", found ${cursor.found()}.`,
      'A method begins with "rpc"; remove what is none.',
    );
  });
  return { kind: "service", name, nameStart, gap, open, body, start, end: cursor.previousEnd };
}

function parseMethod(cursor: Cursor, gap: number): MethodNode {
  const { start } = cursor;
  cursor.next();
  const nameStart = cursor.start;
  const name = cursor.name("the name of a method");
  const request = parseParameter(cursor, `the method name "${name}"`);
  if (!cursor.acceptWord("returns")) {
    cursor.refuse(
      `Expected "returns" after the request of "${name}", found ${cursor.found()}.`,
      'Write "returns (ResponseType)" there.',
    );
  }
  const response = parseParameter(cursor, '"returns"');
  const open = cursor.symbol === OPEN_BRACE ? cursor.start : undefined;
  let options: readonly OptionNode[] = [];
  if (open === undefined) {
    cursor.expect(SEMICOLON, `the method "${name}"`);
  } else {
    options = parseBlock(cursor, "a method", () => {
      if (cursor.is("option")) return parseOptionStatement(cursor);
      return cursor.refuse(
        `Expected "option" in the method "${name}", found ${cursor.found()}.`,
        "Between the braces of a method stand options only.",
      );
    });
  }
  return {
    kind: "rpc",
    name,
    nameStart,
    request: request.type.text,
    requestStart: request.type.start,
    requestEnd: request.type.end,
    clientStreaming: request.streaming,
    response: response.type.text,
    responseStart: response.type.start,
    responseEnd: response.type.end,
    serverStreaming: response.streaming,
    options,
    gap,
    start,
    end: cursor.previousEnd,
    ...(open === undefined ? {} : { open }),
  };
}

interface Parameter {
  readonly type: WrittenName;
  readonly streaming: boolean;
}

function parseParameter(cursor: Cursor, after: string): Parameter {
  cursor.expect(OPEN_PAREN, after);
  const mark = cursor.mark();
  const { previousEnd } = cursor;
  // `stream` is a keyword only where a type follows: a message may bear that name.
  let streaming = cursor.acceptWord("stream");
  if (streaming && cursor.kind !== IDENTIFIER && cursor.symbol !== POINT) {
    streaming = false;
    cursor.reset(mark, previousEnd);
  }
  const type = cursor.dottedName("the name of a message", true);
  cursor.expect(CLOSE_PAREN, "the name of a message");
  return { type, streaming };
}
