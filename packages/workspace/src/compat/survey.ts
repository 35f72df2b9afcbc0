import { type ProtoModule, type ProtoTree, importPath } from "./proto-tree.js";

/** Which files of a module have to be looked into, and what the others import from outside it. */
export interface Survey {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
  /** Import paths outside the module, named by files that are the same on both sides. */
  readonly imported: ReadonlySet<string>;
  /** Import paths of files that mean the same on both sides. */
  readonly same: ReadonlySet<string>;
}

interface Side {
  readonly tree: ProtoTree;
  readonly module: ProtoModule;
}

/**
 * Tells by their bytes which files differ, and by their imports which others
 * may read differently because of those; `withPackages` adds every file of the
 * packages that these belong to. Nothing is parsed, and no file is held.
 * What cannot be told at a glance counts as different.
 */
export function surveyModule(before: Side, after: Side, withPackages: boolean): Survey {
  const old = byImportPath(before.module);
  const now = byImportPath(after.module);
  const differing = new Set<string>([...old.keys()].filter((path) => !now.has(path)));
  const headers = new Map<string, Header>();
  for (const [path, file] of now) {
    const bytes = after.tree.bytes(file);
    const other = old.has(path) ? before.tree.bytes(old.get(path) ?? "") : undefined;
    const header = bytes && readHeader(bytes);
    if (bytes === undefined || other === undefined || header === undefined || !isSame(bytes, other))
      differing.add(path);
    else headers.set(path, header);
  }
  const affected = new Set([...differing, ...importersOf(differing, headers)]);
  if (withPackages)
    addPackages(affected, headers, [
      { side: before, files: old },
      { side: after, files: now },
    ]);
  const imported = new Set<string>();
  for (const [path, header] of headers) {
    if (affected.has(path)) continue;
    for (const each of header.imports) if (!now.has(each)) imported.add(each);
  }
  const pick = (files: ReadonlyMap<string, string>) =>
    new Set([...files].flatMap(([path, file]) => (affected.has(path) ? [file] : [])));
  const same = new Set([...headers.keys()].filter((path) => !affected.has(path)));
  return { before: pick(old), after: pick(now), imported, same };
}

function byImportPath({ roots, files }: ProtoModule): ReadonlyMap<string, string> {
  return new Map(files.map((file) => [importPath(roots, file), file]));
}

function isSame(bytes: Uint8Array, other: Uint8Array): boolean {
  return bytes.length === other.length && Buffer.compare(bytes, other) === 0;
}

/** What a file says at a glance; comments may add to it, nothing is missing. */
interface Header {
  readonly imports: readonly string[];
  readonly publicImports: readonly string[];
  readonly packages: readonly string[];
}

const STATEMENT = /^(?:import\s+(public\s+|weak\s+|option\s+)?["']([^"'\\]*)["']\s*;|package\s+([\w.]+)\s*;)/;
const LONGEST_STATEMENT = 400;

/** `undefined` where an import or a package is written so that only a parser can read it. */
function readHeader(bytes: Uint8Array): Header | undefined {
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

/** Files that see one of `changed`: by importing it, or a file that hands it on. */
function importersOf(changed: ReadonlySet<string>, headers: ReadonlyMap<string, Header>): readonly string[] {
  if (changed.size === 0) return [];
  const handedOn = new Set(changed);
  for (let before = 0; before < handedOn.size;) {
    before = handedOn.size;
    for (const [path, { publicImports }] of headers) {
      if (publicImports.some((each) => handedOn.has(each))) handedOn.add(path);
    }
  }
  return [...headers].flatMap(([path, { imports }]) => (imports.some((each) => handedOn.has(each)) ? [path] : []));
}

function addPackages(
  affected: Set<string>,
  headers: ReadonlyMap<string, Header>,
  sides: readonly { readonly side: Side; readonly files: ReadonlyMap<string, string> }[],
): void {
  const packages = new Set<string>();
  for (const path of affected) {
    for (const { side, files } of sides) {
      const bytes = side.tree.bytes(files.get(path) ?? "");
      for (const name of (bytes && readHeader(bytes)?.packages) ?? []) packages.add(name);
    }
  }
  for (const [path, header] of headers) if (header.packages.some((name) => packages.has(name))) affected.add(path);
}
