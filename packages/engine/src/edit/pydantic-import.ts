import { type Hunk, lineAt, type Page } from "./page.js";

/** A name of a module as the file writes it, with the import that it lacks. */
export interface PythonName {
  readonly text: string;
  readonly needs: readonly Hunk[];
}

/** How the file says `name` of `module`: bare when it is imported, or after one more import. */
export function pythonName(page: Page, module: string, name: string): PythonName {
  const head = page.text.slice(0, headEnd(page.text));
  for (const [, from, list = ""] of head.matchAll(/^from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)/gm)) {
    if (from === module && new RegExp(`\\b${name}\\b(?!\\s+as\\b)`).test(list.replaceAll(/#[^\n]*/g, "")))
      return { text: name, needs: [] };
  }
  const renamed = new RegExp(
    `^import[ \\t]+${module.replaceAll(".", "\\.")}(?:[ \\t]+as[ \\t]+(\\w+))?[ \\t]*(?:#.*)?$`,
    "m",
  ).exec(head);
  if (renamed) return { text: `${renamed[1] ?? module}.${name}`, needs: [] };
  return { text: name, needs: [importBelow(page, `from ${module} import ${name}`)] };
}

/** Whether the head of the file imports `name`, from wherever. */
export function importsName({ text }: Page, name: string): boolean {
  const statements =
    text.slice(0, headEnd(text)).match(/^(?:from[^\n]*import[ \t]+(?:\([^)]*\)|[^\n]*)|import[^\n]*)/gm) ?? [];
  return statements.some((statement) => new RegExp(`\\bimport\\b[^]*\\b${name}\\b`).test(statement));
}

/** A line below the last import, else below the module's docstring. */
function importBelow(page: Page, line: string): Hunk {
  const head = page.text.slice(0, headEnd(page.text));
  const statements = [
    ...head.matchAll(/^(?:from[ \t]+[\w.]+[ \t]+import[ \t]+(?:\([^)]*\)|[^\n]*)|import[ \t][^\n]*)/gm),
  ];
  const last = statements.at(-1);
  if (last) return { line: lineAt(page, last.index + last[0].length) + 1, lines: [line] };
  const docstring = /^(?:[ \t]*#[^\n]*\n|\s*\n)*[rRuU]?("""|''')[^]*?\1[^\n]*\n/.exec(page.text);
  if (docstring) return { line: lineAt(page, docstring[0].length), lines: ["", line] };
  return { line: 1, lines: [line, ""] };
}

/** Where the first definition begins. */
function headEnd(text: string): number {
  const found = /^(?:class|def|async|@)\b|^@/m.exec(text);
  return found ? found.index : text.length;
}
