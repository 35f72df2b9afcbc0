import type { Matrix, RawFinding } from "@nx-contracts/engine";
import type { Edit } from "@nx-contracts/ir";
import type { Uncomparable } from "./compare-versions.js";
import { type CompatVerdict, type Judged, verdictKey } from "./judge-versions.js";
import type { Policy } from "./policies.js";

/** What was said about the change since one older version. */
export interface JudgedBaseline {
  /** As a person would name it. */
  readonly name: string;
  readonly judged: Pick<Judged, "verdicts" | "problems">;
}

/** A verdict, and what it was compared with. */
export interface FoundVerdict {
  readonly verdict: CompatVerdict;
  readonly baseline: string;
  /** Only with two baselines: whether the nearer one shows it too. */
  readonly status?: "new" | "known";
}

/**
 * What any baseline shows, each thing once, what the last and nearest one shows
 * first. Where `every` version counts as much, none is told from the others.
 */
export function foundVerdicts(
  baselines: readonly JudgedBaseline[],
  { every }: { readonly every: boolean },
): readonly FoundVerdict[] {
  const isNew = new Set(baselines.at(-1)?.judged.verdicts().map(verdictKey));
  const found = new Map<string, FoundVerdict>();
  for (const { name, judged } of baselines.toReversed()) {
    for (const verdict of judged.verdicts()) {
      const key = verdictKey(verdict);
      if (found.has(key)) continue;
      const status = baselines.length < 2 || every ? undefined : isNew.has(key) ? "new" : "known";
      found.set(key, { verdict, baseline: name, ...(status && { status }) });
    }
  }
  return [...found.values()];
}

/**
 * A verdict as a finding. What was there before the nearer baseline weighs no
 * more than a warning: this change did not bring it.
 */
export function verdictFinding(
  { verdict, baseline, status }: FoundVerdict,
  subject: string,
  reservationOf: (verdict: CompatVerdict) => readonly Edit[],
): RawFinding {
  const { rule, message, at, severity, said, buf, confluent, consequences } = verdict;
  const isKnown = status === "known";
  return {
    rule,
    severity: isKnown && severity === "error" ? "warning" : severity,
    subject,
    message: isKnown ? `${message} It was so before: only ${baseline} shows it.` : message,
    at,
    data: {
      baseline,
      ...(status !== undefined && { status }),
      ...(consequences[0] && { verdict: consequences[0].verdict }),
      ...(consequences.length > 0 && { consequences: consequences.map((each) => ({ ...each })) }),
      policies: Object.keys(said),
      buf: [...buf],
      confluent: [...confluent],
    },
    suggest: () => reservationOf(verdict),
  };
}

/** Files that do not compile keep versions from being compared: each is told once. */
export function brokenFindings(baselines: readonly JudgedBaseline[]): readonly RawFinding[] {
  const findings = baselines.flatMap(({ judged }) => judged.problems.map(brokenFinding));
  return [...new Map(findings.map((each) => [each.subject, each])).values()];
}

function brokenFinding({ version, isNewer, problem }: Uncomparable): RawFinding {
  const { at, message, help } = problem;
  const where = isNewer ? "newer version" : `older version, \`${version}\``;
  return {
    rule: "compat/uncomparable",
    severity: "error",
    subject: `${at.file}:${at.line}:${at.column}`,
    message: `\`${at.file}\` does not compile in the ${where}, at line ${at.line}: ${message}`,
    at,
    data: { version: isNewer ? "newer" : "older", name: version, cause: problem.rule },
    help: help ?? "Mend the line, and compare again.",
  };
}

function byPlace({ verdict: a }: FoundVerdict, { verdict: b }: FoundVerdict): number {
  const [x, y] = [a, b].map(
    ({ at, about, rule }) => `${at.file}\0${String(at.line).padStart(9)}\0${about.fullName}\0${rule}`,
  );
  return (x ?? "") < (y ?? "") ? -1 : x === y ? 0 : 1;
}

/** What each policy says of each change, in the order of files and lines. */
export function matrixOf(found: readonly FoundVerdict[], policies: readonly Policy[]): Matrix {
  const names = policies.map(({ name }) => name);
  return {
    policies: names,
    rows: found.toSorted(byPlace).map(({ verdict: { rule, about, said } }) => ({
      rule,
      subject: about.fullName,
      cells: names.map((name) => said[name] ?? ""),
    })),
  };
}
