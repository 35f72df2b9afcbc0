import { quoteOf } from "./names.js";
import { type Hunk, lineAt, type Page } from "./page.js";
import { semicolon } from "./script-layout.js";

/** The line that imports `name` of another source; nothing when it is there, `undefined` when there is no telling how. */
export function importHunks(page: Page, file: string, name: string, isType: boolean): readonly Hunk[] | undefined {
  const statements = [...page.text.matchAll(/^import\s+(?:type\s+)?([^;'"]*?)\s*from\s*["']([^"']+)["'];?/gm)];
  if (statements.some(([, names = ""]) => new RegExp(`\\b${name}\\b`).test(names))) return [];
  if (new RegExp(`\\b(?:interface|class|enum|type|const|function)\\s+${name}\\b`).test(page.text)) return undefined;
  const own = statements.length > 0 ? page.text : page.text + (page.textOf(file) ?? "");
  const relative = [...own.matchAll(/^import\b[^;'"]*["'](\.[^"']*)["']/gm)].map(([, from = ""]) => from);
  const extension = relative.length === 0 || relative.some((from) => from.endsWith(".js")) ? ".js" : "";
  const quote = /^import\b[^;'"]*'/m.test(own) || (statements.length === 0 && quoteOf(own) === "'") ? "'" : '"';
  const specifier = relativePath(page.file, file).replace(/\.[cm]?tsx?$/, extension);
  const line = `import ${isType ? "type " : ""}{ ${name} } from ${quote}${specifier}${quote}${semicolon(page)}`;
  const last = statements.at(-1);
  if (last) return [{ line: lineAt(page, last.index + last[0].length) + 1, lines: [line] }];
  const comment = /^\s*\/\*[^]*?\*\/[ \t]*\n/.exec(page.text);
  return [{ line: comment ? lineAt(page, comment[0].length) : 1, lines: [line] }];
}

function relativePath(from: string, to: string): string {
  const [here, there] = [from.split("/").slice(0, -1), to.split("/")];
  let shared = 0;
  while (shared < here.length && here[shared] === there[shared]) shared++;
  const up = here.slice(shared).map(() => "..");
  return [...(up.length > 0 ? up : ["."]), ...there.slice(shared)].join("/");
}
