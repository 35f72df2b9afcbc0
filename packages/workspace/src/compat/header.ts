/** What a file says at a glance; comments may add to it, nothing is missing. */
export interface Header {
  readonly imports: readonly string[];
  readonly publicImports: readonly string[];
  readonly packages: readonly string[];
}

const STATEMENT = /^(?:import\s+(public\s+|weak\s+|option\s+)?["']([^"'\\]*)["']\s*;|package\s+([\w.]+)\s*;)/;
const LONGEST_STATEMENT = 400;

/** `undefined` where an import or a package is written so that only a parser can read it. */
export function readHeader(bytes: Uint8Array): Header | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const imports: string[] = [];
  const publicImports: string[] = [];
  const packages: string[] = [];
  for (const word of ["import", "package"]) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (isWord(text[at + word.length]) || !beginsStatement(text, at)) continue;
      const statement = text.toString("latin1", at, Math.min(text.length, at + LONGEST_STATEMENT));
      const [, modifier, path, name] = STATEMENT.exec(statement) ?? [];
      if (path !== undefined) (modifier?.startsWith("public") ? publicImports : imports).push(path);
      else if (name !== undefined) packages.push(name);
      else return undefined;
    }
  }
  return { imports: [...imports, ...publicImports], publicImports, packages: packages.length > 0 ? packages : [""] };
}

/** Whether nothing but white space, or the end of a statement or a comment, stands ahead on the line. */
function beginsStatement(text: Buffer, at: number): boolean {
  for (let before = at - 1; before >= 0; before--) {
    const code = text[before] ?? 0;
    if (code === LINE_FEED || code === CARRIAGE_RETURN || code === SEMICOLON || code > 126) return true;
    if (code === SLASH) return text[before - 1] === STAR;
    if (code > 32) return false;
  }
  return true;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const STAR = 42;
const SLASH = 47;
const SEMICOLON = 59;

function isWord(code: number | undefined): boolean {
  return code !== undefined && /\w/.test(String.fromCharCode(code));
}
