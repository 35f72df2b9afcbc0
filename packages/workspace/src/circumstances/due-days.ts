import { dueDates, parseLock } from "@nx-contracts/engine/lifecycle";
import { DEFAULT_REMOVAL } from "../config/config.js";
import { isPlain, objects, parseTolerantly, textOf } from "../config/tolerant-yaml.js";

/** The day of a moment, in UTC, as `2026-12-31`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** What names days in a project; texts of files, empty where there is none. */
export interface DatedTexts {
  /** The section `compat` of the configuration. */
  readonly compat: unknown;
  readonly lock: string;
  readonly approvals: string;
}

/**
 * The days that came and changed what is said of a project: the last day of an
 * approval is over, or a removal window ends. Of the clock, nothing else does.
 *
 * @param today as `2026-12-31`, in UTC
 * @returns sorted, each once
 */
export function dueDays({ compat, lock, approvals }: DatedTexts, today: string): readonly string[] {
  const { removal } = isPlain(compat) ? compat : {};
  const ends = approvals === "" ? [] : objects(parseTolerantly(approvals)["approvals"]);
  const over = ends.flatMap(({ until }) => textOf(until) ?? []).filter((day) => day < today);
  const windows = isPlain(removal) && lock !== "" ? dueDates(parseLock(lock).lock, windowOf(removal["days"])) : [];
  return [...new Set([...over, ...windows.filter((day) => day <= today)])].sort();
}

function windowOf(days: unknown): { readonly days: number; readonly minors: number } {
  return { ...DEFAULT_REMOVAL, ...(Number.isInteger(days) && { days: Number(days) }) };
}
