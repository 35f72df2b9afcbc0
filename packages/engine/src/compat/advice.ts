import { about, type About } from "./about.js";
import type { Change } from "./change.js";
import type { CompatFact, CompatFactKind } from "./fact.js";
import type { Verdict } from "./verdict.js";

/** Parts of a semantic version, what weighs least first. */
export const BUMPS = ["none", "patch", "minor", "major"] as const;
export type Bump = (typeof BUMPS)[number];

/** By how much a version has to grow, and why. */
export interface VersionAdvice {
  readonly bump: Bump;
  readonly reason: string;
}

const ADDITIONS: { readonly [kind in CompatFactKind]?: string } = {
  "file-added": "was added",
  "definition-added": "was added",
  "field-added": "was added",
  "oneof-added": "was added",
  "enum-value-added": "was added",
  "method-added": "was added",
};

const WORST_FIRST: readonly Verdict[] = ["break-wire", "break-json", "break-source", "hazard", "lossy"];

/**
 * What the changes of one contract ask of its version: whatever hurts anybody
 * is major, something new is minor, other changes of its files are a patch.
 * @see https://semver.org
 */
export function adviseVersion(
  changes: readonly Change[],
  facts: Iterable<CompatFact>,
  hasChanged: boolean,
): VersionAdvice {
  for (const verdict of WORST_FIRST) {
    const worst = changes.filter(({ consequences }) => consequences.some((each) => each.verdict === verdict));
    const change = first(worst, (each) => `${placeOf(each.about)}\0${each.finding.rule.id}`);
    if (change) return { bump: "major", reason: `${change.message} That is a ${verdict}.` };
  }
  const added = [...facts].filter(({ kind }) => ADDITIONS[kind] !== undefined);
  const addition = first(added, (fact) => placeOf(about(fact)));
  if (addition) return { bump: "minor", reason: `\`${about(addition).name}\` ${ADDITIONS[addition.kind] ?? ""}.` };
  if (hasChanged) return { bump: "patch", reason: "Nothing that readers or writers notice changed." };
  return { bump: "none", reason: "Nothing changed." };
}

/** The same whatever order files were read in. */
function first<Item>(items: readonly Item[], key: (item: Item) => string): Item | undefined {
  let found: { readonly item: Item; readonly key: string } | undefined;
  for (const item of items) {
    const own = key(item);
    if (found === undefined || own < found.key) found = { item, key: own };
  }
  return found?.item;
}

function placeOf({ file, fullName }: About): string {
  return `${file.path}\0${fullName}`;
}

/**
 * Whether going from one version to the next is at least `bump`. Before 1.0.0
 * the minor number stands for the major one.
 */
export function isBumpEnough(from: string, to: string, bump: Bump): boolean {
  return BUMPS.indexOf(bumpBetween(from, to)) >= BUMPS.indexOf(bump);
}

/** The lowest version that is `bump` after `from`, in the sense of `isBumpEnough`. */
export function nextVersion(from: string, bump: Bump): string {
  const [major = 0, minor = 0, patch = 0] = numbersOf(from);
  const isEarly = major === 0;
  if (bump === "major") return isEarly ? `0.${minor + 1}.0` : `${major + 1}.0.0`;
  return bump === "minor" && !isEarly ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/** What grew between two semantic versions, in the sense of `isBumpEnough`; `none` for a step back. */
export function bumpBetween(from: string, to: string): Bump {
  const [old, now] = [numbersOf(from), numbersOf(to)];
  const at = now.findIndex((number, i) => number !== old[i]);
  if (at < 0 || (now[at] ?? 0) < (old[at] ?? 0)) return "none";
  const isEarly = old[0] === 0 && now[0] === 0;
  if (at === 0 || (isEarly && at === 1)) return "major";
  return at === 1 || isEarly ? "minor" : "patch";
}

/** Whether a version is lower than the one before it. */
export function isLower(from: string, to: string): boolean {
  const [old, now] = [numbersOf(from), numbersOf(to)];
  const at = now.findIndex((number, i) => number !== old[i]);
  return at >= 0 && (now[at] ?? 0) < (old[at] ?? 0);
}

/** Major, minor and patch; what is not written is zero. */
function numbersOf(version: string): readonly number[] {
  const [core = ""] = version.replace(/^\s*[vV]/, "").split(/[-+]/);
  const numbers = core.split(".").map((part) => Number.parseInt(part, 10) || 0);
  return [0, 1, 2].map((at) => numbers[at] ?? 0);
}
