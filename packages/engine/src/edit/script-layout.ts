import { indentUnit, lineLimit, type Page, says } from "./page.js";
import { widthOf } from "./python-layout.js";
import { findSign, insideBrackets, SCRIPT_SYNTAX, signs, splitAt, type Syntax, TYPE_SYNTAX } from "./scan.js";

/** How a file is laid out: a column limit, a step of indentation, and whether the last of many takes a comma. */
interface Layout {
  readonly width: number;
  readonly unit: string;
  readonly comma: "," | "";
}

function layoutOf(page: Page, width: number | undefined, isChain = false): Layout {
  const isBare = isChain && !says(page, /,\s*\n\s*[)\]}]/) && says(page, /[\w"'\])]\s*\n\s*[)\]}]/);
  return { width: width ?? lineLimit(page, 80), unit: indentUnit(page, "  "), comma: isBare ? "" : "," };
}

/** What the file ends its statements with: nothing where it has some, and none ends in a semicolon. */
export function semicolon(page: Page): ";" | "" {
  return says(page, /;[ \t]*$/m) || !says(page, /^[ \t]*[\w}]/m) ? ";" : "";
}

/** The comma behind the last of many where each stands on a line of its own. */
export function lastComma(page: Page): "," | "" {
  return layoutOf(page, undefined, true).comma;
}

/** Whether text stands in one line behind an indentation and ahead of a separator. */
function fits(text: string, depth: number, { width, unit, comma }: Layout): boolean {
  return widthOf(`${unit.repeat(depth)}${text}${comma}`, unit === "\t" ? 2 : unit.length) <= width;
}

/** `key: type` as Prettier breaks it: alternatives a line each, arguments of a generic likewise. */
export function layOutProperty(page: Page, head: string, type: string, width: number | undefined): readonly string[] {
  const layout = layoutOf(page, width);
  const { unit } = layout;
  const flat = `${head} ${type}`;
  if (fits(flat, 1, layout)) return [flat];
  const parts = pieces(type, "|", TYPE_SYNTAX);
  const [generic, ...others] = parts;
  const isOneGeneric = generic !== undefined && /^[\w.]+</.test(generic) && others.every((part) => part === "null");
  if (isOneGeneric) {
    const open = generic.indexOf("<");
    const inside = insideBrackets(generic, open, TYPE_SYNTAX);
    const args = inside
      ? splitAt(generic, inside, TYPE_SYNTAX, ",").map(({ start, end }) => generic.slice(start, end))
      : [];
    const rest = [generic.slice((inside?.end ?? 0) + 1), ...others].join(" | ");
    if (inside && args.length > 1) {
      const lines = args.map((arg, i) => `${unit}${arg}${i < args.length - 1 ? "," : ""}`);
      return [`${head} ${generic.slice(0, open + 1)}`, ...lines, `>${rest}`];
    }
  }
  if (parts.length < 2) return [flat];
  return [head, ...parts.map((part) => `${unit}| ${part}`)];
}

/** `key: z.chain().of().calls()` as Prettier breaks it. */
export function layOutChain(page: Page, head: string, chain: string, width: number | undefined): readonly string[] {
  const layout = layoutOf(page, width, true);
  const { unit } = layout;
  const flat = `${head} ${chain}`;
  const { first, calls } = linksOf(chain);
  const isForced = calls.length > 2 && calls.some((call) => call.includes("=>"));
  if (fits(flat, 1, layout) && !isForced) return [flat];
  const isShort = /^\w{1,2}(?:\.|$)/.test(first);
  const together = isShort ? 1 : /^[A-Z]/.test(first) ? 3 : 2;
  if (calls.length <= together && !isForced) return breakLast(head, first, calls, layout);
  const ahead = isShort ? "" : (calls[0] ?? "");
  const rest = isShort ? calls : calls.slice(1);
  const lines = rest.flatMap((call) => (fits(call, 2, layout) ? [call] : breakCall(call, 2, layout)));
  return [`${head} ${first}${ahead}`, ...lines.map((line) => unit + line)];
}

/** Everything on the first line but what stands in the last brackets that hold something. */
function breakLast(head: string, first: string, calls: readonly string[], layout: Layout): readonly string[] {
  const last = calls.findLastIndex((call) => !call.endsWith("()"));
  const call = calls[last];
  if (call === undefined) return [`${head} ${first}${calls.join("")}`];
  const [open = "", ...rest] = breakCall(call, 1, layout);
  const lines = [`${head} ${first}${calls.slice(0, last).join("")}${open}`, ...rest];
  return lines.map((line, i) => (i === lines.length - 1 ? line + calls.slice(last + 1).join("") : line));
}

/** A call with its arguments a line each; those of its only list likewise. */
function breakCall(call: string, depth: number, layout: Layout): readonly string[] {
  const open = findSign(call, { start: 0, end: call.length }, SCRIPT_SYNTAX, "(");
  if (open === undefined) return [call];
  const name = call.slice(0, open + 1);
  const inner = call.slice(open + 1, -1);
  const isList = inner.startsWith("[") && inner.endsWith("]") && pieces(inner, ",", SCRIPT_SYNTAX).length === 1;
  const args = pieces(isList ? inner.slice(1, -1) : inner, ",", SCRIPT_SYNTAX);
  const lines = args.flatMap((arg, i) => {
    const end = i < args.length - 1 ? "," : layout.comma;
    const broken =
      fits(arg, depth + 1, layout) || !/^[\w.]+\(.+\)$/.test(arg) ? [arg] : breakCall(arg, depth + 1, layout);
    return broken.map((line, j) => layout.unit + line + (j === broken.length - 1 ? end : ""));
  });
  return isList ? [`${name}[`, ...lines, "])"] : [name, ...lines, ")"];
}

/** What a chain begins with, and its calls, each with the dots ahead of it. */
function linksOf(chain: string): { readonly first: string; readonly calls: readonly string[] } {
  const dots = [...signs(chain, { start: 0, end: chain.length }, SCRIPT_SYNTAX)].flatMap(({ at, char, depth }) =>
    depth === 0 && char === "." ? [at] : [],
  );
  const cuts = [...dots, chain.length];
  const links = dots.map((dot, i) => chain.slice(dot, cuts[i + 1]));
  const calls: string[] = [];
  let waiting = "";
  for (const link of links) {
    waiting += link;
    if (!link.endsWith(")")) continue;
    calls.push(waiting);
    waiting = "";
  }
  // What is no call belongs to what the chain begins with: `z.iso`.
  const [, namespace = "", call = calls[0] ?? ""] = /^((?:\.\w+(?=\.))*)(.*)$/s.exec(calls[0] ?? "") ?? [];
  return { first: chain.slice(0, dots[0] ?? chain.length) + namespace, calls: [call, ...calls.slice(1)] };
}

function pieces(text: string, separator: string, syntax: Syntax): readonly string[] {
  return splitAt(text, { start: 0, end: text.length }, syntax, separator).map(({ start, end }) =>
    text.slice(start, end),
  );
}
