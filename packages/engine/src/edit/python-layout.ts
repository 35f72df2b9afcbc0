import { PYTHON_SYNTAX, splitAt } from "./scan.js";

/** An annotated name as a formatter of Python lays it out. */
export interface PythonDeclaration {
  readonly name: string;
  readonly annotation: string;
  /** A value that stays in one piece. */
  readonly value?: string;
  /** Arguments of a call of `Field`, in place of a value. */
  readonly args?: readonly string[];
  /** The word that `Field` goes by in the file. */
  readonly call?: string;
}

/** How wide lines may be, and what is ahead of the first one. */
export interface Room {
  readonly width: number;
  readonly indent: string;
  readonly unit: string;
}

/**
 * The lines of a declaration: one where it fits, else broken where Black and
 * Ruff break it. The indentation of the first is left out of all.
 *
 * @see https://docs.astral.sh/ruff/formatter/black/
 */
export function layOutPython(declaration: PythonDeclaration, room: Room): readonly string[] {
  const { name, annotation, args, call = "Field" } = declaration;
  const value = args ? `${call}(${args.join(", ")})` : declaration.value;
  const tail = value === undefined ? "" : ` = ${value}`;
  const fits = (line: string) => widthOf(room.indent + line) <= room.width;
  const flat = `${name}: ${annotation}${tail}`;
  if (fits(flat)) return [flat];
  if (args && fits(`${name}: ${annotation} = ${call}(`))
    return [`${name}: ${annotation} = ${call}(`, ...inBrackets(args, room), ")"];
  const [head, ...body] = breakType(`${name}: `, annotation, room) ?? [`${name}: ${annotation}`];
  const last = body.pop() ?? head ?? "";
  const ahead = body.length > 0 || last !== head ? [head ?? "", ...body] : [];
  if (args && !fits(`${last}${tail}`)) return [...ahead, `${last} = ${call}(`, ...inBrackets(args, room), ")"];
  return [...ahead, `${last}${tail}`];
}

/** A type over several lines; `undefined` where it has no place to break. */
function breakType(ahead: string, type: string, room: Room): readonly string[] | undefined {
  const whole = { start: 0, end: type.length };
  const alternatives = splitAt(type, whole, PYTHON_SYNTAX, "|").map(({ start, end }) => type.slice(start, end));
  if (alternatives.length > 1) {
    const one = room.unit + type;
    if (widthOf(room.indent + one) <= room.width) return [`${ahead}(`, one, ")"];
    const lines = alternatives.flatMap((each, i) => breakInside(`${i === 0 ? "" : "| "}${each}`, deeper(room)));
    return [`${ahead}(`, ...lines.map((line) => room.unit + line), ")"];
  }
  const open = /^[\w.]+\[/.exec(type)?.[0].length;
  if (open === undefined || !type.endsWith("]")) return undefined;
  const inside = { start: open, end: type.length - 1 };
  const parts = splitAt(type, inside, PYTHON_SYNTAX, ",").map(({ start, end }) => type.slice(start, end));
  return [`${ahead}${type.slice(0, open)}`, ...inBrackets(parts, room), "]"];
}

function breakInside(text: string, room: Room): readonly string[] {
  if (widthOf(room.indent + text) <= room.width) return [text];
  const [, sign = "", type = text] = /^(\| )?([^]*)$/.exec(text) ?? [];
  return breakType(sign, type, room) ?? [text];
}

/** What stands in brackets: on one line, else a line each with a comma behind every one. */
function inBrackets(parts: readonly string[], room: Room): readonly string[] {
  const one = room.unit + parts.join(", ");
  if (parts.length === 1 || widthOf(room.indent + one) <= room.width) return [one];
  return parts.map((part) => `${room.unit}${part},`);
}

function deeper({ width, indent, unit }: Room): Room {
  return { width, indent: indent + unit, unit };
}

/** Characters that take two columns. @see https://www.unicode.org/reports/tr11/ */
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;

/** Columns that a line takes; formatters count a tab as a step of the usual indentation. */
export function widthOf(line: string, tab = 4): number {
  let width = 0;
  for (const char of line) width += char === "\t" ? tab : WIDE.test(char) ? 2 : /\p{Mn}/u.test(char) ? 0 : 1;
  return width;
}
