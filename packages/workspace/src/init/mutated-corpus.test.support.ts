import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type Field, type Schema, type SchemaRecord, splitWords, type TypeRef } from "@nx-contracts/ir";
import { protoReader } from "@nx-contracts/readers/proto";

/** Protos that nobody here wrote. */
const GOOGLE = join(import.meta.dirname, "../../../../node_modules/google-proto-files");

/** How far models are from the protos that they are made of. */
export interface Distance {
  /** Of the fields, from 0 to 1, those that have another name in the model. */
  readonly renamed: number;
  /** Those that the model has not. */
  readonly dropped: number;
  /** Further fields that only the model has, as a share of its own. */
  readonly added: number;
  readonly name: "same" | "suffixed" | "reworded" | "other";
}

/** A model in Python's words, and the record that it was made of. */
export interface MutatedModel {
  readonly name: string;
  readonly text: string;
  readonly record: SchemaRecord;
}

/** A random number from 0 to 1, the same ones for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Protos of Google's services, one version of each; those of others never stand for a record of one. */
export function googleProtos(): ReadonlyMap<string, string> {
  const paths = readdirSync(join(GOOGLE, "google/cloud"), { recursive: true, encoding: "utf8" })
    .filter((path) => /^[a-z]+\/v1\/\w+\.proto$/.test(path))
    .sort();
  return new Map(
    paths.map((path) => [`google/cloud/${path}`, readFileSync(join(GOOGLE, "google/cloud", path), "utf8")]),
  );
}

/** What those import, as teams keep copies of it. */
export function importedProtos(): ReadonlyMap<string, string> {
  const folders = ["api", "iam/v1", "longrunning", "rpc", "type"].map((name) => `google/${name}`);
  const paths = folders.flatMap((folder) => readdirSync(join(GOOGLE, folder)).map((name) => `${folder}/${name}`));
  return new Map(
    paths.filter((path) => path.endsWith(".proto")).map((path) => [path, readFileSync(join(GOOGLE, path), "utf8")]),
  );
}

/** Reads some of them. */
export function readProtos(texts: ReadonlyMap<string, string>): Schema {
  const sources = [...texts].map(([path, text]) => ({ path, text }));
  return protoReader.read(sources, { load: loadGoogle, roots: ["."] }).schema;
}

function loadGoogle(path: string) {
  const absolute = join(GOOGLE, path);
  if (relative(GOOGLE, absolute).startsWith("..")) return undefined;
  try {
    return { path, text: readFileSync(absolute, "utf8") };
  } catch {
    return undefined;
  }
}

/** Whether a record has enough in it to be told from others. */
export function isTelling({ name, fields }: SchemaRecord): boolean {
  return fields.length >= 5 && !/(?:Request|Response|Metadata)$/.test(name);
}

/** Makes a Pydantic model of a record of a proto, as somebody may have written it who never saw the proto. */
export function mutate(
  record: SchemaRecord,
  distance: Distance,
  random: () => number,
  taken: Set<string>,
): MutatedModel {
  const name = unique(mutateName(record.name, distance.name, random), taken);
  const fields = shuffle(record.fields, random);
  const dropped = Math.floor(distance.dropped * fields.length);
  const kept = fields.slice(dropped);
  const renamed = Math.floor(distance.renamed * kept.length);
  const lines = kept.map((field, at) => {
    const called = at < renamed ? `${pick(WORDS, random)}_${pick(WORDS, random)}_${at}` : field.name;
    return `    ${isKeyword(called) ? `${called}_` : called}: ${annotate(field)}`;
  });
  const added = Math.floor(distance.added * kept.length);
  for (let at = 0; at < added; at++)
    lines.push(`    ${pick(WORDS, random)}_${pick(WORDS, random)}_x${at}: str | None = None`);
  return { name, record, text: `class ${name}(BaseModel):\n${shuffle(lines, random).join("\n")}\n` };
}

const WORDS =
  "harbor lantern meadow copper violet thunder pebble orchard saddle mirror falcon ember willow quartz canyon ribbon".split(
    " ",
  );
const SUFFIXES = ["Model", "Record", "Dto", "Schema", "Entity"];

function mutateName(name: string, how: Distance["name"], random: () => number): string {
  switch (how) {
    case "same":
      return name;
    case "suffixed":
      return `${name}${pick(SUFFIXES, random)}`;
    case "reworded": {
      const words = splitWords(name);
      return [capital(pick(WORDS, random)), ...words.slice(words.length > 1 ? 1 : 0)].join("");
    }
    case "other":
      return `${capital(pick(WORDS, random))}${capital(pick(WORDS, random))}`;
  }
}

function annotate({ type, presence, nullable }: Field): string {
  const text = annotation(type);
  return presence === "optional" || nullable ? `${text} | None = None` : text;
}

function annotation(type: TypeRef): string {
  switch (type.kind) {
    case "list":
      return `list[${annotation(type.item)}]`;
    case "map":
      return `dict[str, ${annotation(type.value)}]`;
    case "scalar":
      return { bool: "bool", int: "int", float: "float", bytes: "bytes" }[String(type.family)] ?? "str";
    default:
      return "dict[str, object]";
  }
}

function isKeyword(name: string): boolean {
  return /^(?:from|import|class|global|in|is|not|or|and|if|else|for|while|with|as|def|del|try|pass|lambda|async|await|None|True|False)$/.test(
    name,
  );
}

function shuffle<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("There is nothing to pick from.");
  return item;
}

function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count++) free = `${name}${capital(WORDS[count % WORDS.length] ?? "")}`;
  taken.add(free);
  return free;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
