import { SyntaxProblem, tokenize, type Token, type TokenKind } from "./tokens.js";

/** The tokens of a text, read from front to back. */
export class TokenStream {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #last: Token;
  #index = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
    this.#last = this.#tokens.at(-1) ?? { kind: "end", from: 0, to: 0, text: "" };
  }

  get current(): Token {
    return this.#tokens[this.#index] ?? this.#last;
  }

  get next(): Token {
    return this.#tokens[this.#index + 1] ?? this.#last;
  }

  /** Where the current token starts. */
  get from(): number {
    return this.current.from;
  }

  /** Where the token before the current one ends. */
  get end(): number {
    return this.#tokens[this.#index - 1]?.to ?? 0;
  }

  /** The current token as written. */
  slice(): string {
    return this.#text.slice(this.current.from, this.current.to);
  }

  advance(): void {
    this.#index++;
  }

  /** Whether the current token is this word or sign. */
  at(text: string): boolean {
    return this.current.text === text;
  }

  /** Whether the current token is of this kind. */
  is(kind: TokenKind): boolean {
    return this.current.kind === kind;
  }

  skip(text: string): boolean {
    if (this.current.text !== text) return false;
    this.#index++;
    return true;
  }

  expect(text: string): void {
    if (!this.skip(text)) this.fail(`"${text}" is missing here`);
  }

  name(): string {
    const { kind, text } = this.current;
    if (kind !== "name") this.fail("A name is missing here");
    this.#index++;
    return text;
  }

  /** Moves to the first of some signs outside brackets, or to the end of the line. */
  skipUntil(...wanted: readonly string[]): void {
    for (let depth = 0; ; this.#index++) {
      const { kind, text } = this.current;
      if (kind === "newline" || kind === "end" || (depth === 0 && wanted.includes(text))) return;
      if (kind !== "operator") continue;
      if (text === "(" || text === "[" || text === "{") depth++;
      else if (text === ")" || text === "]" || text === "}") depth--;
    }
  }

  /** Whether the current line opens a block. */
  endsWithColon(): boolean {
    let index = this.#index;
    while ((this.#tokens[index + 1]?.kind ?? "newline") !== "newline") index++;
    return this.#tokens[index]?.text === ":";
  }

  fail(message = "This is not valid Python"): never {
    throw new SyntaxProblem(this.current.from, message);
  }
}
