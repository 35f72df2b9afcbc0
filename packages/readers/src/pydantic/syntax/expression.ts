import { readNumber, readString } from "./literal.js";
import { KEYWORDS, OPERATOR_LEVELS } from "./words.js";
import type { TokenStream } from "./token-stream.js";
import type { DictEntry, Expression, Keyword } from "./tree.js";

const NOT = 3;
const SIGN = 11;
const MAX_DEPTH = 1000;
/** Longer chains of attributes, calls and subscripts are not looked into. */
const MAX_CHAIN = 300;

/** Reads expressions off a stream of tokens. */
export class ExpressionParser {
  readonly tokens: TokenStream;
  #depth = 0;

  constructor(tokens: TokenStream) {
    this.tokens = tokens;
  }

  /** One expression, `name := value` included. */
  named(): Expression {
    const left = this.expression();
    if (!this.tokens.skip(":=")) return left;
    const value = this.expression();
    return { kind: "other", from: left.from, to: value.to };
  }

  /** One expression, or the tuple of several with commas between. */
  list(): Expression {
    const first = this.starred();
    if (!this.tokens.at(",")) return first;
    const items = [first];
    while (this.tokens.skip(",")) {
      if (!this.#startsExpression()) break;
      items.push(this.starred());
    }
    return { kind: "tuple", items, from: first.from, to: this.tokens.end };
  }

  starred(): Expression {
    const from = this.tokens.from;
    if (!this.tokens.skip("*")) return this.named();
    const of = this.#binary(5);
    return { kind: "starred", of, from, to: of.to };
  }

  /** One expression without `:=`. */
  expression(): Expression {
    const { tokens } = this;
    if (++this.#depth > MAX_DEPTH) tokens.fail("The expression is nested too deeply");
    try {
      if (tokens.at("lambda")) return this.#lambda();
      if (tokens.at("yield")) return this.#yield();
      const body = this.#binary(1);
      if (!tokens.skip("if")) return body;
      const test = this.#binary(1);
      tokens.expect("else");
      const otherwise = this.expression();
      return { kind: "conditional", test, body, otherwise, from: body.from, to: otherwise.to };
    } finally {
      this.#depth--;
    }
  }

  #startsExpression(): boolean {
    const { kind, text } = this.tokens.current;
    if (kind === "name") return !KEYWORDS.has(text) || /^(?:not|lambda|await|yield)$/.test(text);
    return kind === "number" || kind === "string" || /^(?:[-+~*([{]|\.\.\.)$/.test(text);
  }

  #lambda(): Expression {
    const { tokens } = this;
    const from = tokens.from;
    tokens.advance();
    tokens.skipUntil(":");
    tokens.expect(":");
    const { to } = this.expression();
    return { kind: "lambda", from, to };
  }

  #yield(): Expression {
    const { tokens } = this;
    const from = tokens.from;
    tokens.advance();
    tokens.skip("from");
    if (this.#startsExpression()) this.list();
    return { kind: "other", from, to: tokens.end };
  }

  #binary(level: number): Expression {
    let left = this.#unary();
    for (;;) {
      const operator = this.#operator();
      const tightness = operator === undefined ? undefined : OPERATOR_LEVELS[operator];
      if (operator === undefined || tightness === undefined || tightness < level) return left;
      for (const _ of operator.split(" ")) this.tokens.advance();
      const right = this.#binary(tightness + 1);
      left = { kind: "binary", operator, left, right, from: left.from, to: right.to };
    }
  }

  /** The binary operator that comes next; two words count as one. */
  #operator(): string | undefined {
    const { kind, text } = this.tokens.current;
    if (kind !== "operator" && kind !== "name") return undefined;
    if (text === "not") return this.tokens.next.text === "in" ? "not in" : undefined;
    if (text === "is") return this.tokens.next.text === "not" ? "is not" : "is";
    return Object.hasOwn(OPERATOR_LEVELS, text) ? text : undefined;
  }

  #unary(): Expression {
    const { tokens } = this;
    const { kind, text, from } = tokens.current;
    const isSign = kind === "operator" && (text === "-" || text === "+" || text === "~");
    if (!isSign && !(kind === "name" && text === "not")) return this.#power();
    if (++this.#depth > MAX_DEPTH) tokens.fail("The expression is nested too deeply");
    tokens.advance();
    const of = this.#binary(isSign ? SIGN : NOT);
    this.#depth--;
    return { kind: "unary", operator: text, of, from, to: of.to };
  }

  #power(): Expression {
    const from = this.tokens.from;
    const isAwait = this.tokens.skip("await");
    const base = this.#chain();
    const left: Expression = isAwait ? { kind: "other", from, to: base.to } : base;
    if (!this.tokens.skip("**")) return left;
    if (++this.#depth > MAX_DEPTH) this.tokens.fail("The expression is nested too deeply");
    const right = this.#unary();
    this.#depth--;
    return { kind: "binary", operator: "**", left, right, from: left.from, to: right.to };
  }

  /** An atom with attributes, calls and subscripts behind it. */
  #chain(): Expression {
    const { tokens } = this;
    let of = this.#atom();
    const { from } = of;
    for (let length = 0; ; length++) {
      if (length > MAX_CHAIN) of = { kind: "other", from, to: of.to };
      if (tokens.skip(".")) {
        const name = tokens.name();
        of = { kind: "attribute", of, name, from, to: tokens.end };
      } else if (tokens.at("(")) {
        of = { kind: "call", of, ...this.arguments(), from, to: tokens.end };
      } else if (tokens.skip("[")) {
        const items = this.#items("]", () => this.#slice());
        of = { kind: "subscript", of, items, from, to: tokens.end };
      } else return of;
    }
  }

