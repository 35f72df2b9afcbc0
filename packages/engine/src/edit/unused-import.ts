import { type Change, lineAt, type Page, type Sheet, type Stretch } from "./page.js";
import { PYTHON_SYNTAX, SCRIPT_SYNTAX, type Syntax } from "./scan.js";
import { commentsOn, takeAway, withoutComments } from "./take-away.js";

/** An import with the names that it gives, each with the place that says it. */
interface ImportStatement extends Stretch {
  readonly names: readonly { readonly name: string; readonly place: Stretch }[];
  /** Between the brackets or behind the keyword, where several names stand. */
  readonly list?: Stretch;
}

/** Takes the imports of a Python file away that only the removed stretches used. */
export function withoutUnusedPython(page: Page, removed: readonly Change[]): readonly Change[] {
  const statements = pythonImports(page.text);
  return unused(page, removed, statements, PYTHON_SYNTAX, isPythonWord);
}

/** Takes the imports of a TypeScript file away that only the removed stretches used. */
export function withoutUnusedScript(page: Page, removed: readonly Change[]): readonly Change[] {
  const statements = scriptImports(page.text);
  return unused(page, removed, statements, SCRIPT_SYNTAX, (text, name) => hasWord(text, name));
}

/** Takes names out of the imports of a Python file that only hands them on. */
export function withoutImported(sheet: Sheet, gone: ReadonlySet<string>): readonly Change[] {
  return withoutNames(sheet, pythonImports(sheet.text), gone, PYTHON_SYNTAX);
}

/**
 * Takes names out of what a TypeScript file exports of others, and out of the
 * imports for it; also other statements.
 */
export function withoutReexported(
  sheet: Sheet,
  gone: ReadonlySet<string>,
  others: readonly Stretch[],
): readonly Change[] {
  const handing = /^(?:export|import)\s+(?:type\s+)?\{([^}]*)\}(?:\s*from\s*(?:"[^"\n]*"|'[^'\n]*'))?[ \t]*;?/dgm;
  // What is imported under another name is known by that; what is exported under another one, by its own.
  const statements = scriptLists(sheet.text, handing, (statement) =>
    statement.startsWith("import")
      ? /^(?:type\s+)?((?:[\w$]+\s+as\s+)?[\w$]+)$/
      : /^(?:type\s+)?([\w$]+)(?:\s+as\s+(?:[\w$]+|"[^"\n]*"|'[^'\n]*'))?$/,
  );
  return withoutNames(sheet, statements, gone, SCRIPT_SYNTAX, others);
}

function withoutNames(
  sheet: Sheet,
  statements: readonly ImportStatement[],
  gone: ReadonlySet<string>,
  syntax: Syntax,
  others: readonly Stretch[] = [],
): readonly Change[] {
  const whole = [...others];
  const parts: Change[] = [];
  for (const { start, end, names, list } of statements) {
    const own = names.filter(({ name }) => gone.has(name));
    if (own.length === 0) continue;
    if (names.length === own.length || !list) whole.push({ start, end });
    else parts.push(...dropNames(sheet, list, names, own, syntax));
  }
  const body = { syntax, body: { start: 0, end: sheet.text.length }, keepsAbove: true };
  return [...parts, ...joined(sheet, whole).flatMap((stretch) => takeAway(sheet, stretch, body))];
}

/** Stretches of which those are one that nothing stands between. */
function joined({ text }: Sheet, stretches: readonly Stretch[]): readonly Stretch[] {
  const all: Stretch[] = [];
  for (const each of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && text.slice(last.end, each.start).trim() === "")
      all[all.length - 1] = { start: last.start, end: each.end };
    else all.push(each);
  }
  return all;
}

function unused(
  page: Page,
  removed: readonly Change[],
  statements: readonly ImportStatement[],
  syntax: Syntax,
  isUsed: (text: string, name: string) => boolean,
): readonly Change[] {
  const gone = removed.map(({ start, end }) => page.text.slice(start, end)).join("\n");
  const all = commentsOn(page, syntax);
  const rest = remainder(page, [...removed, ...statements], all);
  const whole = { start: 0, end: page.text.length };
  return statements.flatMap(({ start, end, names, list }): readonly Change[] => {
    const free = names.filter(({ name }) => isUsed(gone, name) && !isUsed(rest, name));
    if (free.length === 0) return [];
    if (free.length === names.length) return takeAway(page, { start, end }, { syntax, body: whole, keepsAbove: true });
    return list ? dropNames(page, list, names, free, syntax) : [];
  });
}

