import type { Host } from "../host.js";
import { joinPath } from "../path.js";

/** The file that a module of a crate is: `crate::api::shows` in a file of `libs/player/src`. */
export function rustFile(host: Host, name: string, from: string): string | undefined {
  const [first, ...inside] = name.split("::");
  const end = from.lastIndexOf("src/");
  if (first !== "crate" || end < 0) return undefined;
  const source = from.slice(0, end + "src".length);
  const candidates =
    inside.length === 0 ? ["lib.rs", "main.rs"] : [`${inside.join("/")}.rs`, `${inside.join("/")}/mod.rs`];
  return candidates.map((path) => joinPath(source, path)).find((path) => path !== from && host.kind(path) === "file");
}
