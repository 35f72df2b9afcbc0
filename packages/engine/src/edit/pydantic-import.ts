import { compareMembers, extendImport } from "./python-import-list.js";
import { endLine, type Hunk, lineAt, type Page } from "./page.js";
import {
  headEnd,
  type ImportStatement,
  importStatements,
  type Section,
  sectionOf,
  SECTIONS,
} from "./python-statements.js";

/** A name of a module as the file writes it, with the import that it lacks. */
export interface PythonName {
  readonly text: string;
  readonly needs: readonly Hunk[];
}

/** How the file says `name` of `module`: bare when it is imported, or after one more import. */
export function pythonName(page: Page, module: string, name: string): PythonName {
  const statements = importStatements(page);
  const own = statements.filter((each) => each.module === module);
  for (const { names } of own) {
    if (names && new RegExp(`\\b${name}\\b(?!\\s+as\\b)`).test(names.text.replaceAll(/#[^\n]*/g, "")))
      return { text: name, needs: [] };
  }
  const head = page.text.slice(0, headEnd(page.text));
  const renamed = new RegExp(
    `^import[ \\t]+${module.replaceAll(".", "\\.")}(?:[ \\t]+as[ \\t]+(\\w+))?[ \\t]*(?:#.*)?$`,
    "m",
  ).exec(head);
  if (renamed) return { text: `${renamed[1] ?? module}.${name}`, needs: [] };
  const extended = own.flatMap(({ names }) => (names ? (extendImport(page, names, name) ?? []) : []));
  const [first] = extended;
  return { text: name, needs: [first ?? importLine(page, statements, module, `from ${module} import ${name}`)] };
}

/** How the file says `name` by its module, where the bare name means something else. */
export function qualifiedName(page: Page, module: string, name: string): PythonName {
  const head = page.text.slice(0, headEnd(page.text));
  const known = new RegExp(`^import[ \\t]+${module}(?:[ \\t]+as[ \\t]+(\\w+))?[ \\t]*(?:#.*)?$`, "m").exec(head);
  if (known && (known[1] ?? module) !== name) return { text: `${known[1] ?? module}.${name}`, needs: [] };
  // An assignment comes ahead of its annotation: a field called like the module hides it.
  const isTaken = importsName(page, module) || module === name;
  const alias = isTaken ? (module === "datetime" ? "dt" : `${module}_module`) : undefined;
  const line = alias === undefined ? `import ${module}` : `import ${module} as ${alias}`;
  return { text: `${alias ?? module}.${name}`, needs: [importLine(page, importStatements(page), module, line)] };
}

/** Whether the head of the file imports `name`, from wherever. */
export function importsName({ text }: Page, name: string): boolean {
  const statements =
    text.slice(0, headEnd(text)).match(/^(?:from[^\n]*import[ \t]+(?:\([^)]*\)|[^\n]*)|import[^\n]*)/gm) ?? [];
  return statements.some((statement) => new RegExp(`\\bimport\\b[^]*\\b${name}\\b`).test(statement));
}

/** Two names of one module that are both new share a statement. */
export function joinImports(hunks: readonly Hunk[]): readonly Hunk[] {
  const joined: Hunk[] = [];
  for (const hunk of hunks) {
    const found = importIn(hunk);
    const at = found === undefined ? -1 : joined.findIndex((each) => importIn(each)?.module === found.module);
    const other = joined[at];
    const known = other && importIn(other);
    if (!found || !known || !other || !("lines" in other)) {
      joined.push(hunk);
      continue;
    }
    const names = [...new Set([...known.names, ...found.names])].sort(compareMembers);
    const statement = `from ${known.module} import ${names.join(", ")}`;
    joined[at] = { ...other, lines: other.lines.map((line) => (line.startsWith("from ") ? statement : line)) };
  }
  return joined;
}

function importIn(hunk: Hunk): { readonly module: string; readonly names: readonly string[] } | undefined {
  const line = "lines" in hunk ? hunk.lines.find((each) => each.startsWith("from ")) : undefined;
  const [, module, names] = /^from ([\w.]+) import ([\w, ]+)$/.exec(line ?? "") ?? [];
  return module === undefined || names === undefined ? undefined : { module, names: names.split(", ") };
}

/** A statement in its place among the others: those of its kind sorted, the standard library ahead of the rest. */
function importLine(page: Page, statements: readonly ImportStatement[], module: string, line: string): Hunk {
  const section = sectionOf(module);
  const own = statements.filter((each) => each.section === section);
  const last = own.at(-1);
  if (last) {
    // Whole modules stand ahead of names out of them.
    const isPlain = line.startsWith("import ");
    const alike = own.filter(({ names }) => (names === undefined) === isPlain);
    const isSorted = alike.every((each, i) => i === 0 || compareModules(alike[i - 1]?.module ?? "", each.module) <= 0);
    const next = isSorted ? alike.find((each) => compareModules(each.module, module) > 0) : undefined;
    const end = isPlain ? alike.at(-1) : last;
    return { line: next?.firstLine ?? (end ? end.lastLine + 1 : (own[0]?.firstLine ?? 1)), lines: [line] };
  }
  const rank = (each: Section) => SECTIONS.indexOf(each);
  const later = statements.find((each) => rank(each.section) > rank(section));
  const earlier = statements.findLast((each) => rank(each.section) < rank(section));
  if (earlier) return { line: earlier.lastLine + 1, lines: ["", line] };
  if (later) return { line: later.firstLine, lines: [line, ""] };
  return firstImport(page, line);
}

/** Below the docstring of the module or the comments that are all of it, or at its top. */
function firstImport(page: Page, line: string): Hunk {
  const { text } = page;
  const docstring = /^(?:[ \t]*#[^\n]*\n|\s*\n)*[rRuU]?("""|''')[^]*?\1/.exec(text);
  if (docstring) return { line: lineAt(page, docstring[0].length) + 1, lines: ["", line] };
  if (text.trim() === "") return { line: 1, lines: [line] };
  if (!/^[^#\s]/m.test(text)) return { line: endLine(page), lines: ["", line] };
  return { line: 1, lines: [line, ""] };
}

function compareModules(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}
