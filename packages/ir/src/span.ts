/**
 * A place in a source text.
 *
 * Lines and columns count from 1; a column counts UTF-16 code units, as SARIF
 * and editors do. The end is exclusive: `endColumn` is the column after the
 * last character.
 */
export interface Span {
  /** Path as the source was handed in, always with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** Orders spans by file, line and column, the order in which people read. */
export function compareSpans(a: Span, b: Span): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** Finds line and column of offsets in one text; built once, asked often. */
export interface LineIndex {
  /** 1-based line and column of a UTF-16 offset. */
  position(offset: number): { readonly line: number; readonly column: number };
  /** Span from `start` (inclusive) to `end` (exclusive), both UTF-16 offsets. */
  span(file: string, start: number, end: number): Span;
  /** Offset of a 1-based line and column. */
  offset(line: number, column: number): number;
}

/** Indexes the line starts of `text`; `\n`, `\r\n` and a lone `\r` end a line. */
export function indexLines(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  const position = (offset: number) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
  return {
    position,
    span(file, start, end) {
      const from = position(start);
      const to = position(end);
      return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
    },
    offset: (line, column) => (starts[line - 1] ?? text.length) + column - 1,
  };
}
