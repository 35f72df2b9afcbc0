import { type DiffFact, diffFacts } from "@nx-contracts/engine/diff";
import { ContractsError, type Language, nearestName, type ReadDiagnostic, type Schema } from "@nx-contracts/ir";
import { type ReadVersion, readVersion, type VersionSource } from "../diff/read-version.js";
import type { Host } from "../host.js";

export interface DiffRequest {
  /** The only language to look at; without it the suffixes tell. */
  readonly language?: string;
  readonly before: VersionSource;
  readonly after: VersionSource;
}

/** Both versions of what is written in one language; empty where a version has nothing in it. */
export interface SchemaPair {
  readonly language: Language;
  readonly before: Schema;
  readonly after: Schema;
}

export interface ReadPairs {
  /** In the order proto, Pydantic, TypeScript. */
  readonly pairs: readonly SchemaPair[];
  /** What the readers said of either version and can be lived with. */
  readonly diagnostics: readonly ReadDiagnostic[];
}

export interface DiffResult {
  readonly facts: readonly DiffFact[];
  readonly diagnostics: readonly ReadDiagnostic[];
}

const LANGUAGES: readonly Language[] = ["proto", "pydantic", "typescript"];

/**
 * Says what changed between two versions of files or folders, without a
 * configuration and without judging it.
 *
 * @throws ContractsError `usage`, `source-missing` or `source-unreadable`
 */
export async function diff(host: Host, request: DiffRequest): Promise<DiffResult> {
  const { pairs, diagnostics } = await readPairs(host, request);
  return { facts: diffSchemas(pairs), diagnostics };
}

/**
 * Reads both versions and pairs them by language.
 *
 * @throws ContractsError `usage`, `source-missing` or `source-unreadable`
 */
export async function readPairs(host: Host, { language, before, after }: DiffRequest): Promise<ReadPairs> {
  const only = language === undefined ? undefined : knownLanguage(language);
  const older = await readVersion(host, before, only);
  const newer = await readVersion(host, after, only);
  refuseStrangers(older, newer);
  const pairs = LANGUAGES.flatMap((each) => {
    const [from, to] = [older.get(each), newer.get(each)];
    if (!from && !to) return [];
    return [{ language: each, before: from?.schema ?? nothingIn(each), after: to?.schema ?? nothingIn(each) }];
  });
  return { pairs, diagnostics: [...older.values(), ...newer.values()].flatMap((read) => read.diagnostics) };
}

/** What changed, language by language. */
export function diffSchemas(pairs: readonly SchemaPair[]): readonly DiffFact[] {
  return pairs.flatMap(({ before, after }) => [...diffFacts(before, after)]);
}

function knownLanguage(word: string): Language {
  const known = LANGUAGES.find((language) => language === word);
  if (known) return known;
  const near = nearestName(word, LANGUAGES);
  throw new ContractsError("usage", {
    message: `There is no language \`${word}\`.`,
    next: near ? `Did you mean \`${near}\`?` : `Known: ${LANGUAGES.join(", ")}.`,
  });
}

/** Versions without a language in common are no two versions of one thing. */
function refuseStrangers(older: ReadVersion, newer: ReadVersion): void {
  if ([...older.keys()].some((language) => newer.has(language))) return;
  throw new ContractsError("usage", {
    message: `The older version is ${[...older.keys()].join(", ")}, the newer one ${[...newer.keys()].join(", ")}.`,
    next: "Compare two versions in the same language; `nx-contracts parity` compares languages.",
  });
}

function nothingIn(language: Language): Schema {
  return { language, records: [], enums: [], services: [], options: {} };
}
