import { indexSchema, isForsakenWrapper, type Side } from "@nx-contracts/engine";
import {
  ContractsError,
  type Language,
  type ReadDiagnostic,
  type ReadOptions,
  type ReadResult,
  type Schema,
  type SchemaRecord,
  type Source,
} from "@nx-contracts/ir";
import type { ContractSide } from "../config/config.js";
import type { Host } from "../host.js";
import { decodeSource } from "./decode-source.js";
import { READERS } from "./readers.js";

/** Texts read so far, so that each file is read once a run and can be quoted. */
export class SourceTexts {
  readonly #host: Host;
  readonly #texts = new Map<string, Source | ReadDiagnostic>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** A source, or the diagnostic that says why there is none; `undefined` when the file is missing. */
  read(path: string): Source | ReadDiagnostic | undefined {
    const known = this.#texts.get(path);
    if (known) return known;
    const bytes = this.#host.bytes(path);
    if (!bytes) return undefined;
    const { source, diagnostic } = decodeSource(path, bytes);
    const result = source ?? diagnostic;
    this.#texts.set(path, result);
    return result;
  }

  textOf(path: string): string | undefined {
    const known = this.read(path);
    return known && "text" in known ? known.text : undefined;
  }
}

/**
 * Reads one side of a contract.
 *
 * @throws ContractsError `source-unreadable` for a file that vanished or cannot be opened
 */
export async function readSide(host: Host, texts: SourceTexts, side: ContractSide): Promise<Side> {
  const { schema, diagnostics } = await readFiles(
    host,
    texts,
    side.reader,
    side.files.map((file) => file.path),
    {
      roots: side.roots,
      also: side.also,
    },
  );
  const read = { id: side.id, files: side.files.map((file) => file.path), schema, diagnostics };
  const forsaken = side.reader === "proto" ? schema.records.filter(isForsaken(schema)) : [];
  if (forsaken.length === 0) return read;
  const { collectedElsewhere } = await import("./proto-modules.js");
  const reader = await READERS.proto.load();
  const collected = collectedElsewhere(host, texts, reader, { ...schema, records: forsaken }, side.roots);
  return collected.length === 0 ? read : { ...read, schema: { ...schema, collected } };
}

/** Tells records that look as if they gave a list a name, and that nothing of the side has in a list or a map. */
function isForsaken(schema: Schema): (record: SchemaRecord) => boolean {
  const alike = new Set(schema.records.filter(isForsakenWrapper));
  if (alike.size === 0) return () => false;
  const { isListWrapper } = indexSchema(schema);
  return (record) => alike.has(record) && !isListWrapper(record);
}

/** Reads files of one language; what is expensive to read is kept by content. */
export async function readFiles(
  host: Host,
  texts: SourceTexts,
  language: Language,
  paths: readonly string[],
  options: { readonly roots: readonly string[]; readonly also: readonly string[] },
): Promise<ReadResult> {
  const sources: Source[] = [];
  const undecodable: ReadDiagnostic[] = [];
  for (const path of paths) {
    const read = texts.read(path);
    if (!read)
      throw new ContractsError("source-unreadable", {
        message: `\`${path}\` cannot be read.`,
        next: "Check that the file exists and may be read.",
      });
    if ("text" in read) sources.push(read);
    else undecodable.push(read);
  }
  const load: ReadOptions["load"] = (path) => {
    const read = host.kind(path) === "file" ? texts.read(path) : undefined;
    return read && "text" in read ? read : undefined;
  };
  const result = await readSources(host, language, sources, {
    load,
    ...(options.roots.length > 0 && { roots: options.roots }),
    also: options.also,
  });
  return { ...result, diagnostics: [...undecodable, ...result.diagnostics] };
}

async function readSources(
  host: Host,
  language: Language,
  sources: readonly Source[],
  options: ReadOptions,
): Promise<ReadResult> {
  const entry = READERS[language];
  if (!entry.cached) return (await entry.load()).read(sources, options);
  const { cacheKey, openSchemaCache } = await import("./schema-cache.js");
  const cache = openSchemaCache(host);
  const { roots = [], also = [] } = options;
  const key = cacheKey([
    language,
    entry.version,
    JSON.stringify({ roots, also }),
    ...sources.flatMap(({ path, text }) => [path, text]),
  ]);
  const kept = cache.get(key);
  if (kept) return kept;
  const result = (await entry.load()).read(sources, options);
  cache.set(key, result);
  return result;
}
