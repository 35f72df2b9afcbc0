import type { RawFinding } from "@nx-contracts/engine";
import { COMPAT_RULES } from "@nx-contracts/engine/compat";
import type { Uncomparable } from "./compare-versions.js";
import type { CompatVerdict, Judged } from "./judge-versions.js";

const HELP = new Map(COMPAT_RULES.map(({ id, help }) => [id, help]));

/** What was said about the change since one older version. */
export interface Baseline {
  /** As a person would name it. */
  readonly name: string;
  readonly judged: Judged;
}

/**
 * What to report: everything that any baseline shows. With two of them, what
 * the last one does not show was there already, and weighs no more than a
 * warning.
 */
export function findingsOf(baselines: readonly Baseline[]): readonly RawFinding[] {
  const last = baselines.at(-1);
  const isNew = new Set(last?.judged.verdicts.map(keyOf));
  const told = new Set<string>();
  const problems = baselines.flatMap(({ judged }) => judged.problems.map(brokenFinding));
  const verdicts = baselines.toReversed().flatMap(({ name, judged }) =>
    judged.verdicts.flatMap((verdict) => {
      const key = keyOf(verdict);
      if (told.has(key)) return [];
      told.add(key);
      const status = baselines.length < 2 ? undefined : isNew.has(key) ? "new" : "known";
      return [verdictFinding(verdict, name, status)];
    }),
  );
  return [...new Map(problems.map((each) => [each.subject, each])).values(), ...verdicts];
}

function keyOf({ rule, about }: CompatVerdict): string {
  return `${rule} ${about.fullName}`;
}

function verdictFinding(verdict: CompatVerdict, baseline: string, status: "new" | "known" | undefined): RawFinding {
  const { rule, about, message, at, severity, policies, buf, consequences } = verdict;
  const help = HELP.get(rule);
  return {
    rule,
    severity: status === "known" && severity === "error" ? "warning" : severity,
    subject: about.fullName,
    message: status === "known" ? `${message} It was so before: only ${baseline} shows it.` : message,
    at,
    data: {
      baseline,
      ...(status !== undefined && { status }),
      ...(consequences[0] && { verdict: consequences[0].verdict }),
      ...(consequences.length > 0 && { consequences: consequences.map((each) => ({ ...each })) }),
      policies: [...policies],
      buf: [...buf],
    },
    ...(help !== undefined && { help }),
  };
}

/** A file that does not compile keeps both versions from being compared. */
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
