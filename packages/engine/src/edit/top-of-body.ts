import { type Hunk, indentAt, indentUnit, lineAt, type Sheet } from "./page.js";
import type { ProtoBody } from "./proto-body.js";

/**
 * Statements ahead of all others in a body: on lines of their own below the
 * opening brace, or behind it where the body begins on its line. A comment
 * that belongs to what the body defines stays where it does.
 */
export function insertAtTop(
  sheet: Sheet,
  { inside, statements }: ProtoBody,
  lines: readonly string[],
): readonly Hunk[] {
  const { text } = sheet;
  const outer = indentAt(sheet, inside.start);
  const [first] = statements;
  const isOwnLine = first && text.slice(text.lastIndexOf("\n", first.start - 1) + 1, first.start).trim() === "";
  const indent = isOwnLine ? indentAt(sheet, first.start) : outer + indentUnit(sheet, "  ");
  const indented = lines.map((line) => indent + line);
  if (text.slice(inside.start, inside.end).trim() === "" && lineAt(sheet, inside.start) === lineAt(sheet, inside.end))
    return [{ ...inside, text: `\n${indented.join("\n")}\n${outer}` }];
  const rest = endOfRest(text, inside.start);
  if (rest === undefined || rest > inside.end)
    return [{ start: inside.start, end: inside.start, text: ` ${lines.join(" ")}` }];
  const hasTrailing = text.slice(inside.start, rest).trim() !== "";
  const below = hasTrailing ? undefined : ownComment(text, rest + 1);
  if (!below) return [{ line: lineAt(sheet, rest) + 1, lines: indented }];
  return [{ line: lineAt(sheet, below.end), lines: below.isSetOff ? indented : ["", ...indented] }];
}

/** The end of the line of `offset`, if nothing but one comment follows there. */
function endOfRest(text: string, offset: number): number | undefined {
  const [found] =
    /^[ \t\v\f]*(?:\/\/[^\n]*|\/\*(?:(?!\*\/)[^])*\*\/)?[ \t\v\f]*(?=\n|$)/.exec(text.slice(offset)) ?? [];
  return found === undefined ? undefined : offset + found.length;
}

/**
 * A comment at the top of a body that a blank line, another comment or the end
 * of the body follows: it speaks of what the body defines.
 * @see https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/io/tokenizer.h (NextWithComments)
 */
function ownComment(text: string, start: number): { readonly end: number; readonly isSetOff: boolean } | undefined {
  const [comment] =
    /^(?:[ \t\v\f]*\/\/[^\n]*\n)+|^[ \t\v\f]*\/\*(?:(?!\*\/)[^])*\*\/[ \t\v\f]*\n/.exec(text.slice(start)) ?? [];
  if (comment === undefined) return undefined;
  const end = start + comment.length;
  const [blank] = /^[ \t\v\f]*\n/.exec(text.slice(end)) ?? [];
  if (blank !== undefined) return { end: end + blank.length, isSetOff: true };
  return /^[ \t\v\f]*(?:\/[/*]|\})/.test(text.slice(end)) ? { end, isSetOff: false } : undefined;
}