/** Names out of a list; a list over several lines that ends without a comma loses one name at most. */
function dropNames(
  page: Sheet,
  list: Stretch,
  names: ImportStatement["names"],
  free: ImportStatement["names"],
  syntax: Syntax,
): readonly Change[] {
  const isOneLine = lineAt(page, list.start) === lineAt(page, list.end);
  const isEnded = /,\s*$/.test(withoutComments(page.text, commentsOn(page, syntax), list.start, list.end));
  if (!isOneLine && free.length > 1 && !isEnded) return [];
  if (!isOneLine)
    return free.flatMap(({ place }) => takeAway(page, place, { syntax, body: list, between: ",", keepsAbove: true }));
  const kept = names.filter((each) => !free.includes(each));
  const [from, to] = [names[0]?.place.start ?? list.start, names.at(-1)?.place.end ?? list.end];
  return [{ start: from, end: to, text: kept.map(({ place }) => page.text.slice(place.start, place.end)).join(", ") }];
}

/** The text without some stretches and without comments. */
function remainder({ text }: Sheet, cuts: readonly Stretch[], all: readonly Stretch[]): string {
  const sorted = [...cuts, ...all].sort((a, b) => a.start - b.start);
  const flat: Stretch[] = [];
  for (const cut of sorted) {
    const last = flat.at(-1);
    if (last && cut.start <= last.end) flat[flat.length - 1] = { start: last.start, end: Math.max(last.end, cut.end) };
    else flat.push(cut);
  }
  return withoutComments(text, flat, 0, text.length);
}

function hasWord(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])`).test(text);
}

/** A docstring that speaks of a name does not use it. */
function isPythonWord(text: string, name: string): boolean {
  return hasWord(text.replaceAll(/("""|''')[^]*?\1/g, ""), name);
}

function pythonImports(text: string): readonly ImportStatement[] {
  const found = text.matchAll(
    /^(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(?:\(([^)]*)\)|([^\n#;\\(]*))|import[ \t]+([\w.]+(?:[ \t]+as[ \t]+\w+)?)[ \t]*(?=#|$))/dgm,
  );
  return [...found].flatMap((match): readonly ImportStatement[] => {
    const [start, whole] = match.indices?.[0] ?? [0, 0];
    const end = start + text.slice(start, whole).trimEnd().length;
    const single = match.indices?.[4];
    if (match[1] === "__future__") return [];
    if (single) {
      const name = /(?:\bas[ \t]+)?(\w+)$/.exec(match[4]?.trim() ?? "")?.[1];
      const word = /\bas\b/.test(match[4] ?? "") ? name : match[4]?.split(".", 1)[0]?.trim();
      const place = { start: single[0], end: single[1] };
      return word === undefined ? [] : [{ start, end, names: [{ name: word, place }] }];
    }
    const list = match.indices?.[2] ?? match.indices?.[3];
    if (!list) return [];
    const names = namesIn(text, list, /#[^\n]*/g, /^(?:\w+\s+as\s+)?(\w+)$/, (part) => /^(\w+)\s+as\s+\1$/.test(part));
    return names ? [{ start, end, names, list: { start: list[0], end: list[1] } }] : [];
  });
}

function scriptImports(text: string): readonly ImportStatement[] {
  const imports = /^import\s+(?:type\s+)?\{([^}]*)\}\s*from\s*(?:"[^"\n]*"|'[^'\n]*');?/dgm;
  return scriptLists(text, imports, () => /^(?:type\s+)?(?:[\w$]+\s+as\s+)?([\w$]+)$/);
}

/** Statements whose first group is a list in braces, and the shape of a name in it. */
function scriptLists(
  text: string,
  statement: RegExp,
  shapeOf: (statement: string) => RegExp,
): readonly ImportStatement[] {
  return [...text.matchAll(statement)].flatMap((match): readonly ImportStatement[] => {
    const [start, end] = match.indices?.[0] ?? [0, 0];
    const list = match.indices?.[1];
    if (!list) return [];
    const names = namesIn(text, list, /\/\/[^\n]*|\/\*[^]*?\*\//g, shapeOf(match[0]), () => false);
    return names ? [{ start, end, names, list: { start: list[0], end: list[1] } }] : [];
  });
}

/** Names between commas, comments left out; `undefined` where one has another shape, or is exported again. */
function namesIn(
  text: string,
  [start, end]: readonly [number, number],
  comment: RegExp,
  shape: RegExp,
  isKept: (part: string) => boolean,
): ImportStatement["names"] | undefined {
  const plain = text.slice(start, end).replaceAll(comment, (found) => " ".repeat(found.length));
  const names: { readonly name: string; readonly place: Stretch }[] = [];
  for (const { 0: part, index } of plain.matchAll(/[^,]+/g)) {
    if (part.trim() === "") continue;
    const name = shape.exec(part.trim())?.[1];
    if (name === undefined || isKept(part.trim())) return undefined;
    const from = start + index + part.length - part.trimStart().length;
    names.push({ name, place: { start: from, end: from + part.trim().length } });
  }
  return names;
}
