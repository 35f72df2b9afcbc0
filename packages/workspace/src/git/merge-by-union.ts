import type { Host } from "../host.js";
import { joinPath, nameOf, parentOf } from "../path.js";
import { findGit } from "./git.js";

/**
 * What `.gitattributes` has to say so that git keeps the lines of both sides
 * of a file when it merges: two branches that add entries add lines.
 *
 * @param path of the file, relative to the workspace root
 * @returns `undefined` where it says so already, or there is no git
 */
export function unionAttributes(
  host: Host,
  path: string,
): { readonly path: string; readonly text: string } | undefined {
  if (findGit(host.absolute(parentOf(path))) === undefined) return undefined;
  const attributes = joinPath(parentOf(path), ".gitattributes");
  const bytes = host.bytes(attributes);
  const text = bytes === undefined ? "" : new TextDecoder().decode(bytes);
  const name = nameOf(path);
  if (text.split(/\r?\n/).some((line) => line.trim().split(/\s+/)[0] === name)) return undefined;
  const end = text === "" || text.endsWith("\n") ? "" : "\n";
  return { path: attributes, text: `${text}${end}${name} merge=union\n` };
}
