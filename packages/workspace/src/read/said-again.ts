import { covers, gradeOf, type Policy, type RawFinding } from "@nx-contracts/engine";

/** Findings that one policy is applied to. */
export interface FindingGroup {
  /** Id of the contract, or what stands in its place. */
  readonly id: string;
  readonly findings: readonly RawFinding[];
  readonly policy: Policy;
}

/**
 * What readers say again: of a place that several contracts read, all but one
 * finding, which is left to the contract whose file it is; and of files that
 * only an error of another file breaks, where that one is reported too.
 *
 * @param ownerOf id of the contract whose file a path is
 */
export function saidAgain(groups: readonly FindingGroup[], ownerOf: (path: string) => string): ReadonlySet<RawFinding> {
  const again = new Set<RawFinding>();
  const broken = new Set<string>();
  const kept = new Map<string, { readonly finding: RawFinding; readonly rank: number }>();
  const read = groups.flatMap(({ id, findings, policy }) =>
    findings
      .filter(({ rule }) => rule.startsWith("read/"))
      .map((finding) => ({ finding, isShown: isShown(finding, policy), isOwn: ownerOf(finding.at.file) === id })),
  );
  for (const { finding, isShown, isOwn } of read) {
    const { rule, subject, severity, at, causedBy } = finding;
    if (isShown && severity === "error" && causedBy === undefined) broken.add(at.file);
    const key = JSON.stringify([rule, subject, at.file, at.line, at.column]);
    const rank = (isShown ? 2 : 0) + (isOwn ? 1 : 0);
    const known = kept.get(key);
    if (known === undefined || known.rank < rank) kept.set(key, { finding, rank });
    if (known !== undefined) again.add(known.rank < rank ? known.finding : finding);
  }
  for (const { finding } of read)
    if (finding.causedBy !== undefined && broken.has(finding.causedBy)) again.add(finding);
  return again;
}

/** Whether a person sees it as what its rule says that it is. */
function isShown({ rule, subject, severity, isFixed }: RawFinding, policy: Policy): boolean {
  if (policy.ignore.some((each) => covers(each, rule, subject))) return false;
  return isFixed === true || gradeOf(rule, subject, severity, policy) === severity;
}
