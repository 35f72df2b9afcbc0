import { lex } from "./lex.js";

/** One import statement, or a call that imports by name. */
export interface PythonImport {
  /** Dots before the module: 1 for the package of the file. */
  readonly dots: number;
  /** With `.` between its parts; empty in `from . import x`. */
  readonly module: string;
  /** What is taken from the module, `*` included; absent in `import module`. */
  readonly names?: readonly string[];
}

const NAME = "[\\w.\\u0080-\\uffff]";
const FROM = new RegExp(
  `(?:^|[;:\\uFEFF])[ \\t]*from(?:[ \\t]+|(?=\\.))(\\.*)[ \\t]*(${NAME}*)[ \\t]+import(?:[ \\t]*(\\([^)]*\\)|\\*)|[ \\t]+([^\\n;]*))`,
  "gm",
);
const IMPORT = new RegExp(`(?:^|[;:\\uFEFF])[ \\t]*import[ \\t]+([^\\n;]+)`, "gm");
const CALL = /(?:\bimport_module|\b__import__)\(\s*["']$/;

/** The imports of a Python file, wherever in it they stand; what comments and texts say is none. */
export function readPythonImports(text: string): readonly PythonImport[] {
  if (!text.includes("import")) return [];
  const { code, literals } = lex(text, "python");
  const joined = code.replace(/\\\r?\n/g, (line) => " ".repeat(line.length));
  const imports: PythonImport[] = [];
  for (const [, dots = "", module = "", inside, line] of joined.matchAll(FROM)) {
    const list = (inside ?? line ?? "").replace(/[()]/g, " ").split(",");
    const names = list.map(firstWord).filter((name) => name !== "");
    imports.push({ dots: dots.length, module, names });
  }
  for (const [, list = ""] of joined.matchAll(IMPORT)) {
    for (const entry of list.split(",")) {
      const module = firstWord(entry);
      if (/^[\w\u0080-\uffff]/.test(module)) imports.push({ dots: 0, module });
    }
  }
  for (const { start, text: module } of literals) {
    if (/^\w[\w.]*$/.test(module) && CALL.test(code.slice(Math.max(0, start - 60), start + 1)))
      imports.push({ dots: 0, module });
  }
  return imports;
}

function firstWord(entry: string): string {
  return entry.trim().split(/\s/)[0] ?? "";
}
