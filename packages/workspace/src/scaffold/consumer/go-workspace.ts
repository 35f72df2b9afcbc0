import type { Host } from "../../host.js";
import { foldersUp, joinPath } from "../../path.js";
import { textAt } from "../../read/text.js";
import type { Texts } from "../plan.js";
import { relativePath } from "./relative-path.js";

/** Adds a module to the `go.work` around it, without which Go does not build it there. */
export function listModule(host: Host, folder: string): Texts {
  const at = [...foldersUp(folder)].find((each) => host.kind(joinPath(each, "go.work")) === "file");
  if (at === undefined) return new Map();
  const path = joinPath(at, "go.work");
  const text = textAt(host, path);
  const module = `./${relativePath(at, folder)}`;
  if (text.split(/\s+/).includes(module)) return new Map();
  const block = /^use\s*\(\r?\n([\s\S]*?)^\)/m.exec(text);
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  if (block === null) return new Map([[path, `${text.trimEnd()}${eol}${eol}use ${module}${eol}`]]);
  const end = block.index + block[0].length - 1;
  return new Map([[path, `${text.slice(0, end)}\t${module}${eol}${text.slice(end)}`]]);
}
