import type { Schema, Source, Use, Vocabulary } from "@nx-contracts/ir";
import { codeLanguage, prepareUses, readUses } from "@nx-contracts/readers/uses";
import type { Config } from "../config/config.js";
import type { Host } from "../host.js";
import { parentOf } from "../path.js";
import { textOnDisk } from "../read/decode-source.js";
import { type AskedFor, askedFor } from "./asked-for.js";
import { filesWith, isSource } from "./candidates.js";
import { openProjects } from "./projects.js";
import { namesOf, wordsOf } from "./relevance.js";
import { moduleResolver } from "./resolve-module.js";
import { SourceFiles, stemsOf } from "./source-files.js";
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
  /** Told the path of each file that may use a contract and is too long to be searched. */
  readonly onTooLong?: (path: string) => void;
}

/** More words than these are not looked for in all files. */
const MOST_WORDS = 2000;

/**
 * Finds who uses what the contracts define, in the whole workspace: by the syntax trees of files in which the names
 * stand. Generated code, the sources and mirrors of the contracts themselves and what others wrote are left out.
 *
 * @returns sorted by place, paths relative to the workspace root, each use once
 * @throws ContractsError `tool-failed` or `tool-missing` where git is there and does not answer
 */
export async function findUses(host: Host, config: Config, request: FindUsesRequest): Promise<readonly FoundUse[]> {
  const known = vocabularies(host, config, request.schemas);
  if (known.length === 0) return [];
  const asked = request.subjects && askedFor(request.subjects, known);
  const sources = await candidates(host, config, known, asked);
  const projects = openProjects(host);
  const uses = await Promise.all(
    known.map((vocabulary) => {
      const own = sources.filter(({ path }) => codeLanguage(path) === vocabulary.language);
      return usesIn(host, own, vocabulary, request);
    }),
  );
  const found = uses.flat().filter((use) => !asked || asked.has(use));
  const placed = found.map((use): FoundUse => {
    const project = projects.of(use.at.file);
    return { ...use, project: project?.name ?? "", projectRoot: project?.root ?? "." };
  });
  return placed.sort(
    (a, b) =>
      compare(a.at.file, b.at.file) ||
      a.at.line - b.at.line ||
      a.at.column - b.at.column ||
      compare(a.subject, b.subject),
  );
}

/** Files that spell what is asked for, and have to do with the contracts, themselves or by a file that they import. */
async function candidates(
  host: Host,
  config: Config,
  known: readonly Vocabulary[],
  asked: AskedFor | undefined,
): Promise<readonly Source[]> {
  const names = new Map(
    known.map((vocabulary) => [vocabulary.language, namesOf(vocabulary, asked && ((type) => asked.concerns(type)))]),
  );
  const files = new SourceFiles(host, config, names);
  const words = new Set([...names.values()].flatMap(wordsOf));
  prepareUses([]);
  if (!asked?.words) {
    const about = files.about(await filesWith(host, words));
    prepareUses(about.map(({ path }) => path));
    const stems = stemsOf(about.map(({ path }) => path));
    const all = new Set([...stems.values()].flatMap((each) => [...each]));
    const importing = all.size > MOST_WORDS ? [] : await filesWith(host, all);
    return [
      ...about,
      ...files.importing(importing, stems),
      ...files.packages(goFolders(about.map(({ path }) => path))),
    ];
  }
  const [spelled, about] = await Promise.all([
    filesWith(host, asked.words),
    words.size > MOST_WORDS ? [] : filesWith(host, words),
  ]);
  const spelling = goFolders(spelled);
  const packages = new Set([...goFolders(about)].filter((folder) => spelling.has(folder)));
  return [...files.about(spelled), ...files.importing(spelled, stemsOf(about)), ...files.packages(packages)];
}

/** Folders of files of Go, each a package. */
function goFolders(paths: readonly string[]): ReadonlySet<string> {
  return new Set(paths.filter((path) => path.endsWith(".go")).map(parentOf));
}

async function usesIn(
  host: Host,
  sources: readonly Source[],
  vocabulary: Vocabulary,
  { onTooLong }: FindUsesRequest,
): Promise<readonly Use[]> {
  if (sources.length === 0) return [];
  return readUses(sources, vocabulary, {
    ...(onTooLong && { onTooLong }),
    resolveModule: moduleResolver(host, vocabulary.language),
    load: (path) => {
      const text = isSource(path) ? textOnDisk(host, path) : undefined;
      return text === undefined ? undefined : { path, text };
    },
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
