import { compareSpans, type Language, type Schema, type Span } from "@nx-contracts/ir";
import type { Host } from "../host.js";
import type { ContractDraft, MirrorDraft, SideDraft } from "./contract-draft.js";
import type { Group } from "./group.js";
import type { Match } from "./match.js";
import { proposeMapping } from "./mapping.js";
import { pythonRootsOf } from "./python-roots.js";
import { stemOf } from "./nearness.js";
import type { ProtoPlace } from "./proto-places.js";
import type { Survey } from "./survey.js";
import { nameOf, parentOf } from "../path.js";

/** Makes a contract of a group; `undefined` where its names cannot be told apart by any mapping. */
export function draftContract(
  host: Host,
  survey: Survey,
  place: ProtoPlace,
  { source, mirrors }: Group,
): ContractDraft | undefined {
  const toSide = (reader: Language, files: readonly string[]): SideDraft => ({
    reader,
    files,
    roots: rootsOf(host, survey, place, reader, files),
  });
  const [first] = mirrors[0]?.matches ?? [];
  if (first === undefined) return undefined;
  const schema = schemaOf(first.source.index.schema, source.files);
  const drafts: MirrorDraft[] = [];
  let hasServices = schema.services.length > 0;
  for (const { reader, files, matches } of mirrors) {
    const [one] = matches;
    if (one === undefined) continue;
    const mirrored = schemaOf(one.mirror.index.schema, files);
    const proposed = proposeMapping(schema, mirrored, matches, survey.bases);
    if (proposed === undefined) continue;
    hasServices ||= mirrored.services.length > 0;
    drafts.push({ ...toSide(reader, files), ...proposed });
  }
  if (drafts.length === 0) return undefined;
  const kept = new Set(drafts.map(({ reader }) => reader));
  return {
    id: idOf(source.files, mirrors[0]?.files ?? []),
    kind: hasServices ? "api" : "event",
    source: toSide(source.reader, source.files),
    mirrors: drafts,
    matches: inOrder(mirrors.filter(({ reader }) => kept.has(reader)).flatMap(({ matches }) => matches)),
  };
}

/** What some of the files that were read define. */
function schemaOf(schema: Schema, files: readonly string[]): Schema {
  const own = new Set(files);
  const isOwn = ({ at }: { readonly at: Span }) => own.has(at.file);
  return {
    ...schema,
    records: schema.records.filter(isOwn),
    enums: schema.enums.filter(isOwn),
    services: schema.services.filter(isOwn),
  };
}

/** As the source defines them. */
function inOrder(matches: readonly Match[]): readonly Match[] {
  return [...matches].sort((a, b) => compareSpans(a.source.record.at, b.source.record.at));
}

function rootsOf(
  host: Host,
  survey: Survey,
  place: ProtoPlace,
  reader: Language,
  files: readonly string[],
): readonly string[] {
  if (reader === "proto") return place.roots ?? [];
  return reader === "pydantic" ? pythonRootsOf(host, files, survey.modules) : [];
}

/** Names of files that say nothing of what is in them. */
export function isGenericName(name: string): boolean {
  return GENERIC.test(name);
}

const GENERIC = /^(?:__init__|index|models?|schemas?|types?|messages?|protos?|entities|dtos?|api|common)$/i;

/** What a contract is called: as its models' file, else as its mirror's, else as their folder. */
function idOf(sources: readonly string[], mirrors: readonly string[]): string {
  const candidates = [
    ...(sources.length === 1 ? sources.map(stemOf) : []),
    ...(mirrors.length === 1 ? mirrors.map(stemOf) : []),
    ...[...sources, ...mirrors].map((path) => nameOf(parentOf(path))),
    ...[...sources, ...mirrors].map(stemOf),
  ];
  const told = candidates.find((name) => !isGenericName(name) && !/^(?:\.|src|v\d+\w*)$/.test(name));
  return toId(told ?? candidates[0] ?? "");
}

/** A name as an id may be: letters, digits, `.`, `_` and `-`. */
export function toId(name: string): string {
  const id = name.replaceAll("_", "-").replace(/[^A-Za-z0-9.-]+/g, "-");
  return id.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "") || "protos";
}
