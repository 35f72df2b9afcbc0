import { lineAt, type Sheet } from "./page.js";

/** An import at the head of a file. */
export interface ImportStatement {
  readonly module: string;
  /** Absent for `import module`. */
  readonly names?: NamesIn;
  readonly section: Section;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** What stands behind `import`, with its place. */
export interface NamesIn {
  readonly text: string;
  readonly start: number;
  readonly isParenthesised: boolean;
}

/** Blocks of imports in their customary order. */
export const SECTIONS = ["future", "standard", "other", "relative"] as const;
export type Section = (typeof SECTIONS)[number];

/** What models import of the standard library, and what stands beside it. */
const STANDARD = new Set(
  (
    "abc argparse array ast asyncio base64 bisect calendar collections colorsys concurrent configparser contextlib " +
    "contextvars copy csv ctypes dataclasses datetime decimal difflib email enum errno fractions functools gc getpass " +
    "glob gzip hashlib heapq hmac html http importlib inspect io ipaddress itertools json keyword locale logging math " +
    "mimetypes multiprocessing numbers operator os pathlib pickle platform pprint queue random re secrets shlex shutil " +
    "signal socket sqlite3 ssl statistics string struct subprocess sys tempfile textwrap threading time timeit tomllib " +
    "traceback types typing unicodedata unittest urllib uuid warnings weakref xml zipfile zlib zoneinfo"
  ).split(" "),
);

export function sectionOf(module: string): Section {
  if (module === "__future__") return "future";
  if (module.startsWith(".")) return "relative";
  return STANDARD.has(module.split(".")[0] ?? "") ? "standard" : "other";
}

const STATEMENT = /^from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#(]*)|^import[ \t]+([\w.]+)[^\n]*/gm;

/** The imports ahead of the first definition, in the order of the text. */
export function importStatements(sheet: Sheet): readonly ImportStatement[] {
  return [...sheet.text.slice(0, headEnd(sheet.text)).matchAll(STATEMENT)].map((found): ImportStatement => {
    const [whole, from, list = "", plain = ""] = found;
    const module = from ?? plain;
    const isParenthesised = list.startsWith("(");
    const start = found.index + whole.length - list.length;
    return {
      module,
      section: sectionOf(module),
      firstLine: lineAt(sheet, found.index),
      lastLine: lineAt(sheet, found.index + whole.length),
      ...(from !== undefined && { names: { text: list.trimEnd(), start, isParenthesised } }),
    };
  });
}

/** Where the first definition begins. */
export function headEnd(text: string): number {
  const found = /^(?:class|def|async|@)\b|^@/m.exec(text);
  return found ? found.index : text.length;
}
