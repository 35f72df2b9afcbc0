import { existsSync, readFileSync, statSync } from "node:fs";
import { applyEdits, type Mapping, parityFacts, RULES, suggestEdits } from "@nx-contracts/engine";
import { ContractsError, type Edit, READ_RULES, type Reader, type Schema, type Severity } from "@nx-contracts/ir";
import { protoReader } from "@nx-contracts/readers/proto";
import { pydanticReader } from "@nx-contracts/readers/pydantic";
import { typescriptReader } from "@nx-contracts/readers/typescript";

/** Path → text; all of one language. */
export type Files = { readonly [path: string]: string };

/** A source, its mirror and how they are mapped. */
export interface Pair {
  readonly source: Files;
  readonly mirror: Files;
  readonly mapping: Mapping;
}

/** An error between the two, with the edits that are said to mend it. */
export interface Drift {
  readonly key: string;
  readonly edits: readonly Edit[];
}

const READERS: { readonly [extension: string]: Reader } = {
  proto: protoReader,
  py: pydanticReader,
  ts: typescriptReader,
};

/** The errors between source and mirror, or findings of another severity; `undefined` when one of them cannot be read or names are ambiguous. */
export function driftsOf({ source, mirror, mapping }: Pair, wanted: Severity = "error"): readonly Drift[] | undefined {
  const [from, to] = [readFiles(source), readFiles(mirror)];
  if (!from || !to) return undefined;
  const textOf = (path: string) => source[path] ?? mirror[path];
  try {
    return parityFacts(from, to, mapping).flatMap((fact) =>
      RULES.flatMap((rule) => {
        const finding = rule.judge(fact);
        const severity =
          finding && (typeof rule.severity === "string" ? rule.severity : rule.severity[finding.message]);
        return severity === wanted
          ? [{ key: `${rule.id} ${fact.subject}`, edits: suggestEdits(fact, rule.id, textOf) }]
          : [];
      }),
    );
  } catch (error) {
    if (error instanceof ContractsError && error.code === "mapping-ambiguous") return undefined;
    throw error;
  }
}

/**
 * Source and mirror after the edits of `drifts`; those that want a line which
 * an earlier one has taken wait for the next round.
 *
 * @throws Error when the edits of one finding do not fit the files.
 */
export function mend(pair: Pair, drifts: readonly Drift[]): Pair {
  let chosen: readonly Edit[] = [];
  for (const { key, edits } of drifts) {
    if (applied(pair, edits) === undefined) throw new Error(`The edits of ${key} do not fit: ${JSON.stringify(edits)}`);
    const together = [...chosen, ...edits];
    if (applied(pair, together)) chosen = together;
  }
  return applied(pair, chosen) ?? pair;
}

/** The pair after at most three rounds, and the errors that are left. */
export function mendAll(pair: Pair): { readonly pair: Pair; readonly left: readonly string[] } {
  let now = pair;
  for (let round = 0; round < 3; round++) now = mend(now, driftsOf(now) ?? []);
  return { pair: now, left: (driftsOf(now) ?? [{ key: "unreadable" }]).map(({ key }) => key) };
}

function applied({ source, mirror, mapping }: Pair, edits: readonly Edit[]): Pair | undefined {
  const change = (files: Files) => {
    const texts = Object.entries(files).map(
      ([path, text]) =>
        [
          path,
          applyEdits(
            text,
            edits.filter(({ file }) => file === path),
          ),
        ] as const,
    );
    return texts.some(([, text]) => text === undefined)
      ? undefined
      : Object.fromEntries(texts.map(([path, text]) => [path, text ?? ""]));
  };
  const [from, to] = [change(source), change(mirror)];
  return from && to && { source: from, mirror: to, mapping };
}

/** What was read lately: most mutations leave one side as it is. */
const READ = new Map<string, Schema | undefined>();

function readFiles(files: Files): Schema | undefined {
  const key = JSON.stringify(files);
  if (READ.size > 20) READ.clear();
  if (!READ.has(key)) READ.set(key, read(files));
  return READ.get(key);
}

function read(files: Files): Schema | undefined {
  const [first = ""] = Object.keys(files);
  const reader = READERS[first.slice(first.lastIndexOf(".") + 1)];
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const result = reader?.read(sources, { load: loadFromDisk });
  return result?.diagnostics.some(({ rule }) => READ_RULES[rule] === "error") ? undefined : result?.schema;
}

function loadFromDisk(path: string) {
  return existsSync(path) && statSync(path).isFile() ? { path, text: readFileSync(path, "utf8") } : undefined;
}
