import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Source } from "@nx-contracts/ir";
import { protoReader } from "@nx-contracts/readers/proto";
import { type Random, partsOf, pick, randomSource, splice } from "./mutants.test.support.js";
import { MUTATIONS } from "./mutations.test.support.js";
import { SEEDS } from "./seeds.test.support.js";

const CORPUS = dirname(createRequire(import.meta.url).resolve("google-proto-files/package.json"));
const LARGEST = 30_000;
const MOST_IMPORTS = 6;

/** One comparison, as small as a list of numbers: what is mutated, and the seeds of each step. */
export interface Case {
  readonly id: string;
  readonly base: string;
  readonly oldSteps: readonly number[];
  readonly newSteps: readonly number[];
}

/** Files by path. */
export type Files = ReadonlyMap<string, string>;

export interface BuiltCase {
  readonly old: Files;
  readonly now: Files;
  /** What was done to the newer side. */
  readonly steps: readonly string[];
}

let corpus: readonly string[] | undefined;

/** Real files that are not too large; the hand-written ones every other time. */
export function randomCase(id: string, random: Random): Case {
  corpus ??= readdirSync(CORPUS, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".proto") && !path.includes("/ruby/") && !path.startsWith("google/protobuf/"))
    .sort();
  const steps = (most: number, least: number) => Array.from({ length: least + random(most) }, () => random(2 ** 31));
  for (;;) {
    const base = (random(2) === 0 ? pick(Object.keys(SEEDS), random) : pick(corpus, random)) ?? "";
    if (originalFiles(base) === undefined) continue;
    return { id, base, oldSteps: steps(3, 0), newSteps: steps(7, 2) };
  }
}

/** The files of both sides; paths and imports begin with the case's own folder. */
export function buildCase({ id, base, oldSteps, newSteps }: Case): BuiltCase {
  const original = originalFiles(base) ?? new Map<string, string>();
  const old = applySteps(original, base, oldSteps);
  const now = applySteps(old.files, base, newSteps);
  return { old: place(old.files, id), now: place(now.files, id), steps: now.applied };
}

const known = new Map<string, Files | undefined>();

/** A file with all that it imports, well-known files left out; `undefined` when that is too much. */
function originalFiles(base: string): Files | undefined {
  if (known.has(base)) return known.get(base);
  const files = new Map<string, string>();
  const waiting = [base];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path) || path.startsWith("google/protobuf/")) continue;
    const text = SEEDS[path] ?? readFileSync(join(CORPUS, path), "utf8");
    files.set(path, text);
    for (const { path: imported } of partsOf(text)?.file.imports ?? []) waiting.push(imported);
    if (files.size > MOST_IMPORTS || (path === base && text.length > LARGEST)) files.clear();
    if (files.size === 0) break;
  }
  const found = files.size === 0 ? undefined : files;
  known.set(base, found);
  return found;
}

interface Applied {
  readonly files: Files;
  readonly applied: readonly string[];
}

/** Applies each step that leaves everything compiling; the others are passed over. */
function applySteps(files: Files, base: string, steps: readonly number[]): Applied {
  let current = files;
  const applied: string[] = [];
  for (const seed of steps) {
    const random = randomSource(seed);
    const { name, next } = mutateFiles(current, base, random);
    if (next === undefined || !compiles(next)) continue;
    current = next;
    applied.push(name);
  }
  return { files: current, applied };
}

function mutateFiles(files: Files, base: string, random: Random): { name: string; next?: Files } {
  const path = random(8) === 0 ? (pick([...files.keys()], random) ?? base) : base;
  const text = files.get(path);
  if (text === undefined) return { name: "nothing" };
  const special = random(40);
  if (special === 0) return { name: "delete the file", next: new Map([...files].filter(([each]) => each !== path)) };
  if (special === 1) {
    const renamed = [...files].map(
      ([each, content]) => [each === path ? each.replace(".proto", "_two.proto") : each, content] as const,
    );
    return { name: "rename the file", next: new Map(renamed) };
  }
  if (special < 5) return moveMessage(files, path, text, random);
  const name = pick(Object.keys(MUTATIONS), random) ?? "";
  const parts = partsOf(text);
  const mutated = parts && MUTATIONS[name]?.(text, parts, random);
  return mutated === undefined || mutated === text ? { name } : { name, next: new Map([...files, [path, mutated]]) };
}

/** Moves a message or enum into a file of its own, in the same package. */
function moveMessage(files: Files, path: string, text: string, random: Random): { name: string; next?: Files } {
  const name = "move a definition";
  const { file } = partsOf(text) ?? {};
  const moved = pick(file?.body.filter(({ kind }) => kind === "message" || kind === "enum") ?? [], random);
  const target = path.replace(".proto", "_moved.proto");
  if (file === undefined || moved === undefined || files.has(target)) return { name };
  const at = ({ start, end }: { readonly start: number; readonly end: number }) => text.slice(start, end);
  const header = [file.syntaxAt, file.package, ...file.imports].flatMap((node) => (node ? [at(node)] : []));
  const after = file.package?.end ?? file.syntaxAt?.end ?? 0;
  const rest = splice(splice(text, moved.start, moved.end, ""), after, after, `\nimport "${target}";`);
  return { name, next: new Map([...files, [path, rest], [target, `${header.join("\n")}\n${at(moved)}\n`]]) };
}

function compiles(files: Files): boolean {
  const sources: readonly Source[] = [...files].map(([path, text]) => ({ path, text }));
  return protoReader.read(sources).diagnostics.every(({ rule }) => rule === "read/empty-source");
}

function place(files: Files, id: string): Files {
  const placed = new Map<string, string>();
  for (const [path, text] of files) {
    const imports = text.replace(/^(\s*import\s+(?:public\s+|weak\s+)?)"(?!google\/protobuf\/)/gm, `$1"${id}/`);
    placed.set(`${id}/${path}`, imports);
  }
  // A module without any file is none.
  placed.set(`${id}/anchor.proto`, 'syntax = "proto3";\npackage anchor;\nmessage Anchor {}\n');
  return placed;
}
