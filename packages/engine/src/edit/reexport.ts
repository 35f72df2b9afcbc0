import type { Edit } from "@nx-contracts/ir";
import { applyEdits } from "./apply.js";
import { endLine, lineAt, openSheet, type Sheet, type Stretch, toEdits } from "./page.js";
import { mentions } from "./pydantic-removal.js";
import { SCRIPT_SYNTAX } from "./scan.js";
import { commentsOn, withoutComments } from "./take-away.js";
import { withoutImported, withoutReexported } from "./unused-import.js";

/**
 * The edits that take names out of what a file hands on: in a package of
 * Python their imports and their entries in `__all__`, in TypeScript the names
 * between the braces of `export`, and `export *` of files that are gone.
 *
 * @param stars lines whose `export *` leads to a file that is gone
 * @returns nothing where the file does more with one of the names
 */
export function removeReexports(
  file: string,
  text: string,
  names: readonly string[],
  stars: readonly number[] = [],
): readonly Edit[] {
  const sheet = openSheet(file, text);
  const isPython = file.endsWith(".py");
  const gone = new Set(names);
  const changes = isPython
    ? [...withoutImported(sheet, gone), ...names.flatMap((name) => mentions(sheet, name))]
    : withoutReexported(sheet, gone, starsAt(sheet, stars));
  const edits = toEdits(sheet, changes);
  const after = openSheet(file, applyEdits(sheet.text, edits) ?? "");
  const rest = isPython ? after.text : code(after);
  return names.some((name) => new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])`).test(rest))
    ? []
    : edits;
}

/** The edit that keeps a file of TypeScript a module when nothing it imports or exports is left: `export {}`. */
export function keepModule(file: string, text: string): readonly Edit[] {
  const sheet = openSheet(file, text);
  if (/^[ \t]*(?:import|export)\b/m.test(code(sheet))) return [];
  if (sheet.text.trim() !== "") return [{ file, line: endLine(sheet), before: [], after: ["", "export {};"] }];
  return [{ file, line: 1, before: sheet.text.replace(/\n$/, "").split("\n"), after: ["export {};"] }];
}

function starsAt(sheet: Sheet, lines: readonly number[]): readonly Stretch[] {
  const found = sheet.text.matchAll(
    /^export\s+(?:type\s+)?\*(?:\s*as\s+[\w$]+)?\s*from\s*(?:"[^"\n]*"|'[^'\n]*')[ \t]*;?/gm,
  );
  return [...found].flatMap(({ index, 0: statement }) => {
    const [start, end] = [index, index + statement.length];
    const isMeant = lines.some((line) => lineAt(sheet, start) <= line && line <= lineAt(sheet, end));
    return isMeant ? [{ start, end }] : [];
  });
}

/** The text without comments. */
function code(sheet: Sheet): string {
  return withoutComments(sheet.text, commentsOn(sheet, SCRIPT_SYNTAX), 0, sheet.text.length);
}
