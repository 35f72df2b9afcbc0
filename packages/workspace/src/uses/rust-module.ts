import type { Host } from "../host.js";
import { joinPath, parentOf } from "../path.js";
import { textOnDisk } from "../read/decode-source.js";

/**
 * The file that a module of a crate is: `crate::api::shows` in a file of `libs/player/src`, `player::api::shows` in its
 * tests and in crates beside it.
 */
export function rustFile(host: Host, name: string, from: string): string | undefined {
  const [first = "", ...inside] = name.split("::");
  const source = first === "crate" ? ownSource(from) : crateSource(host, first, from);
  if (source === undefined) return undefined;
  const candidates =
    inside.length === 0 ? ["lib.rs", "main.rs"] : [`${inside.join("/")}.rs`, `${inside.join("/")}/mod.rs`];
  return candidates.map((path) => joinPath(source, path)).find((path) => path !== from && host.kind(path) === "file");
}

function ownSource(from: string): string | undefined {
  const end = from.lastIndexOf("src/");
  return end < 0 ? undefined : from.slice(0, end + "src".length);
}

/** Sources of the library that a file's own crate has, or that one of the manifests above it says the path of. */
function crateSource(host: Host, name: string, from: string): string | undefined {
  for (let folder = parentOf(from); ; folder = parentOf(folder)) {
    const manifest = textOnDisk(host, joinPath(folder, "Cargo.toml"));
    const path = manifest === undefined ? undefined : crateIn(manifest, name);
    if (path !== undefined) return joinPath(joinPath(folder, path), "src");
    if (folder === "." || folder.startsWith("..")) return undefined;
  }
}

/** Where a manifest says that a crate lies, relative to itself. */
function crateIn(manifest: string, name: string): string | undefined {
  let table = "";
  for (const line of manifest.split("\n")) {
    const header = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line)?.[1];
    if (header !== undefined) table = header;
    const [, key = "", value = ""] = /^\s*([\w-]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if ((table === "package" || table === "lib") && key === "name" && crateName(quoted(value)) === name) return ".";
    const path = quoted(/\bpath\s*=\s*(.*)$/.exec(line)?.[1] ?? "");
    const last = table.slice(table.lastIndexOf(".") + 1);
    const isTable = key === "path" && table.includes("dependencies.") && crateName(last) === name;
    if (path !== "" && (isTable || (table.endsWith("dependencies") && crateName(key) === name))) return path;
  }
  return undefined;
}

const crateName = (written: string): string => written.replaceAll("-", "_");
const quoted = (value: string): string => /^["']([^"']*)["']/.exec(value)?.[1] ?? "";
