import { compareText, type Lock, type LockedDefinition, type LockEntry } from "./lock.js";
import type { NumberRange } from "./ranges.js";

const HEADER = "# Every number and name that these contracts ever used. Written by `nx-contracts lock`; commit it.\n";

/** Stands where there is something to say but no version to say it with. */
export const NO_VERSION = "-";

/** The text of the file: one line an entry, sorted, `\n` at every end. */
export function formatLock({ definitions }: Lock): string {
  const sorted = [...definitions.values()].sort((a, b) => compareText(a.qualifiedName, b.qualifiedName));
  return HEADER + sorted.flatMap(definitionLines).join("");
}

function definitionLines({ qualifiedName, entries, reserved }: LockedDefinition): readonly string[] {
  return [
    ...entries.map(entryText),
    ...reserved.numbers.map((range) => `reserved ${rangeText(range)}`),
    ...reserved.names.map((name) => `reserved "${name}"`),
  ].map((text) => `${qualifiedName} ${text}\n`);
}

function entryText({ kind, number, name, type, since, deprecated, retired }: LockEntry): string {
  return [
    kind,
    String(number),
    name,
    ...(type === undefined ? [] : [type]),
    ...(since === undefined ? [] : [`since=${since}`]),
    ...(deprecated ? [`deprecated=${deprecated.version ?? NO_VERSION}/${deprecated.date}`] : []),
    ...(retired ? [`until=${retired.version ?? NO_VERSION}`] : []),
  ].join(" ");
}

function rangeText({ from, to }: NumberRange): string {
  return from === to ? String(from) : `${from}-${to}`;
}
