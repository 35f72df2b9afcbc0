import { findNodeAtLocation, type Node, type ParseError, parseTree } from "jsonc-parser";

/**
 * Adds a text to the end of a list in a JSON text, the objects around it and
 * the list itself where they are missing. Comments, line ends and the format
 * of everything else stay.
 *
 * @param text with comments and trailing commas, as `nx.json` may have them
 * @returns the text as it was where it is broken, or something else stands in the place of the list
 */
export function appendToList(text: string, path: readonly string[], value: string): string {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (errors.length > 0) return text;
  const layout = { indent: indentOf(text), eol: text.includes("\r\n") ? "\r\n" : "\n" };
  const known = path
    .map((_, at) => path.slice(0, path.length - at))
    .find((each) => root && findNodeAtLocation(root, [...each]));
  const at = root && (known ? findNodeAtLocation(root, [...known]) : root);
  if (!at) return text;
  const rest = path.slice(known?.length ?? 0);
  const depth = known?.length ?? 0;
  if (rest.length === 0) return at.type === "array" ? insert(text, at, depth, JSON.stringify(value), layout) : text;
  if (at.type !== "object") return text;
  return insert(text, at, depth, nested(rest, value, depth + 1, layout), layout);
}

interface Layout {
  readonly indent: string;
  readonly eol: string;
}

/** `"sync": { "globalGenerators": [ … ] }`, written out over several lines. */
function nested([key, ...rest]: readonly string[], value: string, depth: number, { indent, eol }: Layout): string {
  const [inner, outer] = [indent.repeat(depth + 1), indent.repeat(depth)];
  const layout = { indent, eol };
  const [content, open, close] =
    rest.length === 0 ? [JSON.stringify(value), "[", "]"] : [nested(rest, value, depth + 1, layout), "{", "}"];
  return `${JSON.stringify(key)}: ${open}${eol}${inner}${content}${eol}${outer}${close}`;
}

/** Puts an item after the last one of an object or a list, on a line of its own where those have lines of their own. */
function insert(
  text: string,
  { offset, length, children = [] }: Node,
  depth: number,
  item: string,
  layout: Layout,
): string {
  const end = offset + length - 1;
  const last = children.at(-1);
  const isLong = item.includes(layout.eol);
  if (last === undefined) {
    const outer = layout.indent.repeat(depth);
    const inside = isLong ? `${layout.eol}${outer}${layout.indent}${item}${layout.eol}${outer}` : item;
    return `${text.slice(0, offset + 1)}${inside}${text.slice(end)}`;
  }
  const lastEnd = last.offset + last.length;
  const tail = text.slice(lastEnd, end);
  const comma = commaIn(tail);
  const isSpread = text.slice(offset, children[0]?.offset).includes("\n");
  const before = tail.trimEnd();
  const gap = isSpread ? `${layout.eol}${layout.indent.repeat(depth + 1)}` : " ";
  const withComma = comma ? before : `,${before}`;
  return `${text.slice(0, lastEnd)}${withComma}${gap}${item}${comma ? "," : ""}${tail.slice(before.length)}${text.slice(end)}`;
}

/** Whether a comma stands behind the last item, comments aside. */
function commaIn(tail: string): boolean {
  return tail.replace(/\/\/.*|\/\*[^]*?\*\//g, "").includes(",");
}

function indentOf(text: string): string {
  return /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ";
}
