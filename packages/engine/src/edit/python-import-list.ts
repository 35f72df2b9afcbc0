import { type Hunk, lineLimit, type Page } from "./page.js";
import type { NamesIn } from "./python-statements.js";

/** Adds a name to those that a statement imports, in order where they are; `undefined` where its form is a rare one. */
export function extendImport(page: Page, { text, start, isParenthesised }: NamesIn, name: string): Hunk | undefined {
  if (text === "*" || text.includes("\\") || (isParenthesised && text.includes("#"))) return undefined;
  const found = [...text.matchAll(/\w+(?:[ \t]+as[ \t]+\w+)?/g)];
  const names = found.map(([each]) => each);
  const last = found.at(-1);
  if (!last) return undefined;
  const isSorted = names.every((each, i) => i === 0 || compareMembers(names[i - 1] ?? "", each) <= 0);
  const next = isSorted ? found.find(([each]) => compareMembers(each, name) > 0) : undefined;
  const isMultiline = text.includes("\n");
  if (isMultiline) {
    const indent = /\n([ \t]+)\w/.exec(text)?.[1];
    if (indent === undefined) return undefined;
    if (next) return insertion(start + next.index, `${name},\n${indent}`);
    const end = last.index + last[0].length;
    const hasComma = /^\s*,/.test(text.slice(end));
    return insertion(start + end, hasComma ? `,\n${indent}${name}` : `,\n${indent}${name}`);
  }
  const change = next
    ? insertion(start + next.index, `${name}, `)
    : insertion(start + last.index + last[0].length, `, ${name}`);
  const lineStart = page.text.lastIndexOf("\n", start) + 1;
  if (isParenthesised || start - lineStart + text.length + name.length + 2 <= lineLimit(page, 88)) return change;
  const all = isSorted ? [...names, name].sort(compareMembers) : [...names, name];
  return { start, end: start + text.length, text: `(\n${all.map((each) => `    ${each},\n`).join("")})` };
}

function insertion(at: number, text: string): Hunk {
  return { start: at, end: at, text };
}

/**
 * The order that isort and Ruff give members: constants, classes, the rest.
 *
 * @see https://docs.astral.sh/ruff/settings/#lint_isort_order-by-type
 */
export function compareMembers(a: string, b: string): number {
  const rank = (name: string) => (/^[A-Z][A-Z\d_]+$/.test(name) ? 0 : /^[A-Z]/.test(name) ? 1 : 2);
  const [left, right] = [a.split(/\s/)[0] ?? a, b.split(/\s/)[0] ?? b];
  return rank(left) - rank(right) || (left < right ? -1 : left > right ? 1 : 0);
}
