/**
 * Whether two texts of proto files differ in comments and white space only, so
 * that they mean the same. Where that cannot be told at a glance (a word that
 * is parted in one of them, a string that does not end), they do not.
 */
export function sameTokens(a: Uint8Array, b: Uint8Array): boolean {
  let i = 0;
  let j = 0;
  for (;;) {
    const [nextI, nextJ] = [skipTrivia(a, i), skipTrivia(b, j)];
    const isParted = nextI > i !== nextJ > j;
    if (isParted && i > 0 && j > 0 && joins(a[i - 1]) && (joins(a[nextI]) || joins(b[nextJ]))) return false;
    [i, j] = [nextI, nextJ];
    if (i >= a.length || j >= b.length) return i >= a.length && j >= b.length;
    if (a[i] !== b[j]) return false;
    if (a[i] === QUOTE || a[i] === APOSTROPHE) {
      const end = endOfString(a, i);
      if (end === undefined || !isEqual(a, i, b, j, end - i)) return false;
      j += end - i;
      i = end;
    } else {
      i++;
      j++;
    }
  }
}

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const APOSTROPHE = 39;
const STAR = 42;
const SLASH = 47;
const BACKSLASH = 92;

/** The offset of the next token, or the end. */
function skipTrivia(text: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const code = text[at] ?? Infinity;
    if (code === 32 || (code >= TAB && code <= CARRIAGE_RETURN)) at++;
    else if (code === SLASH && text[at + 1] === SLASH) at = after(text.indexOf(LINE_FEED, at), text);
    else if (code === SLASH && text[at + 1] === STAR) at = endOfComment(text, at + 2);
    else return at;
  }
}

function after(found: number, text: Uint8Array): number {
  return found < 0 ? text.length : found + 1;
}

function endOfComment(text: Uint8Array, from: number): number {
  for (let at = text.indexOf(SLASH, from); at >= 0; at = text.indexOf(SLASH, at + 1)) {
    if (at > from && text[at - 1] === STAR) return at + 1;
  }
  return text.length;
}

/** The offset behind the closing quote; `undefined` where the line ends before it. */
function endOfString(text: Uint8Array, start: number): number | undefined {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    const code = text[at];
    if (code === quote) return at + 1;
    if (code === LINE_FEED) return undefined;
    if (code === BACKSLASH) at++;
  }
  return undefined;
}

function isEqual(a: Uint8Array, i: number, b: Uint8Array, j: number, length: number): boolean {
  for (let offset = 0; offset < length; offset++) if (a[i + offset] !== b[j + offset]) return false;
  return true;
}

/** Whether a character may be one token with another such beside it. */
function joins(code: number | undefined): boolean {
  return code !== undefined && (code > 126 || /[\w.+\-"'/*]/.test(String.fromCharCode(code)));
}
