import { type Edit, indexLines, type LineIndex, type SchemaRecord, type Span } from "@nx-contracts/ir";
import type { ProtoModule } from "./proto-module.js";
import type { Side } from "./side.js";

/** Text of a source by its path; `undefined` when it was not handed in. */
export interface TextOf {
  (path: string): string | undefined;
  /** The protos that one is compiled together with; absent where nobody knows them. */
  readonly moduleOf?: (path: string) => ProtoModule | undefined;
}

/** One file that is written to. */
export interface Sheet {
  readonly file: string;
  /** The text with `\n` at the end of every line. */
  readonly text: string;
  readonly lines: LineIndex;
}

/** A file with the side of the comparison that it belongs to. */
export interface Page extends Sheet {
  readonly side: Side;
  readonly textOf: TextOf;
}

/** From `start` (inclusive) to `end` (exclusive), offsets into a page's text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A stretch that reads otherwise afterwards. */
export interface Change extends Stretch {
  readonly text: string;
}

/** Whole lines ahead of `line`. */
export interface Insertion {
  readonly line: number;
  readonly lines: readonly string[];
}

export type Hunk = Change | Insertion;

/** A declaration in its record, with the place where it stands. */
export interface Placed<T> extends Stretch {
  readonly item: T;
}

const PAGES = new WeakMap<TextOf, Map<string, Page>>();

/** Opens a file; once for all findings that are judged with the same texts. */
export function openPage(file: string, side: Side, textOf: TextOf): Page | undefined {
  const pages = PAGES.get(textOf) ?? new Map<string, Page>();
  PAGES.set(textOf, pages);
  const known = pages.get(file);
  if (known?.side === side) return known;
  const text = textOf(file);
  if (text === undefined) return undefined;
  const page = { ...openSheet(file, text), side, textOf };
  pages.set(file, page);
  return page;
}

/** A text that is written to, whoever it belongs to. */
export function openSheet(file: string, text: string): Sheet {
  const unified = text.replace(/\r\n?/g, "\n");
  return { file, text: unified, lines: indexLines(unified) };
}

const KNOWN = new WeakMap<Sheet, Map<string, unknown>>();

/** What can be told of the whole text, asked by many findings and computed for the first. */
export function once<T>(page: Sheet, question: string, compute: (text: string) => T): T {
  const known = KNOWN.get(page) ?? new Map<string, unknown>();
  KNOWN.set(page, known);
  if (!known.has(question)) known.set(question, compute(page.text));
  return known.get(question) as T;
}

/** Whether the page says something anywhere; the pattern must not be sticky or global. */
export function says(page: Sheet, pattern: RegExp): boolean {
  return once(page, String(pattern), (text) => pattern.test(text));
}

/** Where a span lies on the page; absent when it is in another file, has no end or does not fit. */
export function stretchOf(page: Sheet, at: Span): Stretch | undefined {
  if (at.file !== page.file || at.endLine === undefined || at.endColumn === undefined) return undefined;
  const start = page.lines.offset(at.line, at.column);
  const end = page.lines.offset(at.endLine, at.endColumn);
  return start < end && end <= page.text.length ? { start, end } : undefined;
}

export function textAt(page: Sheet, { start, end }: Stretch): string {
  return page.text.slice(start, end);
}

/** Those of `items` that stand inside `within`, in the order of the text; inherited ones stand elsewhere. */
export function placedInside<T extends { readonly at: Span }>(
  page: Sheet,
  within: Span,
  items: readonly T[],
): readonly Placed<T>[] {
  const outer = stretchOf(page, within);
  if (!outer) return [];
  return items
    .flatMap((item) => {
      const stretch = stretchOf(page, item.at);
      return stretch && stretch.start >= outer.start && stretch.end <= outer.end ? [{ item, ...stretch }] : [];
    })
    .sort((a, b) => a.start - b.start);
}

/** Whether the fields of a record are written once for several: an instantiated generic. */
export function isInstantiated({ name }: SchemaRecord): boolean {
  return /[[<]/.test(name);
}

/** Line number of an offset, from 1. */
export function lineAt(page: Sheet, offset: number): number {
  return page.lines.position(offset).line;
}

/** White space ahead of what stands on the line of `offset`. */
export function indentAt(page: Sheet, offset: number): string {
  const start = page.text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(page.text.slice(start))?.[0] ?? "";
}

/** One step of indentation as the file takes it; `usual` where it never does. */
export function indentUnit(page: Sheet, usual: string): string {
  const unit = once(page, "indentation", (text) => {
    if (/^\t/m.test(text)) return "\t";
    // What stands in a docstring is indented for its reader; what a line opens is one step further in.
    const code = text.replaceAll(/("""|''')[^]*?\1/g, "");
    const opened = [...code.matchAll(/^(?! *(?:\*|#|\/\/))[^\n]*[{([:][ \t]*(?:(?:#|\/\/)[^\n]*)?\n( +)[^\s*]/gm)];
    const found = opened.length > 0 ? opened : [...code.matchAll(/^( +)[^ \n*]/gm)];
    const widths = found.map(([, spaces = ""]) => spaces.length);
    return widths.length === 0 ? "" : " ".repeat(Math.min(...widths));
  });
  return unit === "" ? usual : unit;
}

/** Columns that lines may take: the usual number, unless lines are wider already that could be broken. */
export function lineLimit(page: Sheet, usual: number): number {
  const widest = once(page, "width", (text) => {
    // A comment or a text is as long as it is.
    const code = text.split("\n").filter((line) => !/["'`]|^\s*(?:#|\/\/|\*|\/\*)|^from\s/.test(line));
    return Math.max(0, ...code.map((line) => line.trimEnd().length));
  });
  return widest <= usual ? usual : ([100, 120, 140, 160].find((limit) => limit >= widest) ?? usual);
}

/** Line after the last one that is not blank: where a new definition goes. */
export function endLine(page: Sheet): number {
  return lineAt(page, page.text.trimEnd().length) + (page.text.trim() === "" ? 0 : 1);
}

/** Hunks as edits of whole lines; those that touch one line become one. */
export function toEdits(page: Sheet, hunks: readonly Hunk[]): readonly Edit[] {
  const insertions = hunks.filter((hunk): hunk is Insertion => "line" in hunk);
  const changes = hunks.filter((hunk): hunk is Change => "start" in hunk).sort((a, b) => a.start - b.start);
  const groups: { first: number; last: number; changes: Change[] }[] = [];
  for (const change of changes) {
    const [first, last] = [lineAt(page, change.start), lineAt(page, change.end)];
    const previous = groups.at(-1);
    if (previous && first <= previous.last) {
      previous.last = Math.max(previous.last, last);
      previous.changes.push(change);
    } else groups.push({ first, last, changes: [change] });
  }
  const replaced = groups.map(({ first, last, changes: inside }): Edit => {
    const from = page.lines.offset(first, 1);
    const to = page.text.indexOf("\n", page.lines.offset(last, 1));
    let after = page.text.slice(from, to < 0 ? undefined : to);
    const before = after.split("\n");
    for (const { start, end, text } of inside.toReversed())
      after = after.slice(0, start - from) + text + after.slice(end - from);
    return { file: page.file, line: first, before, after: after.split("\n") };
  });
  const inserted = insertions.map(({ line, lines: after }): Edit => ({ file: page.file, line, before: [], after }));
  return [...inserted, ...replaced]
    .filter(({ before, after }) => before.length !== after.length || before.some((line, i) => line !== after[i]))
    .sort((a, b) => a.line - b.line);
}
