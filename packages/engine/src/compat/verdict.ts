import type { Severity } from "@nx-contracts/ir";

/**
 * What a change does to those who read, write or compile against the contract.
 *
 * - `safe`: nobody is hurt.
 * - `lossy`: some values cannot be held, or are cut.
 * - `hazard`: data is read as something else, or refused, in some cases.
 * - `break-source`: code that uses it must change.
 * - `break-json`: JSON of one version cannot be read by the other.
 * - `break-wire`: the same of the binary form.
 */
export const VERDICTS = ["safe", "lossy", "hazard", "break-source", "break-json", "break-wire"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Which data must survive: new readers of old data, old readers of new data, or both. */
export const DIRECTIONS = ["backward", "forward", "full"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What is promised to others: the bytes, the JSON too, or even that code compiles. */
export const MODES = ["wire", "json", "source"] as const;
export type Mode = (typeof MODES)[number];

/** One effect of a change, and who feels it. */
export interface Consequence {
  readonly verdict: Verdict;
  /** Who is hurt and how, to stand after a colon. */
  readonly hurts: string;
}

const WEIGHTS = {
  wire: {
    safe: "info",
    lossy: "warning",
    hazard: "error",
    "break-wire": "error",
    "break-json": "info",
    "break-source": "info",
  },
  json: {
    safe: "info",
    lossy: "warning",
    hazard: "error",
    "break-wire": "error",
    "break-json": "error",
    "break-source": "warning",
  },
  source: {
    safe: "info",
    lossy: "warning",
    hazard: "error",
    "break-wire": "error",
    "break-json": "error",
    "break-source": "error",
  },
} as const satisfies { readonly [mode in Mode]: { readonly [verdict in Verdict]: Severity } };

const ORDER: readonly Severity[] = ["info", "warning", "error"];

/** How much a change weighs where `mode` is promised: as much as the worst of what it does. */
export function severityOf(consequences: readonly Consequence[], mode: Mode): Severity {
  const weights = consequences.map(({ verdict }) => ORDER.indexOf(WEIGHTS[mode][verdict]));
  return ORDER[Math.max(0, ...weights)] ?? "info";
}

/** Consequences of what is read in `direction`; the words for who reads what. */
export function readersIn(direction: Direction, isBackwardHurt: boolean, isForwardHurt: boolean): string | undefined {
  const backward = isBackwardHurt && direction !== "forward" ? "new readers of old data" : undefined;
  const forward = isForwardHurt && direction !== "backward" ? "old readers of new data" : undefined;
  const hurt = [backward, forward].filter((each) => each !== undefined);
  return hurt.length === 0 ? undefined : hurt.join(" and ");
}
