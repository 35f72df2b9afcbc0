import type { ConfiguredFile, ContractSide } from "../config/config.js";
import { isPlain, objects, parseTolerantly, textOf, texts } from "../config/tolerant-yaml.js";
import type { Host } from "../host.js";
import { joinPath, parentOf } from "../path.js";

/** Finds the files that a side of a contract had in the older version. */
export type OlderFiles = (contract: string, side: ContractSide, isSource: boolean) => readonly ConfiguredFile[];

/**
 * Prepares to find the files that sides had: those of now, as far as they were
 * there, and those that are gone since and that the older configuration names.
 *
 * @param isKept what is known to be in both versions, so that nobody has to look
 * @param gone files that the newer version no longer has, relative to the workspace root
 */
export function olderFiles(
  before: Host,
  config: string,
  isKept: (path: string) => boolean,
  gone: readonly string[],
): OlderFiles {
  const bytes = gone.length > 0 ? before.bytes(config) : undefined;
  const older = bytes === undefined ? [] : objects(parseTolerantly(new TextDecoder().decode(bytes))["contracts"]);
  const folder = parentOf(config);
  return (id, side, isSource) => {
    const kept = side.files.filter(({ path }) => isKept(path) || before.kind(path) === "file");
    if (older.length === 0) return kept;
    const contract = older.find((each) => textOf(each["id"]) === id);
    const named = isSource
      ? contract?.["source"]
      : objects(contract?.["mirrors"]).find((mirror) => (textOf(mirror["id"]) ?? mirror["reader"]) === side.id);
    const patterns = isPlain(named) ? texts(named["files"]) : [];
    const [at = { file: config, line: 1, column: 1 }] = side.files.map((file) => file.at);
    const lost = gone.filter((path) => patterns.some((pattern) => matches(joinPath(folder, pattern), path)));
    const known = new Set(kept.map(({ path }) => path));
    return [...kept, ...lost.filter((path) => !known.has(path)).map((path) => ({ path, at }))];
  };
}

/** Whether a path is what a pattern of the configuration names. */
function matches(pattern: string, path: string): boolean {
  if (pattern === path) return true;
  let source = "";
  for (const [token] of pattern.matchAll(/\*\*\/|\*+|\?|\{[^{}]*\}|\[[^\]]+\]|[^*?{[]+|./gs)) {
    if (token === "**/") source += "(?:.*/)?";
    else if (token.startsWith("*")) source += token === "**" ? ".*" : "[^/]*";
    else if (token === "?") source += "[^/]";
    else if (token.startsWith("{") && token.endsWith("}"))
      source += `(?:${token.slice(1, -1).split(",").map(escape).join("|")})`;
    else if (token.startsWith("[") && token.length > 2)
      source += `[${token.slice(1, -1).replace(/^!/, "^").replace(/[[\\]/g, "\\$&")}]`;
    else source += escape(token);
  }
  return new RegExp(`^${source}$`, "s").test(path);
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
