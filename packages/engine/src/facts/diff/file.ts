import type { JsonObject, JsonValue, Schema } from "@nx-contracts/ir";
import { optionFacts } from "./definition.js";
import type { DiffFact } from "./fact.js";
import { mergeOrder, pairByKeys } from "./merge-order.js";

/** What a proto file says of itself. */
interface ProtoSettings {
  readonly path: string;
  /** The path without the folders that all files of its version lie in. */
  readonly name: string;
  /** Syntax, package and options. */
  readonly settings: JsonObject;
}

/** How what files say of themselves changed: syntax, package, options. Files that only one side has are told by what they define. */
export function* fileFacts(before: Schema, after: Schema): Generator<DiffFact> {
  const [older, newer] = [settingsOf(before), settingsOf(after)];
  const isAlone = older.length === 1 && newer.length === 1;
  const partnerOf = pairByKeys(older, newer, [
    ({ path }) => path,
    ({ name }) => name,
    () => (isAlone ? "the only one" : undefined),
  ]);
  for (const pair of mergeOrder(older, newer, partnerOf)) {
    if (!pair.before || !pair.after) continue;
    const { name } = pair.after;
    const both = {
      before: { schema: before, file: pair.before.name, at: { file: pair.before.path, line: 1, column: 1 } },
      after: { schema: after, file: name, at: { file: pair.after.path, line: 1, column: 1 } },
    };
    yield* optionFacts({ within: name, subject: name }, both, pair.before.settings, pair.after.settings);
  }
}

function settingsOf({ options }: Schema): readonly ProtoSettings[] {
  const files = listOf(options["files"]).flatMap((file) => {
    if (!isObject(file)) return [];
    const { path, options: own, ...said } = file;
    return typeof path === "string" ? [{ path, settings: isObject(own) ? { ...said, ...own } : said }] : [];
  });
  const folder = sharedFolder(files.map(({ path }) => path));
  return files.map((file) => ({ ...file, name: file.path.slice(folder.length) }));
}

/** The folder that all paths lie in, with its `/`. */
function sharedFolder(paths: readonly string[]): string {
  const folderOf = (path: string) => path.slice(0, path.lastIndexOf("/") + 1);
  let shared = folderOf(paths[0] ?? "");
  for (const path of paths) while (!path.startsWith(shared)) shared = folderOf(shared.slice(0, -1));
  return shared;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
