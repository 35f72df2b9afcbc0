import { isDeepStrictEqual } from "node:util";
import { ContractsError } from "@nx-contracts/ir";
import { isMap, isNode, isScalar, isSeq, type Pair, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import { isPlain, list } from "../../config/tolerant-yaml.js";

/** An entry of `generate`: keys and values as they are written. */
export type Entry = { readonly [key: string]: string | readonly string[] };

/**
 * Adds an entry at the end of `generate`, and changes nothing else of the
 * text: what stands where is taken from its syntax tree.
 *
 * @throws ContractsError `config-invalid` for a text that gives no place to add it to, with what to write by hand
 */
export function appendOutput(path: string, text: string, entry: Entry): string {
  const before = parseDocument(text);
  const added = before.errors.length === 0 && isMap(before.contents) ? insert(text, before.contents, entry) : undefined;
  if (added !== undefined && isAdded(before.toJS(), parseDocument(added), entry)) return added;
  throw new ContractsError("config-invalid", {
    message: `\`generate\` of \`${path}\` is written in a way that nothing can be added to safely.`,
    at: { file: path, line: 1, column: 1 },
    next: `Add \`${flow(entry)}\` to it, and run this again.`,
  });
}

function insert(text: string, root: YAMLMap, entry: Entry): string | undefined {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const pair = root.items.find(({ key }) => isScalar(key) && key.value === "generate");
  if (pair === undefined) {
    if (root.flow === true) return undefined;
    const gap = text === "" || /\r?\n$/.test(text) ? "" : eol;
    return `${text}${gap}${eol}generate:${eol}  - ${flow(entry)}${eol}`;
  }
  const { value } = pair;
  if (isSeq(value)) return value.flow === true ? intoBrackets(text, value, entry) : afterLast(text, value, entry, eol);
  return value === null || (isScalar(value) && value.value === null) ? asFirst(text, pair, entry, eol) : undefined;
}

function afterLast(text: string, { items }: YAMLSeq, entry: Entry, eol: string): string | undefined {
  const last = items.at(-1);
  const [start, end] = isNode(last) ? (last.range ?? []) : [];
  if (start === undefined || end === undefined) return undefined;
  const dash = text.lastIndexOf("-", start - 1);
  const indent = text.slice(text.lastIndexOf("\n", dash) + 1, dash);
  const item = `${indent}- ${flow(entry)}`;
  // A block ends with its line break, a value on one line before it.
  const line = text.indexOf("\n", text[end - 1] === "\n" ? end - 1 : end);
  return line < 0 ? `${text}${eol}${item}` : `${text.slice(0, line + 1)}${item}${eol}${text.slice(line + 1)}`;
}

function intoBrackets(text: string, { items, range }: YAMLSeq, entry: Entry): string | undefined {
  if (range === undefined || range === null) return undefined;
  const close = text.lastIndexOf("]", range[1] - 1);
  const last = items.at(-1);
  if (last === undefined) return `${text.slice(0, range[0])}[${flow(entry)}]${text.slice(close + 1)}`;
  const end = isNode(last) ? last.range?.[1] : undefined;
  return end === undefined ? undefined : `${text.slice(0, end)}, ${flow(entry)}${text.slice(end)}`;
}

function asFirst(text: string, { key }: Pair, entry: Entry, eol: string): string | undefined {
  const end = isNode(key) ? key.range?.[1] : undefined;
  if (end === undefined) return undefined;
  const line = text.indexOf("\n", end);
  const item = `  - ${flow(entry)}${eol}`;
  return line < 0 ? `${text}${eol}${item}` : `${text.slice(0, line + 1)}${item}${text.slice(line + 1)}`;
}

/** The text says what it said, and the entry. */
function isAdded(before: unknown, after: ReturnType<typeof parseDocument>, entry: Entry): boolean {
  if (after.errors.length > 0 || !isPlain(before)) return false;
  const wanted = { ...before, generate: [...list(before["generate"]), entry] };
  return isDeepStrictEqual(after.toJS(), wanted);
}

function flow(entry: Entry): string {
  const pairs = Object.entries(entry).map(([key, value]) => {
    const written = typeof value === "string" ? scalar(value) : `[${value.map(scalar).join(", ")}]`;
    return `${key}: ${written}`;
  });
  return `{ ${pairs.join(", ")} }`;
}

/** Quoted where it would be read as something else than this text. */
function scalar(value: string): string {
  return /^[A-Za-z_./][\w./@=-]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off)$/i.test(value)
    ? value
    : JSON.stringify(value);
}
