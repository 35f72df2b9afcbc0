import type { Host } from "../../host.js";
import { below, joinPath } from "../../path.js";
import { textAt } from "../../read/text.js";
import type { Texts } from "../plan.js";

/**
 * Makes a crate a member of the cargo workspace around it.
 *
 * @param outer folder of the manifest with `[workspace]`
 */
export function listCrate(
  host: Host,
  outer: string,
  folder: string,
): { readonly edits: Texts; readonly left: readonly string[] } {
  const path = joinPath(outer, "Cargo.toml");
  const text = textAt(host, path);
  const member = below(outer, folder) ?? folder;
  const members = /^(\s*members\s*=\s*\[)([^\]]*)\]/m.exec(text);
  const left = [`Add \`${member}\` to \`members\` of ${path}.`];
  if (members === null) return { edits: new Map(), left };
  const [whole, head = "", listed = ""] = members;
  const patterns = [...listed.matchAll(/["']([^"']+)["']/g)].map(([, pattern = ""]) => pattern);
  if (patterns.some((pattern) => isMatch(pattern, member))) return { edits: new Map(), left: [] };
  // Comments may hold brackets and quotes.
  if (listed.includes("#")) return { edits: new Map(), left };
  const indent = /\n([ \t]*)["']/.exec(listed)?.[1];
  const items = listed.trimEnd();
  const comma = items.trim() === "" || items.endsWith(",") ? "" : ",";
  const added =
    indent === undefined
      ? `${head}${items}${comma}${items.trim() === "" ? "" : " "}"${member}"]`
      : `${head}${items}${comma}\n${indent}"${member}",\n]`;
  return { edits: new Map([[path, text.replace(whole, () => added)]]), left: [] };
}

function isMatch(pattern: string, member: string): boolean {
  const escaped = pattern.replaceAll(/[\\^$.+?()[\]{}|]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll("**", "\0").replaceAll("*", "[^/]*").replaceAll("\0", ".*")}$`).test(member);
}
