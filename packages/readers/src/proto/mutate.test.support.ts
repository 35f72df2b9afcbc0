import { FLOAT, INTEGER, Lexer, SyntaxFailure } from "./tokens.js";

/** A text that differs from a real one in one random place. */
export interface Mutant {
  readonly text: string;
  readonly mutation: string;
}

/** Random numbers that are the same in every run (mulberry32). */
export function randomSource(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isNumber: boolean;
  readonly isWord: boolean;
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  try {
    for (const lexer = new Lexer(text); lexer.kind !== 0; lexer.next()) {
      tokens.push({
        text: lexer.word(),
        start: lexer.start,
        end: lexer.end,
        isNumber: lexer.kind === INTEGER || lexer.kind === FLOAT,
        isWord: lexer.kind === 1,
      });
    }
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) throw error;
  }
  return tokens;
}

const TYPES = [
  "int32",
  "string",
  "bytes",
  "bool",
  "double",
  "sint64",
  "fixed32",
  "Missing",
  "google.protobuf.Nothing",
  ".google.protobuf.FieldOptions",
];
const WORDS = [
  "optional",
  "repeated",
  "required",
  "message",
  "enum",
  "oneof",
  "map",
  "group",
  "reserved",
  "extensions",
  "option",
  "stream",
  "returns",
  "rpc",
  "to",
  "max",
  "true",
  "inf",
];
const SYMBOLS = [";", "{", "}", "[", "]", "(", ")", "<", ">", "=", ",", ".", "-", ":", "/"];
const NUMBERS = [
  "0",
  "1",
  "2",
  "19500",
  "536870911",
  "536870912",
  "2147483648",
  "0x10",
  "017",
  "1.5",
  "99999999999999999999",
];

type Mutation = (text: string, tokens: readonly Token[], random: (below: number) => number) => string;

const pick = <T>(items: readonly T[], random: (below: number) => number): T | undefined => items[random(items.length)];
const splice = (text: string, { start, end }: { readonly start: number; readonly end: number }, by: string) =>
  text.slice(0, start) + by + text.slice(end);

function replaceOne(
  filter: (token: Token) => boolean,
  by: (token: Token, random: (below: number) => number) => string,
): Mutation {
  return (text, tokens, random) => {
    const token = pick(tokens.filter(filter), random);
    return token === undefined ? text : splice(text, token, by(token, random));
  };
}

function onLine(filter: RegExp, change: (line: string, random: (below: number) => number) => string): Mutation {
  return (text, _, random) => {
    const lines = text.split("\n");
    const index = pick(
      [...lines.keys()].filter((at) => filter.test(lines[at] ?? "")),
      random,
    );
    if (index !== undefined) lines[index] = change(lines[index] ?? "", random);
    return lines.join("\n");
  };
}

const FIELD = /^\s+(repeated |optional )?[\w.]+ \w+ = \d+;$/;

/** What may happen to a file, by name. */
export const MUTATIONS: { readonly [name: string]: Mutation } = {
  "delete a token": replaceOne(
    () => true,
    () => "",
  ),
  "insert a symbol": replaceOne(
    () => true,
    (token, random) => `${token.text} ${pick(SYMBOLS, random)} `,
  ),
  "insert a word": replaceOne(
    () => true,
    (token, random) => `${token.text} ${pick(WORDS, random)} `,
  ),
  "replace a symbol": replaceOne(
    (token) => SYMBOLS.includes(token.text),
    (_, random) => pick(SYMBOLS, random) ?? "",
  ),
  "change a number": replaceOne(
    (token) => token.isNumber,
    (_, random) => pick(NUMBERS, random) ?? "",
  ),
  "rename a word": replaceOne(
    (token) => token.isWord,
    (token) => `${token.text}X`,
  ),
  "replace a word": (text, tokens, random) => {
    const words = tokens.filter((token) => token.isWord);
    return replaceOne(
      (token) => token.isWord,
      (token) => pick(words, random)?.text ?? token.text,
    )(text, tokens, random);
  },
  "replace by a keyword": replaceOne(
    (token) => token.isWord,
    (_, random) => pick(WORDS, random) ?? "",
  ),
  "duplicate a field": onLine(FIELD, (line) => `${line}\n${line}`),
  "duplicate a field with another number": onLine(FIELD, (line) => `${line}\n${line.replace(/= \d+/, "= 7777")}`),
  "change the type of a field": onLine(FIELD, (line, random) =>
    line.replace(/[\w.]+(?= \w+ =)/, pick(TYPES, random) ?? ""),
  ),
  "label a field": onLine(FIELD, (line, random) =>
    line.replace(/^(\s+)/, `$1${pick(["optional ", "repeated ", "required "], random)}`),
  ),
  "give a field an option": onLine(FIELD, (line, random) =>
    line.replace(
      ";",
      pick(
        [
          " [deprecated = true];",
          " [packed = true];",
          " [default = 1];",
          ' [json_name = "id"];',
          " [jstype = JS_STRING];",
          " [lazy = true];",
          " [nonsense = 1];",
          " [deprecated = 1];",
        ],
        random,
      ) ?? ";",
    ),
  ),
  "reserve something": onLine(
    /^message \w+ \{$/,
    (line, random) =>
      `${line}\n  reserved ${pick(["1", "2 to 3", '"name"', "name", "5 to max", "3, 3", "4 to 2"], random)};`,
  ),
  "duplicate a line": onLine(/\S/, (line) => `${line}\n${line}`),
  "delete a line": onLine(/^\s*[^/\s]/, () => ""),
  "drop an import": onLine(/^import /, () => ""),
  "change an import": onLine(/^import /, (line) => line.replace(".proto", "_gone.proto")),
  "swap two tokens": (text, tokens, random) => {
    const at = random(Math.max(1, tokens.length - 1));
    const [first, second] = [tokens[at], tokens[at + 1]];
    if (first === undefined || second === undefined) return text;
    return (
      text.slice(0, first.start) +
      second.text +
      text.slice(first.end, second.start) +
      first.text +
      text.slice(second.end)
    );
  },
  "cut the end off": (text, tokens, random) => text.slice(0, pick(tokens, random)?.start ?? 0),
};

/** One random mutation of `text`. */
export function mutate(text: string, random: (below: number) => number): Mutant {
  const mutation = pick(Object.keys(MUTATIONS), random) ?? "";
  return { mutation, text: MUTATIONS[mutation]?.(text, tokensOf(text), random) ?? text };
}
