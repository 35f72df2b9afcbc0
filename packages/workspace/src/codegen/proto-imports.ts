/** Strings and comments, in which no statement begins, and the word that begins one. */
const WORDS = /\/\/.*|\/\*[^]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\bimport\b/g;
const BETWEEN = /(?:\s|\/\/.*|\/\*[^]*?\*\/|\b(?:public|weak|option)\b)*/y;
const STRING = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/y;

/**
 * Finds what a proto that compiles imports, without parsing it. It may find
 * too much.
 *
 * @returns import paths; `undefined` where one is written in a way that has to be parsed
 */
export function importsIn(text: string): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    if (word !== "import") continue;
    const [path, ...more] = stringsAt(text, index + word.length);
    // A field may be called so.
    if (path === undefined) continue;
    if (more.length > 0 || path.includes("\\")) return undefined;
    found.add(path);
  }
  return found;
}

/** The insides of the strings that stand at a place, one after the other. */
function stringsAt(text: string, start: number): readonly string[] {
  const strings: string[] = [];
  for (let at = start; ;) {
    BETWEEN.lastIndex = at;
    BETWEEN.exec(text);
    STRING.lastIndex = BETWEEN.lastIndex;
    const string = STRING.exec(text)?.[0];
    if (string === undefined) return strings;
    strings.push(string.slice(1, -1));
    at = STRING.lastIndex;
  }
}

/**
 * Protos with all of the project that they import, directly or not.
 *
 * @param known import paths of the project
 * @param textOf what is in one of them
 */
export function withImports(
  protos: Iterable<string>,
  known: ReadonlySet<string>,
  textOf: (importPath: string) => string,
): ReadonlySet<string> {
  const found = new Set(protos);
  for (const importPath of found) {
    const imports = importsIn(textOf(importPath));
    if (imports === undefined) return known;
    for (const each of imports) if (known.has(each)) found.add(each);
  }
  return found;
}
