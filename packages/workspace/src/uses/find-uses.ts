import type { Schema, Use, Vocabulary } from "@nx-contracts/ir";
import { readUses } from "@nx-contracts/readers/uses";
import type { Config } from "../config/config.js";
import type { Host } from "../host.js";
import { textOnDisk } from "../read/decode-source.js";
import { byLanguage, contractWords, filesWith, isSource } from "./candidates.js";
import { askedFor } from "./asked-for.js";
import { openProjects } from "./projects.js";
import { moduleResolver } from "./resolve-module.js";
import { vocabularies } from "./vocabulary.js";

/** A use, and who makes it. */
export interface FoundUse extends Use {
  /** Name of the project that the file belongs to; empty for a file that belongs to none. */
  readonly project: string;
  /** Root of the project, relative to the workspace root; `.` for that itself. */
  readonly projectRoot: string;
}

export interface FindUsesRequest {
  /** What the protos and models of the project define, now or in an older version. */
  readonly schemas: readonly Schema[];
  /**
   * Qualified names of records, enums, fields, members, or modules as code imports them: only uses of these, a record's
   * with those of its fields. Absent for all.
   */
  readonly subjects?: readonly string[];
}

/**
 * Finds who uses what the contracts define, in the whole workspace: by the syntax trees of files in which the names
 * stand. Generated code, the sources and mirrors of the contracts themselves and what others wrote are left out.
 *
 * @returns sorted by place, paths relative to the workspace root, each use once
 * @throws ContractsError `tool-failed` or `tool-missing` where git is there and does not answer
 */
export async function findUses(host: Host, config: Config, request: FindUsesRequest): Promise<readonly FoundUse[]> {
  const known = vocabularies(host, config, request.schemas);
  const asked = request.subjects && askedFor(request.subjects, known);
  const files = byLanguage(await candidates(host, config, known, asked?.words));
  const projects = openProjects(host);
  const found: FoundUse[] = [];
  for (const vocabulary of known) {
    const uses = await usesIn(host, files.get(vocabulary.language) ?? [], vocabulary);
    for (const use of uses) {
      if (asked && !asked.has(use)) continue;
      const project = projects.of(use.at.file);
      found.push({ ...use, project: project?.name ?? "", projectRoot: project?.root ?? "." });
    }
  }
  return found.sort(
    (a, b) =>
      compare(a.at.file, b.at.file) ||
      a.at.line - b.at.line ||
      a.at.column - b.at.column ||
      compare(a.subject, b.subject),
  );
}

async function candidates(
  host: Host,
  config: Config,
  known: readonly Vocabulary[],
  spellings: ReadonlySet<string> | undefined,
): Promise<readonly string[]> {
  const own = new Set(
    config.contracts.flatMap(({ source, mirrors }) =>
      [source, ...mirrors].flatMap(({ files }) => files.map(({ path }) => path)),
    ),
  );
  const words = new Set(known.flatMap((vocabulary) => [...contractWords(vocabulary)]));
  // A use spells what it uses, and the file has something to do with the contract or with a file that has.
  const [about, spelled] = await Promise.all([filesWith(host, words), spellings && filesWith(host, spellings)]);
  const isSpelled = new Set(spelled ?? about);
  return about.filter((path) => isSpelled.has(path) && !own.has(path));
}

async function usesIn(host: Host, paths: readonly string[], vocabulary: Vocabulary): Promise<readonly Use[]> {
  const load = (path: string) => {
    const text = textOnDisk(host, path);
    return text === undefined ? undefined : { path, text };
  };
  const sources = paths.flatMap((path) => load(path) ?? []);
  if (sources.length === 0) return [];
  return readUses(sources, vocabulary, {
    resolveModule: moduleResolver(host, vocabulary.language),
    load: (path) => (isSource(path) ? load(path) : undefined),
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
