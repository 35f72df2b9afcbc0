import type { RelatedPlace, SchemaRecord } from "@nx-contracts/ir";
import type { Git } from "../git/git.js";
import type { Host } from "../host.js";
import { nameOf } from "../path.js";
import { textAt } from "../read/text.js";
import type { ContractChanges } from "./contract-changes.js";

/** What is looked for: everything of a file, or one record of it. */
interface Wanted {
  readonly what: "file" | "record";
  readonly file: string;
  readonly importPath: string;
  readonly records: readonly SchemaRecord[];
}

/** Where protos and build scripts of the newer version refer to what is gone. */
export type ProtoReferences = ReadonlyMap<Wanted, readonly RelatedPlace[]>;

/** Finds the protos that import a file or name a record of it, and the build scripts that compile it. */
export async function protoReferences(
  { departure: { git, head }, versions: { after } }: ContractChanges,
  wanted: readonly Wanted[],
): Promise<ProtoReferences> {
  const candidates = await filesWith(
    git,
    after,
    head?.sha,
    wanted.map(({ importPath }) => nameOf(importPath)),
  );
  const texts = candidates.map((path) => ({ path, lines: linesOf(after, path) }));
  return new Map(
    wanted.map((each) => [each, texts.flatMap(({ path, lines }) => [...referencesIn(path, lines, each)])] as const),
  );
}

/** Protos and build scripts that hold one of the words, relative to the workspace root. */
async function filesWith(
  git: Git,
  after: Host,
  head: string | undefined,
  words: readonly string[],
): Promise<readonly string[]> {
  const patterns = [...new Set(words)].flatMap((word) => ["-e", word]);
  const where = head === undefined ? ["--untracked"] : [head];
  const out = await git.search(["-lzIF", ...patterns, ...where]);
  return out
    .toString()
    .split("\0")
    .filter((name) => name !== "")
    .map((name) => (head !== undefined && name.startsWith(`${head}:`) ? name.slice(head.length + 1) : name))
    .filter((name) => name.endsWith(".proto") || /(?:^|\/)build\.rs$/.test(name))
    .map((name) => after.relative(`${git.root}/${name}`));
}

function* referencesIn(path: string, lines: readonly string[], wanted: Wanted): Generator<RelatedPlace> {
  const isProto = path.endsWith(".proto");
  const imports = isProto
    ? new RegExp(String.raw`^\s*import\s+(?:public\s+|weak\s+)?["']${escape(wanted.importPath)}["']`)
    : new RegExp(`(?<![\\w.-])${escape(nameOf(wanted.importPath))}(?![\\w.-])`);
  const at = lines.findIndex((line) => imports.test(line));
  if (at < 0 && path !== wanted.file) return;
  if (wanted.what === "file") {
    yield {
      message: isProto ? "a proto imports it" : "a build script compiles it",
      at: place(path, lines, at, imports),
    };
    return;
  }
  if (!isProto) return;
  for (const { name } of wanted.records) {
    const type = new RegExp(String.raw`(?<![\w"'])(?:\.?(?:\w+\.)*)${escape(name)}(?=\s+\w+\s*=|\s*[>)])`);
    for (const [i, line] of lines.entries()) {
      if (type.test(line)) yield { message: `a proto has it as a type`, at: place(path, lines, i, type) };
    }
  }
}

function place(file: string, lines: readonly string[], at: number, word: RegExp) {
  const line = lines[at] ?? "";
  return { file, line: at + 1, column: Math.max(line.search(word), line.search(/\S/)) + 1 };
}

/** Lines without what stands in comments to their end. */
function linesOf(host: Host, path: string): readonly string[] {
  const text = textAt(host, path);
  return text.split(/\r?\n/).map((line) => line.replace(/\/\/.*$/, ""));
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
