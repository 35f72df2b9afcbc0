import { ExpressionParser } from "./expression.js";
import { readImport } from "./import.js";
import { TokenStream } from "./token-stream.js";
import { SyntaxProblem } from "./tokens.js";
import type { Expression, Statement, TypeParameter } from "./tree.js";

/** The statements of a module without the bodies of its functions, or the first place that is not Python. */
export function readStatements(text: string): readonly Statement[] | { readonly problem: SyntaxProblem } {
  try {
    return new StatementParser(text).module();
  } catch (error) {
    if (error instanceof SyntaxProblem) return { problem: error };
    throw error;
  }
}

/**
 * The expression inside a string annotation, with offsets into `(text\n)`:
 * `typing.ForwardRef` reads it in parentheses, so that line breaks do not
 * matter. `undefined` when it is none.
 */
export function readExpression(text: string): Expression | undefined {
  const statements = readStatements(`(${text}\n)`);
  if ("problem" in statements) return undefined;
  const [first] = statements;
  return first?.kind === "expression" && statements.length === 1 ? first.value : undefined;
}

/** Statements whose inside says nothing about what a module defines. */
const SKIPPED = new Set(["assert", "raise", "return", "global", "nonlocal", "pass", "break", "continue"]);
const UPDATE = /^(?:[-+*/%@&|^]|\*\*|\/\/|>>|<<)=$/;

const isSingleTarget = ({ kind }: Expression) => kind === "name" || kind === "attribute" || kind === "subscript";

function isTarget(expression: Expression): boolean {
  if (expression.kind === "tuple" || expression.kind === "list") return expression.items.every(isTarget);
  return expression.kind === "starred" ? isTarget(expression.of) : isSingleTarget(expression);
}

class StatementParser {
  readonly #tokens: TokenStream;
  readonly #expressions: ExpressionParser;

  constructor(text: string) {
    this.#tokens = new TokenStream(text);
    this.#expressions = new ExpressionParser(this.#tokens);
  }

  module(): readonly Statement[] {
    const statements: Statement[] = [];
    while (!this.#tokens.is("end")) statements.push(...this.#line());
    return statements;
  }

  /** A compound statement, or simple statements up to the end of the line. */
  #line(): Statement[] {
    const tokens = this.#tokens;
    if (tokens.is("indent")) tokens.fail("The line is indented without a reason");
    const compound = this.#compound();
    if (compound !== undefined) return [compound];
    const statements: Statement[] = [];
    do {
      if (tokens.is("newline") && statements.length > 0) break;
      const statement = this.#simple();
      if (statement !== undefined) statements.push(statement);
    } while (tokens.skip(";"));
    if (!tokens.is("newline")) tokens.fail();
    tokens.advance();
    return statements;
  }

  /** `:` and what belongs below it, or behind it on the same line. */
  #block(): Statement[] {
    const tokens = this.#tokens;
    tokens.expect(":");
    if (!tokens.is("newline")) return this.#line();
    tokens.advance();
    if (!tokens.is("indent")) tokens.fail("An indented block is missing here");
    tokens.advance();
    const statements: Statement[] = [];
    while (!tokens.is("dedent") && !tokens.is("end")) statements.push(...this.#line());
    tokens.advance();
    return statements;
  }

