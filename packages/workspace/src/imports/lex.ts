/** A text literal of a source file. */
export interface Literal {
  /** Offset of its opening quote. */
  readonly start: number;
  /** Between the quotes, as written. */
  readonly text: string;
}

/** A source file without what stands in comments and text literals. */
export interface Lexed {
  /** As long as the file: comments and the insides of literals are blank, line ends stay. */
  readonly code: string;
  /** In the order of the file; templates with places to fill in are none. */
  readonly literals: readonly Literal[];
}

export type LexedLanguage = keyof typeof OPENINGS;

/** Where a comment or literal may begin. */
const OPENINGS = {
  python: /#|"""|'''|"|'/g,
  typescript: /\/[/*]?|["'`{}]/g,
  rust: /\/[/*]|["']/g,
  go: /\/[/*]|["'`]/g,
} as const;

/** What is blanked, and where reading goes on. */
interface Token {
  readonly from: number;
  readonly to: number;
  readonly next: number;
  readonly isLiteral?: true;
}

/**
 * Finds comments and text literals as each language writes them. Reads any
 * text to its end, once: what is not closed ends with the line or the file.
 */
export function lex(text: string, language: LexedLanguage): Lexed {
  const opening = new RegExp(OPENINGS[language]);
  const literals: Literal[] = [];
  const code: string[] = [];
  /** For each `${` that the position is in, the braces open within it. */
  const holes: number[] = [];
  let kept = 0;
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const token = tokenAt(text, found.index, found[0], language, holes);
    if (!token) continue;
    code.push(text.slice(kept, token.from), text.slice(token.from, token.to).replace(/[^\r\n]+/g, blank));
    if (token.isLiteral) literals.push({ start: found.index, text: text.slice(token.from, token.to) });
    kept = token.to;
    opening.lastIndex = token.next;
  }
  code.push(text.slice(kept));
  return { code: code.join(""), literals };
}

function blank(inside: string): string {
  return " ".repeat(inside.length);
}

function tokenAt(text: string, at: number, mark: string, language: LexedLanguage, holes: number[]): Token | undefined {
  switch (mark) {
    case "#":
    case "//":
      return comment(at, lineEnd(text, at));
    case "/*":
      return comment(at, language === "rust" ? nestedEnd(text, at) : after(text, "*/", at + 2));
    case "/":
      return regularExpression(text, at);
    case "{":
    case "}":
      return brace(text, at, mark, holes);
    case "`":
      return language === "go" ? literal(at, 1, endOf(text, "`", at + 1), 1) : template(text, at, holes);
    case "'":
      return language === "rust" ? rustCharacter(text, at) : quoted(text, at, mark, false);
    case '"':
      return language === "rust" ? rustText(text, at) : quoted(text, at, mark, false);
    default:
      return quoted(text, at, mark, true);
  }
}

function comment(from: number, to: number): Token {
  return { from, to, next: to };
}

function literal(at: number, opened: number, end: number, closed: number): Token {
  return { from: at + opened, to: end, next: end + closed, isLiteral: true };
}

/** A literal in which a backslash takes the next character with it. */
function quoted(text: string, at: number, quote: string, spansLines: boolean): Token {
  const end = quotedEnd(text, at + quote.length, quote, spansLines);
  return literal(at, quote.length, end, text.startsWith(quote, end) ? quote.length : 0);
}

function quotedEnd(text: string, from: number, quote: string, spansLines: boolean): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === "\\") at += text.startsWith("\r\n", at + 1) ? 2 : 1;
    else if (character === quote[0] && text.startsWith(quote, at)) return at;
    else if (character === "\n" && !spansLines) return at;
  }
  return text.length;
}

/** A template up to its end or its next `${`. */
function template(text: string, at: number, holes: number[], resumed = false): Token {
  for (let end = at + 1; end < text.length; end += 1) {
    const character = text[end];
    if (character === "\\") end += 1;
    else if (character === "`") return resumed ? { from: at + 1, to: end, next: end + 1 } : literal(at, 1, end, 1);
    else if (character === "$" && text[end + 1] === "{") {
      holes.push(0);
      return { from: at + 1, to: end, next: end + 2 };
    }
  }
  return comment(at + 1, text.length);
}

function brace(text: string, at: number, mark: string, holes: number[]): Token | undefined {
  const open = holes.pop();
  if (open === undefined) return undefined;
  if (mark === "}" && open === 0) return template(text, at, holes, true);
  holes.push(open + (mark === "{" ? 1 : -1));
  return undefined;
}

/** After these a slash divides nothing. */
const BEFORE_EXPRESSION =
  /(?:^|[=(,:;[!&|?{}+\-*%~^]|\b(?:return|typeof|case|in|of|do|else|void|delete|await|yield))\s*$/;

function regularExpression(text: string, at: number): Token | undefined {
  if (!BEFORE_EXPRESSION.test(text.slice(Math.max(0, at - 40), at))) return undefined;
  let isClass = false;
  for (let end = at + 1; end < text.length && text[end] !== "\n"; end += 1) {
    const character = text[end];
    if (character === "\\") end += 1;
    else if (character === "[") isClass = true;
    else if (character === "]") isClass = false;
    else if (character === "/" && !isClass) return comment(at, end + 1);
  }
  return undefined;
}

/** A quote in Rust opens a character, or a lifetime. */
function rustCharacter(text: string, at: number): Token | undefined {
  const [found] = /^'(?:\\[^\n][^'\n]*|[^\\'\n]{1,2})'/.exec(text.slice(at, at + 16)) ?? [];
  return found === undefined ? undefined : { from: at + 1, to: at + found.length - 1, next: at + found.length };
}

function rustText(text: string, at: number): Token {
  const [, hashes] = /(?:^|[^\w])(?:b|c)?r(#*)$/.exec(text.slice(Math.max(0, at - 24), at)) ?? [];
  if (hashes === undefined) return quoted(text, at, '"', true);
  return literal(at, 1, endOf(text, `"${hashes}`, at + 1), 1 + hashes.length);
}

function nestedEnd(text: string, at: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = at;
  let depth = 0;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    depth += found[0] === "/*" ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return text.length;
}

function lineEnd(text: string, at: number): number {
  return endOf(text, "\n", at);
}

function endOf(text: string, closing: string, from: number): number {
  const end = text.indexOf(closing, from);
  return end < 0 ? text.length : end;
}

function after(text: string, closing: string, from: number): number {
  const end = text.indexOf(closing, from);
  return end < 0 ? text.length : end + closing.length;
}
