import { applyEdits, findNodeAtLocation, modify, type Node, parse, parseTree } from "jsonc-parser";
import { parseDocument, isMap, isSeq } from "yaml";
import { isPlain, objects } from "../../config/tolerant-yaml.js";
import type { Host } from "../../host.js";
import { joinPath } from "../../path.js";
import { textAt } from "../../read/text.js";
import { packageFolders } from "../../uses/npm-workspaces.js";
import type { Texts } from "../plan.js";

/** How a folder becomes a package of the workspace. */
export interface ListedPackage {
  readonly edits: Texts;
  readonly left: readonly string[];
  /** The workspace has packages, and this is one: Nx reads its manifest. */
  readonly isPackage: boolean;
}

/**
 * Makes a folder one of the packages of an npm, Yarn or pnpm workspace, where
 * its manifests do not say so yet: else Nx takes it for no project, and nothing
 * is installed for it.
 */
export function listPackage(host: Host, folder: string): ListedPackage {
  const edits = new Map<string, string>();
  const left: string[] = [];
  if (packageFolders(host)(folder)) return { edits, left, isPackage: true };
  const pnpm = textAt(host, "pnpm-workspace.yaml");
  const manifest = textAt(host, "package.json");
  const { workspaces } = asObject(parse(manifest));
  if (pnpm !== "") {
    const added = appendPackage(pnpm, folder);
    if (added === undefined) left.push(`Add \`${folder}\` to \`packages\` of pnpm-workspace.yaml.`);
    else edits.set("pnpm-workspace.yaml", added);
  } else if (workspaces !== undefined) {
    const path = Array.isArray(workspaces) ? ["workspaces"] : ["workspaces", "packages"];
    edits.set("package.json", append(manifest, path, folder));
  } else if (manifest !== "") {
    edits.set("package.json", withPackages(manifest, [folder]));
  }
  return { edits, left, isPackage: edits.size + left.length > 0 };
}

/** The manifest with a list of packages, which it did not have; the rest as it is. */
function withPackages(manifest: string, folders: readonly string[]): string {
  const indent = /\n([ \t]+)"/.exec(manifest)?.[1] ?? "  ";
  const formattingOptions = {
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.length,
    eol: manifest.includes("\r\n") ? "\r\n" : "\n",
  };
  return applyEdits(manifest, modify(manifest, ["workspaces"], folders, { formattingOptions }));
}

/** Adds a project to the references of the root's `tsconfig.json`, where it has some. */
export function listReference(host: Host, folder: string): Texts {
  const text = textAt(host, "tsconfig.json");
  const { references } = asObject(parse(text));
  if (!Array.isArray(references)) return new Map();
  const isListed = objects(references).some(({ path }) => typeof path === "string" && joinPath(".", path) === folder);
  if (isListed) return new Map();
  const start = objects(references).every(({ path }) => typeof path === "string" && path.startsWith("./")) ? "./" : "";
  return new Map([["tsconfig.json", append(text, ["references"], { path: `${start}${folder}` })]]);
}

function asObject(value: unknown): { readonly [key: string]: unknown } {
  return isPlain(value) ? value : {};
}

/** Adds an element to a list as its other elements stand: on one line, or on lines of their own. */
function append(text: string, path: readonly string[], value: unknown): string {
  const list = findNodeAtLocation(parseTree(text) ?? EMPTY, [...path]);
  if (list === undefined) return text;
  const written = text.slice(list.offset, list.offset + list.length);
  const last = list.children?.at(-1);
  const added = JSON.stringify(value)
    .replace(/^\{(.*)\}$/, "{ $1 }")
    .replace('":', '": ');
  if (last === undefined) return `${text.slice(0, list.offset)}[${added}]${text.slice(list.offset + list.length)}`;
  const end = last.offset + last.length;
  const [gap = " "] = written.includes("\n") ? (/\r?\n[ \t]*$/.exec(text.slice(0, last.offset)) ?? []) : [];
  return `${text.slice(0, end)},${gap}${added}${text.slice(end)}`;
}

const EMPTY: Node = { type: "null", offset: 0, length: 0 };

/** Adds an item after the last one of the block list `packages`. */
function appendPackage(text: string, folder: string): string | undefined {
  const document = parseDocument(text);
  const packages = isMap(document.contents) ? document.contents.get("packages", true) : undefined;
  if (document.errors.length > 0 || !isSeq(packages) || packages.flow === true) return undefined;
  const last = /^([ \t]*- ).*$(?![\s\S]*^[ \t]*- )/m.exec(text.slice(0, packages.range?.[1]));
  if (last === null) return undefined;
  const end = last.index + last[0].length;
  return `${text.slice(0, end)}${text.includes("\r\n") ? "\r" : ""}\n${last[1]}${JSON.stringify(folder)}${text.slice(end)}`;
}
