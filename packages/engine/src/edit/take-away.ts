import { type Change, lineAt, once, type Sheet, type Stretch } from "./page.js";
import { comments, signs, type Syntax } from "./scan.js";

/** What a declaration stands in, and how it is written there. */
export interface Surroundings {
  readonly syntax: Syntax;
  /** Between the brackets of its body, or below the line that opens it; the whole text for a definition of a file. */
  readonly body: Stretch;
  /** Signs that stand between declarations, and not behind the last one where the file has it so. */
  readonly between?: string;
  /**
   * Comments belong to declarations as protoc has it: a block comment by itself, lines that follow each other together;
   * one on the lines below where a blank line or the end of the body follows.
   * @see https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/io/tokenizer.h (NextWithComments)
   */
  readonly asProtoc?: boolean;
  /** What stands above is not about it. */
  readonly keepsAbove?: boolean;
}

/**
 * Takes a declaration away with its separator and with the comments that are
 * its own: those right above, on its lines and behind it. Where it has lines of
 * its own they go whole, and of the blank lines around it the larger gap stays.
 */
export function takeAway(sheet: Sheet, declaration: Stretch, surroundings: Surroundings): readonly Change[] {
  const { text } = sheet;
  const { syntax, body } = surroundings;
  const end = endOfSeparator(text, declaration.end);
  const lines = ownLines(sheet, { start: declaration.start, end }, surroundings);
  const isSeparated = ";,".includes(text.charAt(end - 1));
  const dropped = isSeparated ? undefined : separatorAhead(text, declaration, surroundings);
  if (lines) {
    const isOnly = body.start > 0 && "{[(".includes(text.charAt(body.start - 1)) && isBare(sheet, body, lines);
    if (isOnly) return [{ ...body, text: "" }];
    const separator = dropped === undefined ? [] : [{ start: dropped, end: dropped + 1, text: "" }];
    return [...separator, withoutLines(sheet, lines, surroundings)];
  }
  const start = withCommentsAhead(sheet, declaration.start, surroundings);
  const before = body.start + text.slice(body.start, start).trimEnd().length;
  const comment = trailingComment(sheet, end, syntax);
  const after = (comment ?? end) + text.slice(comment ?? end).search(/[^ \t]|$/);
  const isClosed = after >= body.end;
  if (!isClosed && after < text.length && text[after] !== "\n")
    return [{ start, end: isOver(text, end, comment) ? after : end + text.slice(end).search(/\S|$/), text: "" }];
  if (isClosed && before === body.start) return [{ start: before, end: body.end, text: "" }];
  const isSplit =
    syntax.tripleQuotes && !isSeparated && text[before - 1] === ";" && lineAt(sheet, before) === lineAt(sheet, end);
  return [{ start: dropped ?? (isSplit ? before - 1 : before), end: comment ?? end, text: "" }];
}

/** Nothing stands in a body but the lines that go. */
function isBare(
  { text, lines }: Sheet,
  { start, end }: Stretch,
  own: { readonly first: number; readonly last: number },
): boolean {
  const rest =
    text.slice(start, lines.offset(own.first, 1)) + text.slice(Math.min(end, lines.offset(own.last + 1, 1)), end);
  return rest.trim() === "";
}

/** First and last line that are a declaration's alone, its comments included; absent where it shares a line. */
export function ownLines(
  sheet: Sheet,
  { start, end }: Stretch,
  { syntax, body, asProtoc = false, keepsAbove = false }: Surroundings,
): { readonly first: number; readonly last: number } | undefined {
  const { text } = sheet;
  const all = commentsOn(sheet, syntax);
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const isBlank = (from: number, to: number) => withoutComments(text, all, from, to).trim() === "";
  if (lineStart < body.start && body.start > 0 && text.slice(lineStart, body.start).trim() !== "") return undefined;
  const behind = all.findLast((comment) => comment.start >= end && comment.start < lineEnd(text, end));
  const lastEnd = lineEnd(text, Math.max(end, behind?.end ?? end));
  if (!isBlank(lineStart, start) || !isBlank(end, lastEnd)) return undefined;
  const begun = startOfComment(all, lineStart);
  if (begun !== undefined && text.slice(text.lastIndexOf("\n", begun - 1) + 1, begun).trim() !== "") return undefined;
  let first = lineAt(sheet, begun ?? start);
  let last = lineAt(sheet, lastEnd);
  const standing = all
    .filter((comment) => comment.start >= body.start && comment.end <= body.end && standsAlone(text, comment))
    .map((comment) => ({ ...comment, first: lineAt(sheet, comment.start), last: lineAt(sheet, comment.end) }));
  const isOwn = (comment: (typeof standing)[number]) => comment.last === first - 1 && !isHeading(text, comment);
  const isLine = ({ start: at }: Stretch) => text.startsWith(syntax.lineComment, at);
  for (let above = keepsAbove || begun !== undefined ? undefined : standing.find(isOwn); above;) {
    first = above.first;
    const next = standing.find(isOwn);
    above = asProtoc && !(next && isLine(above) && isLine(next)) ? undefined : next;
  }
  if (asProtoc && behind === undefined) {
    let bottom = last;
    for (let below; (below = standing.find((comment) => comment.first === bottom + 1));) bottom = below.last;
    const next = sheet.lines.offset(bottom + 1, 1);
    if (next >= body.end || /^[ \t]*(?:\n|\}|$)/.test(text.slice(next))) last = bottom;
  }
  return { first, last };
}

