import type { SchemaIndex } from "@nx-contracts/engine";
import type { Language, Schema } from "@nx-contracts/ir";
import { type Definition, enumsOf, namesIn } from "./definition.js";
import type { Match } from "./match.js";

/** Files that belong to one contract, because records of one are those of another. */
export interface Group {
  readonly source: { readonly reader: Language; readonly files: readonly string[] };
  readonly mirrors: readonly GroupMirror[];
}

export interface GroupMirror {
  readonly reader: Language;
  readonly files: readonly string[];
  readonly matches: readonly Match[];
}

/**
 * Gathers pairs of records into contracts: two files are of one when a record
 * or an enum of the one stands for one of the other. As small as can be, so
 * that each file of models has its own contract where the mirrors have files
 * of their own as well.
 */
export function groupMatches(matches: readonly Match[]): readonly Group[] {
  const files = new Sets();
  for (const { source, mirror } of matches) {
    files.join(source.file, mirror.file);
    for (const [{ at: from }, { at: to }] of enumsOf(source, mirror)) {
      files.join(source.file, from.file);
      files.join(mirror.file, to.file);
    }
    for (const { file, index } of [source, mirror])
      for (const other of referredTo(file, index)) files.join(file, other);
  }
  const groups = new Map<string, Match[]>();
  for (const match of matches) {
    const key = files.find(match.source.file);
    groups.set(key, [...(groups.get(key) ?? []), match]);
  }
  return [...groups].map(([key, own]) => toGroup(files.of(key), own));
}

function toGroup(all: readonly string[], matches: readonly Match[]): Group {
  const [first] = matches;
  const reader = languageOf(first?.source);
  const sources = new Set(matches.map(({ source }) => source.file));
  const mirrors = new Map<Language, Match[]>();
  for (const match of matches) {
    const language = languageOf(match.mirror);
    mirrors.set(language, [...(mirrors.get(language) ?? []), match]);
  }
  const isOf = (language: Language) => (path: string) => ENDINGS[language].test(path);
  return {
    source: { reader, files: sorted([...sources, ...all.filter(isOf(reader))]) },
    mirrors: [...mirrors].map(([language, own]) => ({
      reader: language,
      files: sorted([...own.map(({ mirror }) => mirror.file), ...all.filter(isOf(language))]),
      matches: own,
    })),
  };
}

const ENDINGS = { proto: /\.proto$/, pydantic: /\.py$/, typescript: /\.[cm]?tsx?$/ } as const;

function languageOf(definition: Definition | undefined): Language {
  return definition?.index.schema.language ?? "proto";
}

/**
 * The files with definitions that those of one refer to, directly or not: they
 * have to be listed beside it. What a proto imports need not.
 */
function referredTo(file: string, { schema }: SchemaIndex): ReadonlySet<string> {
  if (schema.language === "proto") return new Set();
  const references = REFERENCES.get(schema) ?? referencesIn(schema);
  REFERENCES.set(schema, references);
  const found = new Set([file]);
  for (const each of found) for (const other of references.get(each) ?? []) found.add(other);
  return found;
}

const REFERENCES = new WeakMap<Schema, ReadonlyMap<string, ReadonlySet<string>>>();

/** File → the files of what its fields refer to. */
function referencesIn({ records, enums }: Schema): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map([...records, ...enums].map(({ qualifiedName, at }) => [qualifiedName, at.file]));
  const found = new Map<string, Set<string>>();
  for (const { fields, at } of records) {
    const own = found.get(at.file) ?? new Set();
    found.set(at.file, own);
    for (const { type } of fields) {
      for (const name of namesIn(type)) {
        const file = places.get(name);
        if (file !== undefined) own.add(file);
      }
    }
  }
  return found;
}

function sorted(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].sort();
}

/** Disjoint sets of files. */
class Sets {
  readonly #parents = new Map<string, string>();

  find(path: string): string {
    const parent = this.#parents.get(path) ?? path;
    if (parent === path) return path;
    const root = this.find(parent);
    this.#parents.set(path, root);
    return root;
  }

  join(a: string, b: string): void {
    for (const path of [a, b]) if (!this.#parents.has(path)) this.#parents.set(path, path);
    this.#parents.set(this.find(a), this.find(b));
  }

  /** The files of the set that one stands for. */
  of(root: string): readonly string[] {
    return [...this.#parents.keys()].filter((path) => this.find(path) === root);
  }
}
