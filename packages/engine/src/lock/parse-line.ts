import type { Reserved } from "@nx-contracts/ir";
import { NO_VERSION } from "./format.js";
import type { Deprecation, LockEntry } from "./lock.js";

/** What one line of the file says. */
export type LockLine =
  | { readonly qualifiedName: string; readonly entry: LockEntry }
  | { readonly qualifiedName: string; readonly reserved: Reserved };

export interface MalformedLine {
  readonly problem: string;
  readonly help: string;
}

export function isMalformed(line: LockLine | MalformedLine): line is MalformedLine {
  return "problem" in line;
}

const RANGE = /^(-?\d+)(?:-(-?\d+))?$/;
const DEPRECATED = /^(.+)\/(\d{4}-\d{2}-\d{2})$/;

/** Reads a line that is neither blank nor a comment. */
export function parseLine(line: string): LockLine | MalformedLine {
  const [qualifiedName = "", kind, ...rest] = line.split(/\s+/);
  if (kind === "reserved") return parseReservation(qualifiedName, rest);
  if (kind === "field" || kind === "member") return parseEntry(qualifiedName, kind, rest);
  return malformed(
    kind === undefined
      ? `\`${qualifiedName}\` stands alone: \`field\`, \`member\` or \`reserved\` is missing.`
      : `\`${kind}\` is none of \`field\`, \`member\` and \`reserved\`.`,
  );
}

function parseReservation(qualifiedName: string, rest: readonly string[]): LockLine | MalformedLine {
  const [what = "", ...more] = rest;
  const [, name] = /^"([^"]+)"$/.exec(what) ?? [];
  const [isRange, from, to = from] = RANGE.exec(what) ?? [];
  if (more.length === 0 && name !== undefined) return { qualifiedName, reserved: { numbers: [], names: [name] } };
  if (more.length === 0 && isRange !== undefined && Number(from) <= Number(to))
    return { qualifiedName, reserved: { numbers: [{ from: Number(from), to: Number(to) }], names: [] } };
  return malformed(
    `\`${rest.join(" ")}\` is no reservation: it is neither a number, nor a range, nor a name in quotes.`,
  );
}

function parseEntry(
  qualifiedName: string,
  kind: LockEntry["kind"],
  [number = "", name = "", ...rest]: readonly string[],
): LockLine | MalformedLine {
  if (!/^-?\d+$/.test(number)) return malformed(`\`${number}\` is no number.`);
  if (name === "" || name.includes("=")) return malformed(`The name behind \`${kind} ${number}\` is missing.`);
  const type = kind === "field" ? rest[0] : undefined;
  if (kind === "field" && (type === undefined || isAttribute(type)))
    return malformed(`The type of \`${name}\` is missing.`);
  const history: { since?: string; deprecated?: Deprecation; retired?: { version?: string } } = {};
  for (const word of type === undefined ? rest : rest.slice(1)) {
    const value = word.slice(word.indexOf("=") + 1);
    const [, version, date] = DEPRECATED.exec(value) ?? [];
    if (!isAttribute(word) || value === "") return malformed(`\`${word}\` is not understood.`);
    if (word.startsWith("since=")) Object.assign(history, value === NO_VERSION ? {} : { since: value });
    else if (word.startsWith("until=")) history.retired = versioned(value);
    else if (version !== undefined && date !== undefined) history.deprecated = { ...versioned(version), date };
    else return malformed(`\`${word}\` is not understood: a version, \`/\` and a date are expected.`);
  }
  return {
    qualifiedName,
    entry: { kind, number: Number(number), name, ...(type !== undefined && { type }), ...history },
  };
}

function isAttribute(word: string): boolean {
  return /^(?:since|deprecated|until)=/.test(word);
}

function versioned(version: string): { readonly version?: string } {
  return version === NO_VERSION ? {} : { version };
}

function malformed(problem: string): MalformedLine {
  return {
    problem,
    help: "Restore the line from the history of the file (`git log -p`), then run `nx-contracts lock`.",
  };
}
