import { indentAt, type Page, type Stretch, textAt } from "./page.js";
import { insideBrackets, PYTHON_SYNTAX, signs, splitAt } from "./scan.js";

/** A decorator of a method, or a call that makes one, that names a field: `@field_validator("title", "name")`. */
export interface NamingDecorator {
  /** What stands between the brackets, without keyword arguments. */
  readonly list: Stretch;
  readonly names: readonly Stretch[];
  readonly own: Stretch;
  /** The method with its decorators, or the assignment. */
  readonly statement: Stretch;
  readonly method: string;
}

/** Decorators in a class body by which validators and serializers name the field. */
export function namingDecorators(page: Page, body: Stretch, field: string): readonly NamingDecorator[] {
  const found = textAt(page, body).matchAll(
    /^[ \t]*(@|\w+[ \t]*=[ \t]*)(?:\w+\.)*(?:\w*validator|\w*serializer)\s*\(/gm,
  );
  return [...found].flatMap((match): readonly NamingDecorator[] => {
    const open = body.start + match.index + match[0].length - 1;
    const inside = insideBrackets(page.text, open, PYTHON_SYNTAX);
    if (!inside) return [];
    const names = splitAt(page.text, inside, PYTHON_SYNTAX, ",").filter((part) => /^["']/.test(textAt(page, part)));
    const own = names.find((part) => textAt(page, part).slice(1, -1) === field);
    const start = body.start + match.index + match[0].search(/\S/);
    const placed = match[1] === "@" ? method(page, start, body) : assignment(page, start, body);
    return own && placed ? [{ list: inside, names, own, ...placed }] : [];
  });
}

/** Where the decorators of a class or a method begin; its own start where it has none. */
export function decoratorsAbove(page: Page, start: number): number {
  const { text } = page;
  const indent = indentAt(page, start);
  let top = start;
  for (let from = text.lastIndexOf("\n", start - 1) + 1; from > 0; from = text.lastIndexOf("\n", from - 2) + 1) {
    const isDecorator = text.startsWith(`${indent}@`, from) && isBalanced(text, { start: from, end: top });
    const between = text.slice(from, top).replaceAll(/^[ \t]*#.*$/gm, "");
    if (isDecorator && /^[ \t]*@[^]*\n[ \t]*$/.test(between)) top = from + indent.length;
    else if (from < text.lastIndexOf("\n", top - 1) && isBalanced(text, { start: from, end: top })) break;
    if (from === 0) break;
  }
  return top;
}

function method(
  page: Page,
  start: number,
  body: Stretch,
): { readonly statement: Stretch; readonly method: string } | undefined {
  const head = /\b(?:async[ \t]+)?def[ \t]+(\w+)/.exec(page.text.slice(start, body.end));
  if (!head?.[1]) return undefined;
  const first = decoratorsAbove(page, start);
  const end = endOfBlock(page, start + head.index, body);
  return { statement: { start: first, end }, method: head[1] };
}

function assignment(
  page: Page,
  start: number,
  body: Stretch,
): { readonly statement: Stretch; readonly method: string } | undefined {
  const name = /^\w+/.exec(page.text.slice(start))?.[0];
  for (const { at, char, depth } of signs(page.text, { start, end: body.end }, PYTHON_SYNTAX)) {
    if (depth === 0 && char === "\n")
      return name === undefined ? undefined : { statement: { start, end: at }, method: name };
  }
  return name === undefined ? undefined : { statement: { start, end: body.end }, method: name };
}

/** The end of the last line that is indented deeper than the one of `start`. */
function endOfBlock(page: Page, start: number, body: Stretch): number {
  const depth = indentAt(page, start).length;
  let end = start;
  let isOpen = true;
  for (const { at, char, depth: brackets } of signs(page.text, { start, end: body.end }, PYTHON_SYNTAX)) {
    if (/\s/.test(char)) continue;
    const lineStart = page.text.lastIndexOf("\n", at - 1) + 1;
    const isFirst = page.text.slice(lineStart, at).trim() === "";
    if (isFirst && brackets === 0 && lineStart > start && at - lineStart <= depth && !")]}".includes(char))
      isOpen = false;
    if (!isOpen) break;
    end = at + 1;
  }
  return docstringEnd(page, end, body, depth);
}

/** A body may end in a string, which holds no sign of code. */
function docstringEnd(page: Page, end: number, body: Stretch, depth: number): number {
  const rest = page.text.slice(end, body.end);
  const found = /^(?:[^\n]*\n)?(?:[ \t]*\n)*([ \t]+)([rRuU]?("""|''')[^]*?\3)/.exec(rest);
  const line = /^[^\n]*/.exec(rest)?.[0] ?? "";
  if (found && (found[1]?.length ?? 0) > depth) return end + found[0].length;
  return end + line.replace(/#.*/, "").trimEnd().length;
}

function isBalanced(text: string, stretch: Stretch): boolean {
  let open = 0;
  for (const { char } of signs(text, stretch, PYTHON_SYNTAX)) {
    if ("([{".includes(char)) open++;
    if (")]}".includes(char)) open--;
    if (open < 0) return false;
  }
  return open === 0;
}