  #slice(): Expression {
    const { tokens } = this;
    const from = tokens.from;
    const item = tokens.at(":") ? undefined : this.starred();
    if (item !== undefined && !tokens.at(":")) return item;
    while (tokens.skip(":")) if (this.#startsExpression()) this.expression();
    return { kind: "other", from, to: tokens.end };
  }

  /** What stands between brackets; the opening one is behind. */
  #items(close: string, read: () => Expression): Expression[] {
    const items: Expression[] = [];
    while (!this.tokens.skip(close)) {
      items.push(read());
      if (!this.tokens.at(close)) this.tokens.expect(",");
    }
    return items;
  }

  /** Arguments of a call, or the bases and keywords of a class, brackets included. */
  arguments(): { readonly args: Expression[]; readonly keywords: Keyword[] } {
    const { tokens } = this;
    const args: Expression[] = [];
    const keywords: Keyword[] = [];
    tokens.expect("(");
    while (!tokens.skip(")")) {
      const { current, next } = tokens;
      if (tokens.skip("**")) keywords.push({ name: undefined, value: this.expression() });
      else if (current.kind === "name" && next.kind === "operator" && next.text === "=") {
        tokens.advance();
        tokens.advance();
        keywords.push({ name: current.text, value: this.expression() });
      } else {
        const isStar = tokens.at("*");
        if (!isStar && keywords.length > 0) tokens.fail("A positional argument follows a keyword argument");
        const arg = isStar ? this.#starArgument() : this.named();
        const isGenerator = tokens.at("for") || tokens.at("async");
        if (isGenerator) tokens.skipUntil(")");
        args.push(isGenerator ? { kind: "other", from: arg.from, to: tokens.end } : arg);
      }
      if (!tokens.at(")")) tokens.expect(",");
    }
    return { args, keywords };
  }

  #starArgument(): Expression {
    const from = this.tokens.from;
    this.tokens.expect("*");
    const of = this.expression();
    return { kind: "starred", of, from, to: of.to };
  }

  #atom(): Expression {
    const { tokens } = this;
    const { kind, text, from, to } = tokens.current;
    if (kind === "string") return this.#strings();
    if (kind === "number") {
      tokens.advance();
      const number = readNumber(text);
      return number === undefined ? { kind: "other", from, to } : { kind: "number", ...number, from, to };
    }
    if (kind === "name") {
      if (KEYWORDS.has(text)) tokens.fail();
      tokens.advance();
      if (text === "None") return { kind: "constant", value: null, from, to };
      if (text === "True" || text === "False") return { kind: "constant", value: text === "True", from, to };
      return { kind: "name", id: text, from, to };
    }
    if (tokens.skip("...")) return { kind: "ellipsis", from, to };
    if (tokens.skip("(")) return this.#parentheses(from);
    if (tokens.skip("[")) return this.#brackets(from);
    if (tokens.skip("{")) return this.#braces(from);
    return tokens.fail();
  }

  #strings(): Expression {
    const { tokens } = this;
    const from = tokens.from;
    const parts: ReturnType<typeof readString>[] = [];
    while (tokens.is("string")) {
      parts.push(readString(tokens.slice()));
      tokens.advance();
    }
    const at = { from, to: tokens.end };
    if (parts.every((part) => part.kind === "string")) {
      return { kind: "string", value: parts.map((part) => part.value).join(""), ...at };
    }
    return { kind: parts.every((part) => part.kind === "bytes") ? "bytes" : "other", ...at };
  }

  /** Skips the clauses of a comprehension up to its closing bracket. */
  #comprehension(from: number, close: string): Expression | undefined {
    const { tokens } = this;
    if (!tokens.at("for") && !tokens.at("async")) return undefined;
    tokens.skipUntil(close);
    tokens.expect(close);
    return { kind: "other", from, to: tokens.end };
  }

  #parentheses(from: number): Expression {
    const { tokens } = this;
    if (tokens.skip(")")) return { kind: "tuple", items: [], from, to: tokens.end };
    const first = this.starred();
    const comprehension = this.#comprehension(from, ")");
    if (comprehension !== undefined) return comprehension;
    if (tokens.skip(")")) return first;
    tokens.expect(",");
    const items = [first, ...this.#items(")", () => this.starred())];
    return { kind: "tuple", items, from, to: tokens.end };
  }

  #brackets(from: number): Expression {
    const { tokens } = this;
    if (tokens.skip("]")) return { kind: "list", items: [], from, to: tokens.end };
    const first = this.starred();
    const comprehension = this.#comprehension(from, "]");
    if (comprehension !== undefined) return comprehension;
    if (!tokens.at("]")) tokens.expect(",");
    const items = [first];
    while (!tokens.skip("]")) {
      items.push(this.starred());
      if (!tokens.at("]")) tokens.expect(",");
    }
    return { kind: "list", items, from, to: tokens.end };
  }

  #braces(from: number): Expression {
    const { tokens } = this;
    const entries: DictEntry[] = [];
    const items: Expression[] = [];
    while (!tokens.skip("}")) {
      if (tokens.skip("**")) entries.push({ key: undefined, value: this.#binary(5) });
      else {
        const key = this.starred();
        if (tokens.skip(":")) entries.push({ key, value: this.expression() });
        else items.push(key);
      }
      const comprehension = this.#comprehension(from, "}");
      if (comprehension !== undefined) return comprehension;
      if (!tokens.at("}")) tokens.expect(",");
    }
    const at = { from, to: tokens.end };
    if (items.length > 0 && entries.length > 0) return { kind: "other", ...at };
    return items.length > 0 ? { kind: "set", items, ...at } : { kind: "dict", entries, ...at };
  }
}