  #compound(): Statement | undefined {
    const tokens = this.#tokens;
    const { text, from } = tokens.current;
    switch (text) {
      case "@":
        return this.#decorated();
      case "class":
      case "def":
        return this.#definition([]);
      case "async":
        return tokens.next.text === "def" ? this.#definition([]) : this.#opaque(from);
      case "if":
        return this.#if(from);
      case "try":
        return this.#try(from);
      case "for":
      case "while":
      case "with":
        return this.#opaque(from);
      case "match":
        return tokens.next.text !== "=" && tokens.endsWithColon() ? this.#match(from) : undefined;
      default:
        return undefined;
    }
  }

  /** Where the last token of the statements read so far ends; layout has no width. */
  #at(from: number, body: readonly Statement[] = []): { readonly from: number; readonly to: number } {
    return { from, to: Math.max(body.at(-1)?.to ?? 0, this.#lastEnd) };
  }

  /** End of the last simple statement or block, without the line breaks behind it. */
  #lastEnd = 0;

  #opaque(from: number): Statement {
    const tokens = this.#tokens;
    tokens.advance();
    tokens.skipUntil(":");
    const body = this.#block();
    while (tokens.skip("else")) body.push(...this.#block());
    return { kind: "block", body, ...this.#at(from, body) };
  }

  #match(from: number): Statement {
    const tokens = this.#tokens;
    tokens.skipUntil(":");
    tokens.expect(":");
    tokens.advance();
    const body: Statement[] = [];
    if (!tokens.is("indent")) tokens.fail("An indented block is missing here");
    tokens.advance();
    while (tokens.skip("case")) {
      tokens.skipUntil(":");
      body.push(...this.#block());
    }
    if (!tokens.is("dedent")) tokens.fail();
    tokens.advance();
    return { kind: "block", body, ...this.#at(from, body) };
  }

  #if(from: number): Statement {
    const tokens = this.#tokens;
    const branches: { test: Expression; body: Statement[] }[] = [];
    while (branches.length === 0 ? tokens.skip("if") : tokens.skip("elif")) {
      const test = this.#expressions.named();
      branches.push({ test, body: this.#block() });
    }
    const otherwise = tokens.skip("else") ? this.#block() : [];
    return { kind: "if", branches, otherwise, ...this.#at(from) };
  }

  #try(from: number): Statement {
    const tokens = this.#tokens;
    tokens.advance();
    const body = this.#block();
    const handlers: Statement[][] = [];
    while (tokens.skip("except")) {
      tokens.skipUntil(":");
      handlers.push(this.#block());
    }
    const otherwise = tokens.skip("else") ? this.#block() : [];
    const last = tokens.skip("finally") ? this.#block() : [];
    return { kind: "try", body, handlers, otherwise, last, ...this.#at(from) };
  }

  #decorated(): Statement {
    const tokens = this.#tokens;
    const decorators: Expression[] = [];
    while (tokens.skip("@")) {
      decorators.push(this.#expressions.named());
      if (!tokens.is("newline")) tokens.fail();
      tokens.advance();
    }
    if (!/^(?:class|def|async)$/.test(tokens.current.text)) tokens.fail();
    return this.#definition(decorators);
  }

  #definition(decorators: readonly Expression[]): Statement {
    const tokens = this.#tokens;
    const { from } = tokens.current;
    tokens.skip("async");
    const isClass = tokens.at("class");
    tokens.advance();
    const name = tokens.name();
    const typeParameters = this.#typeParameters();
    if (isClass) {
      const { args: bases, keywords } = tokens.at("(") ? this.#expressions.arguments() : { args: [], keywords: [] };
      const body = this.#block();
      return { kind: "class", name, typeParameters, bases, keywords, decorators, body, ...this.#at(from, body) };
    }
    tokens.expect("(");
    tokens.skipUntil(")");
    tokens.expect(")");
    const returns = tokens.skip("->") ? this.#expressions.list() : undefined;
    // What a function does has no influence on what its module defines; it is read for its syntax only.
    this.#block();
    return { kind: "function", name, decorators, returns, from, to: this.#lastEnd };
  }

  #typeParameters(): TypeParameter[] {
    const tokens = this.#tokens;
    const parameters: TypeParameter[] = [];
    if (!tokens.skip("[")) return parameters;
    while (!tokens.skip("]")) {
      const variadic = tokens.skip("*") || tokens.skip("**");
      const name = tokens.name();
      const bound = tokens.skip(":") ? this.#expressions.expression() : undefined;
      const byDefault = tokens.skip("=") ? this.#expressions.starred() : undefined;
      parameters.push({ name, bound, default: byDefault, variadic });
      if (!tokens.at("]")) tokens.expect(",");
    }
    return parameters;
  }

  #simple(): Statement | undefined {
    const tokens = this.#tokens;
    const { text, from, kind } = tokens.current;
    const next = tokens.next;
    let statement: Statement | undefined;
    if (kind === "name" && SKIPPED.has(text)) tokens.skipUntil(";");
    else if (kind === "name" && (text === "import" || text === "from")) statement = readImport(tokens);
    else if (text === "del") {
      tokens.advance();
      const targets = this.#expressions.list();
      statement = {
        kind: "delete",
        targets: targets.kind === "tuple" ? targets.items : [targets],
        from,
        to: tokens.end,
      };
    } else if (text === "type" && next.kind === "name" && next.text !== "in" && next.text !== "is") {
      statement = this.#alias();
    } else statement = this.#assignment();
    this.#lastEnd = tokens.end;
    return statement;
  }

  #alias(): Statement {
    const tokens = this.#tokens;
    const { from } = tokens.current;
    tokens.advance();
    const name = tokens.name();
    const typeParameters = this.#typeParameters();
    tokens.expect("=");
    const value = this.#expressions.expression();
    return { kind: "alias", name, typeParameters, value, from, to: tokens.end };
  }

  #assignment(): Statement {
    const tokens = this.#tokens;
    const { from } = tokens.current;
    const first = this.#expressions.list();
    if (tokens.is("operator") && UPDATE.test(tokens.current.text)) {
      tokens.advance();
      const value = this.#expressions.list();
      return { kind: "update", target: first, value, from, to: tokens.end };
    }
    if (tokens.at(":") && !isSingleTarget(first))
      tokens.fail("Only a name, an attribute or an element can be annotated");
    const annotation = tokens.skip(":") ? this.#expressions.expression() : undefined;
    const parts = [first];
    while (tokens.at("=")) {
      if (!isTarget(parts.at(-1) ?? first)) tokens.fail("Nothing can be assigned to what stands on the left");
      tokens.advance();
      parts.push(this.#expressions.list());
    }
    if (annotation === undefined && parts.length === 1)
      return { kind: "expression", value: first, from, to: tokens.end };
    const value = parts.length > 1 ? parts.pop() : undefined;
    return { kind: "assign", targets: parts, annotation, value, from, to: tokens.end };
  }
}
