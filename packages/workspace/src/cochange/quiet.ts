import { covers, gradeOf, type Policy, type RawFinding } from "@nx-contracts/engine";

/**
 * Findings beside which another family already tells a person the same: those
 * become notes that name the rule which carries them. What the configuration
 * says is no difference is none here either.
 *
 * @param said what other families have to say about the same contract
 */
export function quieted(
  findings: readonly RawFinding[],
  said: readonly RawFinding[],
  policy: Policy,
): readonly RawFinding[] {
  if (findings.length === 0) return findings;
  const loud = [...said, ...findings.filter(({ rule }) => !rule.startsWith("cochange/"))].filter((finding) =>
    isLoud(finding, policy),
  );
  return findings.flatMap((finding): readonly RawFinding[] => {
    if (!finding.rule.startsWith("cochange/")) return [finding];
    if (isSettled(finding, policy)) return [];
    const carrier = loud.find((other) => carries(other, finding));
    if (carrier === undefined || finding.severity === "info") return [finding];
    if (gradeOf(finding.rule, finding.subject, finding.severity, policy) === "off") return [];
    const { suggest: _, ...rest } = finding;
    return [{ ...rest, severity: "info", isFixed: true, data: { ...finding.data, carriedBy: carrier.rule } }];
  });
}

function isLoud({ rule, subject, severity, isFixed }: RawFinding, policy: Policy): boolean {
  const grade = isFixed ? severity : gradeOf(rule, subject, severity, policy);
  return (grade === "error" || grade === "warning") && !policy.ignore.some((each) => covers(each, rule, subject));
}

/** Two sides that may differ in this need not follow each other in it. */
function isSettled({ subject, data }: RawFinding, policy: Policy): boolean {
  const parity = data["parity"];
  if (typeof parity !== "string" || parity === "") return false;
  return (
    gradeOf(parity, subject, "error", policy) === "off" || policy.ignore.some((each) => covers(each, parity, subject))
  );
}

function carries(other: RawFinding, { rule, subject, related = [] }: RawFinding): boolean {
  if (rule === "cochange/stub-not-updated") {
    const stubs = new Set(related.map(({ at }) => at.file));
    const places = [other.at, ...(other.related ?? []).map(({ at }) => at)];
    return other.rule.startsWith("stubs/") && places.some(({ file }) => stubs.has(file));
  }
  if (rule === "cochange/consumer-not-updated") {
    const name = subject.slice(0, subject.lastIndexOf("@"));
    return (
      other.rule === "lifecycle/deleted-while-used" && (name === other.subject || name.startsWith(`${other.subject}.`))
    );
  }
  return /^(?:parity|compat)\//.test(other.rule) && other.subject === subject;
}
