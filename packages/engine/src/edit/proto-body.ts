import { appendDefinition } from "./insert.js";
import { type Hunk, type Sheet, type Stretch, stretchOf } from "./page.js";
import { findSign, insideBrackets, PROTO_SYNTAX, signs } from "./scan.js";
import type { Span } from "@nx-contracts/ir";

/** What stands between the braces of a message or enum, and its statements, those nested deeper left out. */
export interface ProtoBody {
  /** The braces left out. */
  readonly inside: Stretch;
  readonly statements: readonly ProtoStatement[];
}

/** From its first sign to its `;` or its closing brace, both included. */
export interface ProtoStatement extends Stretch {
  /** The word that says what it is; absent for a field or member whose type or name only looks like one. */
  readonly keyword?: string;
}

/** Reads the body of the message, group or enum at `at`; absent where the text is another one. */
export function protoBody(sheet: Sheet, at: Span): ProtoBody | undefined {
  const whole = stretchOf(sheet, at);
  const open = whole && findSign(sheet.text, whole, PROTO_SYNTAX, "{");
  const inside = open === undefined ? undefined : insideBrackets(sheet.text, open, PROTO_SYNTAX);
  return inside && { inside, statements: [...statementsOf(sheet.text, inside)] };
}

function* statementsOf(text: string, inside: Stretch): Generator<ProtoStatement> {
  let start: number | undefined;
  for (const { at, char, depth } of signs(text, inside, PROTO_SYNTAX)) {
    if (/\s/.test(char)) continue;
    start ??= at;
    // The braces of an option hold its value; a semicolon ends it.
    const isEnd = depth === 0 && (char === ";" || (char === "}" && keywordAt(text, start) !== "option"));
    if (!isEnd) continue;
    const keyword = keywordAt(text, start);
    if (at > start) yield { start, end: at + 1, ...(keyword !== undefined && { keyword }) };
    start = undefined;
  }
}

/** A word that neither goes on as the name of a type nor is the name of an enum member. */
function keywordAt(text: string, start: number): string | undefined {
  return /^([a-z]+)\b(?!\s*[.=])/.exec(text.slice(start, start + 64))?.[1];
}

/** The line that says which protobuf the file is written in, where nothing stands there but comments. */
export function syntaxLine(page: Sheet): readonly Hunk[] {
  return firstSign(page) === undefined ? [appendDefinition(page, ['syntax = "proto3";'])] : [];
}

/** Whether the file is of an edition, where reserved names are not quoted. */
export function isEdition(page: Sheet): boolean {
  const first = firstSign(page);
  return first !== undefined && page.text.startsWith("edition", first);
}

function firstSign({ text }: Sheet): number | undefined {
  for (const { at, char } of signs(text, { start: 0, end: text.length }, PROTO_SYNTAX)) {
    if (!/[\s\uFEFF]/.test(char)) return at;
  }
  return undefined;
}

/** The quote that the file puts around its strings. */
export function usualQuote({ text }: Sheet): '"' | "'" {
  const [first] = /^[ \t]*(?:syntax|import|option)\b[^"'\n]*["']/m.exec(text) ?? [];
  return first?.endsWith("'") ? "'" : '"';
}
