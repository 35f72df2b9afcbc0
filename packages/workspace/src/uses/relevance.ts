import type { CodeLanguage, CodeType, Vocabulary } from "@nx-contracts/ir";
import { nameOf } from "../path.js";

/** How files of one language give away that they have to do with some types. */
export interface Names {
  readonly language: CodeLanguage;
  /** Of types and what stands for them. */
  readonly symbols: ReadonlySet<string>;
  /** As imports of the language write them, at least in part. */
  readonly modules: ReadonlySet<string>;
}

/**
 * Names of the types of which something is asked for, and of all through whose fields code may come to these.
 *
 * @param isAsked absent for all types
 */
export function namesOf({ language, types, services = [] }: Vocabulary, isAsked?: (type: CodeType) => boolean): Names {
  const wanted = isAsked ? holding(types, isAsked) : types;
  const symbols = new Set<string>();
  const modules = new Set<string>();
  for (const { module, symbol, schemas = [] } of wanted) {
    for (const name of [symbol, ...schemas]) symbols.add(name.slice(name.lastIndexOf(".") + 1));
    modules.add(partOf(module, language));
  }
  const given = new Set(wanted.map(({ name }) => name));
  for (const { module, symbol, makers, methods } of services) {
    // Who is asked for all is asked for those that only take and give what others define.
    if (isAsked && !methods.some(({ request, response }) => given.has(request.type) || given.has(response.type)))
      continue;
    for (const name of [symbol, ...makers]) symbols.add(name.slice(name.lastIndexOf(".") + 1));
    modules.add(partOf(module, language));
  }
  return { language, symbols, modules };
}

/** Types that are asked for or hold such a type, at any depth. */
function holding(types: readonly CodeType[], isAsked: (type: CodeType) => boolean): readonly CodeType[] {
  const holders = new Map<string, CodeType[]>();
  for (const type of types) {
    for (const { type: held } of type.members) {
      if (held === undefined) continue;
      const known = holders.get(held);
      if (known) known.push(type);
      else holders.set(held, [type]);
    }
  }
  const found = new Set(types.filter(isAsked));
  for (const type of found) for (const holder of holders.get(type.name) ?? []) found.add(holder);
  return [...found];
}

/** The part of a module's name that every import of it writes. */
function partOf(module: string, language: CodeLanguage): string {
  if (language === "go") return module;
  if (language === "rust") return longest(module.split("::"));
  return module.slice(module.lastIndexOf(language === "python" ? "." : "/") + 1);
}

function longest(parts: readonly string[]): string {
  return parts.reduce((best, part) => (part.length > best.length ? part : best), "");
}

/** Words to look for in files of a language that have to do with the types. */
export function wordsOf({ language, symbols, modules }: Names): readonly string[] {
  // What is written by hand in TypeScript may be called like anything.
  const telling = language === "typescript" ? [...modules].filter((module) => module.endsWith("_pb")) : [...modules];
  return [...symbols, ...telling, ...(language === "rust" ? BUILDING : [])];
}

/** Functions that build scripts of Rust compile protos with. */
const BUILDING = ["compile_protos", "compile_fds", "compile_with_config", "FileDescriptorSet"];

/** Whether a text has to do with the types itself. */
export function mentions(text: string, { language, symbols, modules }: Names): boolean {
  if (hasWord(text, symbols)) return true;
  return language === "python" || language === "rust"
    ? hasWord(text, modules)
    : imported(text).some((path) => modules.has(path) || modules.has(lastOf(path)));
}

/** Whether one of the words stands in a text. */
export function hasWord(text: string, words: ReadonlySet<string>): boolean {
  for (const [word] of text.matchAll(/[\p{L}\p{N}_$]+/gu)) if (words.has(word)) return true;
  return false;
}

/** Whether a text imports one of the files that have to do with the types. */
export function importsOne(text: string, language: CodeLanguage, stems: ReadonlySet<string>): boolean {
  if (language === "python") {
    const lines = text.matchAll(/^[ \t]*(?:from|import)[ \t](?:[^\n(]*\([^)]*\)|[^\n]*)/gm);
    return [...lines].some(([line]) => hasWord(line, stems));
  }
  if (language === "rust") {
    // Names from `use`, and paths written where they are used.
    return [...text.matchAll(/(\w+)\s*::/g)].some(([, word = ""]) => stems.has(word));
  }
  return imported(text).some((path) => stems.has(lastOf(path)));
}

/** What a file is called where it is imported. */
export function stemOf(path: string): string {
  const parts = path.replace(/(?:\.d)?\.\w+$/, "").split("/");
  const last = parts.at(-1) ?? "";
  const isFolder = /^(?:index|__init__|mod|lib|main)$/.test(last) || path.endsWith(".go");
  const stem = (isFolder ? parts.filter((part) => part !== "src").at(-2) : last) ?? last;
  // A crate is imported without the dashes of its folder.
  return path.endsWith(".rs") ? stem.replaceAll("-", "_") : stem;
}

/** Paths that a text imports in TypeScript or Go. */
function imported(text: string): readonly string[] {
  const paths = text.matchAll(/(?:\b(?:from|import|require)\s*\(?\s*|^\s*(?:[\w.]+\s+)?)(["'])([^"'\s]+)\1/gm);
  return [...paths].map(([, , path = ""]) => path);
}

function lastOf(path: string): string {
  return nameOf(path).replace(/\.[cm]?[jt]sx?$/, "");
}
