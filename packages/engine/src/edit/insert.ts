import { endLine, type Hunk, indentAt, indentUnit, lineAt, type Sheet, type Stretch } from "./page.js";

/**
 * A declaration below another one, set as that one is: on lines of its own
 * with the same indentation, or behind it where they share a line.
 *
 * @param separator Stands between declarations; it is added behind `previous`
 *   where that lacks it, and behind the new one where `previous` has it.
 * @param isAlone Nothing else is added there: a comma that the last one lacks
 *   is not given to the new last one.
 */
export function insertBelow(
  page: Sheet,
  previous: Stretch,
  declaration: readonly string[],
  separator: ";" | "," | "" = "",
  isAlone = false,
): readonly Hunk[] {
  const { text } = page;
  const lineStart = text.lastIndexOf("\n", previous.start - 1) + 1;
  const separated = endWithSeparator(text, previous.end, separator);
  const last = separated ?? previous.end;
  const ahead = text.slice(lineStart, previous.start).replaceAll(/\/\*.*?\*\//g, "");
  const ownLine = ahead.trim() === "" && isRestBlank(text, last);
  if (!ownLine) {
    const [only, ...more] = declaration;
    if (only === undefined || more.length > 0) return [];
    if (separator === "") return [{ start: last, end: last, text: ` ${only}` }];
    const added = separated === undefined ? `${separator} ${only}` : ` ${only}${separator}`;
    return [{ start: last, end: last, text: added }];
  }
  const indent = indentAt(page, previous.start);
  const ended = separator !== "" && (separated !== undefined || (separator === "," && !isAlone));
  const lines = declaration.map((line, i) =>
    line === "" ? "" : indent + line + (ended && i === declaration.length - 1 ? separator : ""),
  );
  const insertion: Hunk = { line: lineAt(page, last) + 1, lines };
  if (separated !== undefined || separator !== ",") return [insertion];
  return [{ start: previous.end, end: previous.end, text: separator }, insertion];
}

/** The first declaration between the brackets of an empty or nearly empty body. */
export function insertIntoBody(
  page: Sheet,
  inside: Stretch,
  declaration: readonly string[],
  separator = "",
  usualIndent = "  ",
): readonly Hunk[] {
  const { text } = page;
  const content = text.slice(inside.start, inside.end);
  const outer = indentAt(page, inside.start);
  const lines = declaration.map(
    (line, i) => outer + indentUnit(page, usualIndent) + line + (i === declaration.length - 1 ? separator : ""),
  );
  const closeLine = text.lastIndexOf("\n", inside.end - 1) + 1;
  if (closeLine > inside.start && text.slice(closeLine, inside.end).trim() === "") {
    return [{ line: lineAt(page, inside.end), lines }];
  }
  if (content.trim() !== "") return [];
  return [{ ...inside, text: `\n${lines.join("\n")}\n${outer}` }];
}

/** A definition at the end of the page, `distance` blank lines below what stands there. */
export function appendDefinition(page: Sheet, lines: readonly string[], distance = 1): Hunk {
  return { line: endLine(page), lines: [...Array.from({ length: distance }, () => ""), ...lines] };
}

function endWithSeparator(text: string, end: number, separator: string): number | undefined {
  if (separator === "") return end;
  if (";,".includes(text.charAt(end - 1))) return end;
  const next = /^[ \t]*[;,]/.exec(text.slice(end));
  return next ? end + next[0].length : undefined;
}

/** Nothing but a comment follows on the line. */
function isRestBlank(text: string, end: number): boolean {
  const newline = text.indexOf("\n", end);
  const rest = text.slice(end, newline < 0 ? text.length : newline);
  return /^[ \t]*(?:(?:\/\/|#).*|\/\*(?:(?!\*\/).)*\*\/[ \t]*)?$/.test(rest);
}
