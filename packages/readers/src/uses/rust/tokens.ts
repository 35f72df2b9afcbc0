import type { SyntaxNode } from "../syntax.js";

const OPENING = new Set(["(", "[", "{"]);
const CLOSING = new Set([")", "]", "}"]);

/** Tokens between the brackets of a macro, read from the first to the last. */
export class Tokens {
  readonly #tokens: readonly SyntaxNode[];
  #index = 0;

  constructor(tree: SyntaxNode) {
    const { children } = tree;
    const from = OPENING.has(children[0]?.type ?? "") ? 1 : 0;
    const to = CLOSING.has(children.at(-1)?.type ?? "") ? children.length - 1 : children.length;
    this.#tokens = children.slice(from, to).filter(({ type }) => !type.endsWith("_comment"));
  }

  get isDone(): boolean {
    return this.#index >= this.#tokens.length;
  }

  peek(ahead = 0): SyntaxNode | undefined {
    return this.#tokens[this.#index + ahead];
  }

  next(): SyntaxNode | undefined {
    return this.#tokens[this.#index++];
  }

  /** Whether the next token is one of these, by its type or, in brackets, by how it opens. */
  at(...types: readonly string[]): boolean {
    const token = this.peek();
    return token !== undefined && types.includes(kindOf(token));
  }

  /** Takes the next token if it is one of these. */
  take(...types: readonly string[]): SyntaxNode | undefined {
    return this.at(...types) ? this.next() : undefined;
  }

  /** Goes past `<…>`. */
  skipAngles(): void {
    for (let depth = 0; !this.isDone;) {
      const type = this.next()?.type;
      if (type === "<") depth++;
      else if (type === ">") depth--;
      else if (type === ">>") depth -= 2;
      else if (type === ";" || type === "=>") return;
      if (depth <= 0) return;
    }
  }

  /** Goes on until one of these is next. */
  skipTo(...types: readonly string[]): void {
    while (!this.isDone && !this.at(...types)) this.next();
  }
}

/** A token's type; what is in brackets is called by its opening one. */
export function kindOf(token: SyntaxNode): string {
  return token.type === "token_tree" ? (token.children[0]?.type ?? "") : token.type;
}
