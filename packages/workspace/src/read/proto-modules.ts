import type { ModuleProto, ProtoModule, TextOf } from "@nx-contracts/engine/edit";
import { indexSchema } from "@nx-contracts/engine";
import type { Reader, Schema, Source } from "@nx-contracts/ir";
import { walkProtos } from "../layout/walk-protos.js";
import { importsIn } from "../codegen/proto-imports.js";
import type { Config } from "../config/config.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";
import { importPathOf, packageIn } from "../layout/protos.js";
import type { SourceTexts } from "./read-side.js";
import { READERS } from "./readers.js";
import { decodeText } from "./text.js";

/**
 * Gives the texts of a workspace together with the modules of its protos, so
 * that what is written into one of them can use what stands beside it. A module
 * is read when somebody asks for it, once.
 */
export async function withModules(host: Host, config: Config, texts: SourceTexts): Promise<TextOf> {
  const sides = config.contracts
    .flatMap(({ source, mirrors }) => [source, ...mirrors])
    .filter(({ reader }) => reader === "proto");
  const textOf = (path: string) => texts.textOf(path);
  if (sides.length === 0) return textOf;
  const reader = await READERS.proto.load();
  const known = new Map<string, ProtoModule>();
  const remembered = await rememberedBy(host, joinPath(config.folder, "contracts.lock"));
  return Object.assign(textOf, {
    moduleOf(path: string): ProtoModule | undefined {
      const side = sides.find(({ files }) => files.some((file) => file.path === path));
      if (!side) return undefined;
      const key = side.roots.join("\n");
      const module = known.get(key) ?? { ...readModule(host, texts, reader, side.roots), remembered };
      known.set(key, module);
      return module;
    },
  });
}

/**
 * Reads every proto below the folders that imports start from, each by itself:
 * two of them may clash without hurting the others. What does not compile adds
 * nothing.
 */
function readModule(
  host: Host,
  texts: SourceTexts,
  reader: Reader,
  roots: readonly string[],
): Omit<ProtoModule, "remembered"> {
  return readProtos(host, texts, reader, protosBelow(host, texts, roots), roots);
}

function readProtos(
  host: Host,
  texts: SourceTexts,
  reader: Reader,
  paths: readonly string[],
  roots: readonly string[],
): Omit<ProtoModule, "remembered"> {
  const load = (path: string): Source | undefined => {
    const read = host.kind(path) === "file" ? texts.read(path) : undefined;
    return read && "text" in read ? read : undefined;
  };
  const options = { load, ...(roots.length > 0 && { roots }) };
  const sources = paths.flatMap((path) => load(path) ?? []);
  const read = sources.map((source) => ({ source, ...reader.read([source], options) }));
  const protos = read.map(({ source: { path, text }, schema }): ModuleProto => ({
    file: path,
    importPath: importPathOf(roots, path),
    imports: importsIn(text) ?? new Set(),
    package: packageIn(text) ?? "",
    records: schema.records,
    names: topLevelNames(packageIn(text) ?? "", schema),
  }));
  const all = {
    records: read.flatMap(({ schema }) => schema.records),
    enums: read.flatMap(({ schema }) => schema.enums),
    services: read.flatMap(({ schema }) => schema.services),
  };
  return { protos, schema: { language: "proto", ...all, options: {} } };
}

function topLevelNames(name: string, { records, enums, services }: Schema): readonly string[] {
  const prefix = name === "" ? "" : `${name}.`;
  const declared = [...records, ...enums, ...services].filter((each) => each.qualifiedName === prefix + each.name);
  return [...declared.map((each) => each.name), ...enums.flatMap(({ members }) => members.map((each) => each.name))];
}

async function rememberedBy(host: Host, path: string): Promise<ProtoModule["remembered"]> {
  const bytes = host.bytes(path);
  if (bytes === undefined) return () => undefined;
  const { parseLock } = await import("@nx-contracts/engine/lifecycle");
  let lock: ReturnType<typeof parseLock>["lock"] | undefined;
  return (qualifiedName) => {
    lock ??= parseLock(decodeText(bytes), path).lock;
    return lock.definitions.get(qualifiedName);
  };
}

/**
 * Names the records of a side that lists and maps of other protos hold: by
 * itself each of them would look like a message that nothing stands for. Only
 * protos that name one of them are parsed.
 */
export function collectedElsewhere(
  host: Host,
  texts: SourceTexts,
  reader: Reader,
  { records }: Schema,
  roots: readonly string[],
): readonly string[] {
  const named = new RegExp(`\\b(?:${[...new Set(records.map(({ name }) => name))].join("|")})\\b`);
  const files = protosBelow(host, texts, roots).filter((path) => named.test(texts.textOf(path) ?? ""));
  const { schema } = readProtos(host, texts, reader, files, roots);
  const { isListWrapper } = indexSchema(schema);
  return records.filter(isListWrapper).map(({ qualifiedName }) => qualifiedName);
}

const BELOW = new WeakMap<SourceTexts, Map<string, readonly string[]>>();

/** Looked for once for the texts of one run. */
function protosBelow(host: Host, texts: SourceTexts, roots: readonly string[]): readonly string[] {
  const known = BELOW.get(texts) ?? new Map<string, readonly string[]>();
  BELOW.set(texts, known);
  const key = roots.join("\n");
  const found = known.get(key) ?? [...new Set(roots.flatMap((root) => walkProtos(host, root)))].sort();
  known.set(key, found);
  return found;
}
