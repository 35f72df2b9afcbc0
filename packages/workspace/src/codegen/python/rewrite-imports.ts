import { isImportable } from "../../layout/python.js";
import { type Statement, statements, type Token } from "./tokens.js";

/** Full name of a module that is generated, its package included; `undefined` for any other. */
export type NameModule = (module: string) => string | undefined;

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Makes the imports of a generated Python file start from the package that the
 * stubs live in. protoc takes for granted that its output folder is on the path.
 * What `import` cannot name, such as a folder `3d`, goes through `importlib`.
 *
 * @param text of `_pb2.py`, `_pb2_grpc.py` or `_pb2.pyi`
 */
export function rewriteImports(text: string, nameOf: NameModule): string {
  const replacements: Replacement[] = [];
  let firstImport: number | undefined;
  let needsImportlib = false;
  for (const statement of statements(text)) {
    const [first] = statement;
    if (first?.text === "from" || first?.text === "import") firstImport ??= first.start;
    const found = rewriteStatement(statement, nameOf);
    if (found) replacements.push(found);
    if (found?.text.includes(IMPORT_MODULE)) needsImportlib = true;
    for (const token of statement) {
      if (isMisnamed(token) && !(found && token.start >= found.start && token.end <= found.end))
        replacements.push({ start: token.start, end: token.end, text: `_${token.text}` });
    }
  }
  if (needsImportlib && firstImport !== undefined)
    replacements.unshift({ start: firstImport, end: firstImport, text: "import importlib\n" });
  return apply(text, replacements);
}

const IMPORT_MODULE = "importlib.import_module(";

/** `3d_dot_x__pb2`: protoc made a name of a path that begins with a digit. */
function isMisnamed({ kind, text }: Token): boolean {
  return kind === "word" && /^\p{N}.*_pb2$/u.test(text);
}

function validName(name: string): string {
  return /^\p{N}/u.test(name) ? `_${name}` : name;
}

function rewriteStatement(statement: Statement, nameOf: NameModule): Replacement | undefined {
  const texts = statement.map(({ text }) => text);
  if (texts[0] === "from") return rewriteFrom(statement, nameOf);
  if (texts[0] === "import") return rewriteImport(statement, nameOf);
  if (texts[1] === "=") return rewriteAssignment(statement, nameOf);
  const builder = texts.indexOf("BuildTopDescriptorsAndMessages");
  return builder < 0 ? undefined : rewriteString(statement[builder + 4], nameOf);
}

/** `from a.b import c_pb2 as d`, `from a.b_pb2 import *` and `from a.b_pb2 import C as C`. */
function rewriteFrom(statement: Statement, nameOf: NameModule): Replacement | undefined {
  const at = statement.findIndex(({ text }) => text === "import");
  const path = statement.slice(1, at);
  const [name, as, alias] = statement.slice(at + 1);
  if (at < 2 || name === undefined) return undefined;
  const from = join(path);
  const submodule = nameOf(`${from}.${name.text}`);
  if (submodule !== undefined) {
    if (isImportable(submodule)) return replace(path, parent(submodule));
    const bound = as?.text === "as" && alias ? alias.text : name.text;
    return replace(statement, `${validName(bound)} = ${IMPORT_MODULE}'${submodule}')`);
  }
  const module = nameOf(from);
  if (module === undefined) return undefined;
  if (isImportable(module)) return replace(path, module);
  const loaded = `${IMPORT_MODULE}'${module}')`;
  if (name.text !== "*") return replace(statement, `${alias?.text ?? name.text} = ${loaded}.${name.text}`);
  return replace(
    statement,
    `globals().update({name: value for name, value in vars(${loaded}).items() if not name.startswith('_')})`,
  );
}

/** `import a_pb2 as a__pb2`, of a proto in no folder. */
function rewriteImport(statement: Statement, nameOf: NameModule): Replacement | undefined {
  const [, name, as, alias] = statement;
  const module = name && statement[2]?.text !== "." ? nameOf(name.text) : undefined;
  if (name === undefined || module === undefined) return undefined;
  const bound = as?.text === "as" && alias ? alias.text : name.text;
  if (!isImportable(module)) return replace(statement, `${validName(bound)} = ${IMPORT_MODULE}'${module}')`);
  if (module === name.text) return undefined;
  return replace(statement, `from ${parent(module)} import ${name.text} as ${bound}`);
}

/** `a = importlib.import_module('b_pb2')`, and `a = b.c.d_pb2` of what a public import brought. */
function rewriteAssignment(statement: Statement, nameOf: NameModule): Replacement | undefined {
  const value = statement.slice(2);
  const texts = value.map(({ text }) => text);
  if (texts.slice(0, 4).join("") === IMPORT_MODULE) return rewriteString(value[4], nameOf);
  if (value.length < 5 || !value.every(({ kind, text }, i) => (i % 2 === 0 ? kind === "word" : text === ".")))
    return undefined;
  const path = join(value.slice(2));
  const module = nameOf(path);
  return module === undefined || isImportable(path) ? undefined : replace(value, `${IMPORT_MODULE}'${module}')`);
}

function rewriteString(token: Token | undefined, nameOf: NameModule): Replacement | undefined {
  if (token?.kind !== "string") return undefined;
  const module = nameOf(token.text.slice(1, -1));
  return module === undefined ? undefined : replace([token], `'${module}'`);
}

function join(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join("");
}

function parent(module: string): string {
  return module.slice(0, module.lastIndexOf("."));
}

function replace(tokens: readonly Token[], text: string): Replacement | undefined {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return first && last && { start: first.start, end: last.end, text };
}

function apply(text: string, replacements: readonly Replacement[]): string {
  let result = "";
  let at = 0;
  for (const { start, end, text: by } of [...replacements].sort((a, b) => a.start - b.start)) {
    result += text.slice(at, start) + by;
    at = end;
  }
  return result + text.slice(at);
}