/** Lines taken out, and of the blank ones around them so many that the larger gap stays. */
function withoutLines(
  sheet: Sheet,
  { first, last }: { readonly first: number; readonly last: number },
  { body, syntax, asProtoc = false }: Surroundings,
): Change {
  const { text, lines } = sheet;
  const total = lineAt(sheet, text.length) - (text.endsWith("\n") ? 1 : 0);
  const isBlank = (line: number) => /^[ \t]*(?:\n|$)/.test(text.slice(lines.offset(line, 1)));
  let above = 0;
  while (first - above > 1 && isBlank(first - above - 1)) above++;
  let below = 0;
  while (last + below < total && isBlank(last + below + 1)) below++;
  const isFirst = text.slice(body.start, lines.offset(first, 1)).trim() === "";
  const isLast = last >= total || text.slice(lines.offset(last + 1, 1), body.end).trim() === "";
  const kept = isFirst && isLast ? 0 : isFirst ? above : isLast ? below : Math.max(above, below);
  const excess = above + below - kept;
  const fromBelow = Math.min(excess, below);
  const top = first - (excess - fromBelow);
  const bottom = last + fromBelow;
  const previous = lines.offset(top, 1) - 1;
  // A comment that was set off by what goes does not become that of what follows.
  const isLoose =
    asProtoc && above + below === 0 && !isLast && commentsOn(sheet, syntax).some(({ end }) => end === previous);
  if (bottom < total) return { start: previous + 1, end: lines.offset(bottom + 1, 1), text: isLoose ? "\n" : "" };
  return { start: Math.max(0, lines.offset(top, 1) - 1), end: lineEnd(text, lines.offset(bottom, 1)), text: "" };
}

/** The separator of what stands ahead, where nothing follows that it would separate from. */
function separatorAhead(
  text: string,
  { start, end }: Stretch,
  { syntax, body, between = "" }: Surroundings,
): number | undefined {
  for (const { char } of signs(text, { start: end, end: body.end }, syntax)) if (/\S/.test(char)) return undefined;
  let last: { readonly at: number; readonly char: string } | undefined;
  for (const sign of signs(text, { start: body.start, end: start }, syntax)) if (/\S/.test(sign.char)) last = sign;
  return last && between.includes(last.char) ? last.at : undefined;
}

function endOfSeparator(text: string, end: number): number {
  if (";,".includes(text.charAt(end - 1))) return end;
  return end + (/^[ \t]*[;,]/.exec(text.slice(end))?.[0].length ?? 0);
}

/** A comment that begins behind a declaration goes on in the next line. */
function isOver(text: string, end: number, comment: number | undefined): boolean {
  return comment !== undefined && text.slice(end, comment).includes("\n");
}

/** Where a declaration begins with the comments ahead of it on its line: they are its own. */
function withCommentsAhead(sheet: Sheet, offset: number, { syntax, body }: Surroundings): number {
  let start = offset;
  for (const comment of commentsOn(sheet, syntax).toReversed()) {
    if (comment.start < body.start || comment.end > start) continue;
    if (!/^[ \t]*$/.test(sheet.text.slice(comment.end, start))) break;
    start = comment.start;
  }
  return start;
}

/** Where the comment behind a declaration ends, if one follows on its line. */
function trailingComment(sheet: Sheet, end: number, syntax: Syntax): number | undefined {
  const comment = commentsOn(sheet, syntax).find(({ start }) => start >= end);
  return comment &&
    sheet.text.slice(end, comment.start).trim() === "" &&
    !sheet.text.slice(end, comment.start).includes("\n")
    ? comment.end
    : undefined;
}

export function commentsOn(sheet: Sheet, syntax: Syntax): readonly Stretch[] {
  return once(sheet, `comments ${syntax.lineComment}`, (text) => [...comments(text, syntax)]);
}

/** Text with a space for each of its comments. */
export function withoutComments(text: string, all: readonly Stretch[], from: number, to: number): string {
  let rest = "";
  let at = from;
  for (const { start, end } of all) {
    if (end <= at || start >= to) continue;
    rest += `${text.slice(at, Math.max(at, start))} `;
    at = Math.min(to, end);
  }
  return rest + text.slice(at, to);
}

/** The start of a comment that begins on an earlier line and ends on this one. */
function startOfComment(all: readonly Stretch[], lineStart: number): number | undefined {
  return all.find(({ start, end }) => start < lineStart && end > lineStart)?.start;
}

function standsAlone(text: string, { start, end }: Stretch): boolean {
  return (
    text.slice(text.lastIndexOf("\n", start - 1) + 1, start).trim() === "" &&
    text.slice(end, lineEnd(text, end)).trim() === ""
  );
}

/** `// --- Titles ---` heads several declarations. */
function isHeading(text: string, { start, end }: Stretch): boolean {
  return /[-=*#_~]{3,}|#(?:end)?region\b|\bMARK:/.test(
    text.slice(start, end).replace(/^(?:\/\*+|\/\/+|#)|\*+\/$/g, ""),
  );
}

function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline;
}
