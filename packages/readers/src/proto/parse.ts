import { Cursor, EQUALS, SEMICOLON } from "./cursor.js";
import { parseEnum } from "./parse-enum.js";
import { parseExtend, parseMessage } from "./parse-message.js";
import { parseOptionStatement } from "./parse-options.js";
import { parseService } from "./parse-service.js";
import { parseString } from "./string-value.js";
import { END, STRING, SyntaxFailure } from "./tokens.js";
import type { SyntaxProblem } from "./tokens.js";
import type { Declaration, ImportNode, PackageNode, ProtoFile, Stretch } from "./syntax-tree.js";
import { unmatchedBracket } from "./brackets.js";

export type ParseResult =
  | { readonly file: ProtoFile; readonly problem?: never }
  | { readonly file?: never; readonly problem: SyntaxProblem };

/**
 * Parses one proto text into its syntax tree, or says where the first error
 * against the grammar stands. Nothing is resolved or judged. Never throws.
 * @see https://protobuf.dev/reference/protobuf/proto3-spec/
 */
export function parseProto(path: string, text: string): ParseResult {
  try {
    return { file: parseFile(path, new Cursor(text)) };
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) throw error;
    return { problem: unmatchedBracket(text, error.problem) ?? error.problem };
  }
}

function parseFile(path: string, cursor: Cursor): ProtoFile {
  const language = parseSyntax(cursor);
  const imports: ImportNode[] = [];
  const body: Declaration[] = [];
  let packageNode: PackageNode | undefined;
  while (cursor.kind !== END) {
    const gap = cursor.previousEnd;
    if (cursor.accept(SEMICOLON)) continue;
    if (cursor.is("import")) imports.push(parseImport(cursor));
    else if (cursor.is("package")) packageNode = parsePackage(cursor, gap, packageNode);
    else body.push(parseDeclaration(cursor, gap));
  }
  return { path, text: cursor.text, ...language, imports, body, ...(packageNode ? { package: packageNode } : {}) };
}

/** Versions of the language that `edition` may name. */
export const EDITIONS: readonly string[] = ["2023", "2024", "2026"];

function parseSyntax(cursor: Cursor): { syntax: ProtoFile["syntax"]; edition?: string; syntaxAt?: Stretch } {
  const { start } = cursor;
  const keyword = cursor.is("syntax") ? "syntax" : cursor.is("edition") ? "edition" : undefined;
  if (keyword === undefined) return { syntax: "proto2" };
  cursor.next();
  cursor.expect(EQUALS, `"${keyword}"`);
  const valueStart = cursor.start;
  if (cursor.kind !== STRING)
    cursor.refuse(`Expected a string after "${keyword} =", found ${cursor.found()}.`, "Write it in quotes.");
  const { value, end: valueEnd } = parseString(cursor);
  cursor.expect(SEMICOLON, `the ${keyword} statement`);
  const syntaxAt = { start, end: cursor.previousEnd };
  if (keyword === "syntax" && (value === "proto2" || value === "proto3")) return { syntax: value, syntaxAt };
  if (keyword === "edition" && EDITIONS.includes(value)) return { syntax: "editions", edition: value, syntaxAt };
  const known = keyword === "syntax" ? '"proto2" or "proto3"' : EDITIONS.map((edition) => `"${edition}"`).join(", ");
  throw new SyntaxFailure({
    message: `"${value}" is not a known ${keyword}.`,
    help: `Write ${known}.`,
    start: valueStart,
    end: valueEnd,
  });
}

function parseImport(cursor: Cursor): ImportNode {
  const { start } = cursor;
  cursor.next();
  let modifier: ImportNode["modifier"] = "";
  for (const word of ["public", "weak", "option"] as const) {
    if (modifier === "" && cursor.acceptWord(word)) modifier = word;
  }
  const pathStart = cursor.start;
  if (cursor.kind !== STRING)
    cursor.refuse(`Expected the path of a file after "import", found ${cursor.found()}.`, "Write the path in quotes.");
  const { value: path, end: pathEnd } = parseString(cursor);
  cursor.expect(SEMICOLON, "an import");
  return { kind: "import", modifier, path, pathStart, pathEnd, start, end: cursor.previousEnd };
}

function parsePackage(cursor: Cursor, gap: number, earlier: PackageNode | undefined): PackageNode {
  const { start } = cursor;
  if (earlier)
    cursor.refuse("A file has one package, this one names a second.", "Remove one of the two package statements.");
  cursor.next();
  const name = cursor.dottedName("the name of a package", false);
  cursor.expect(SEMICOLON, "the name of a package");
  return {
    kind: "package",
    name: name.text,
    nameStart: name.start,
    nameEnd: name.end,
    gap,
    start,
    end: cursor.previousEnd,
  };
}

function parseDeclaration(cursor: Cursor, gap: number): Declaration {
  const { start } = cursor;
  if (cursor.is("message")) return parseMessage(cursor, gap, start, "");
  if (cursor.is("enum")) return parseEnum(cursor, gap, start, "");
  if (cursor.is("service")) return parseService(cursor, gap);
  if (cursor.is("extend")) return parseExtend(cursor, gap);
  if (cursor.is("option")) return parseOptionStatement(cursor);
  const visibility = cursor.acceptWord("export") ? "export" : cursor.acceptWord("local") ? "local" : undefined;
  if (visibility !== undefined && cursor.is("message")) return parseMessage(cursor, gap, start, visibility);
  if (visibility !== undefined && cursor.is("enum")) return parseEnum(cursor, gap, start, visibility);
  if (cursor.is("syntax") || cursor.is("edition")) {
    cursor.refuse(`The ${cursor.word()} statement must be the first of its file.`, "Move it to the top.");
  }
  return cursor.refuse(
    `Expected "message", "enum", "service", "extend", "option", "import" or "package", found ${cursor.found()}.`,
    "Remove it, or complete the declaration that it belongs to.",
  );
}
