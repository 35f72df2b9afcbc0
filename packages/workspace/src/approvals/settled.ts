import { type Approval, covers, fingerprint, gradeOf, type RawFinding } from "@nx-contracts/engine";
import type { Config, Contract } from "../config/config.js";

/**
 * Which findings somebody answers for: approved and not expired, set aside, or
 * weighing less than an error. The lock may be brought up to date with them.
 *
 * @returns `<rule> <subject>` of each, the subject without its contract
 */
export function settledFindings(
  findings: readonly RawFinding[],
  { contracts, name }: Config,
  approvals: readonly Approval[],
  today: string,
): ReadonlySet<string> {
  const valid = new Set(approvals.filter(({ until = today }) => until >= today).map((each) => each.fingerprint));
  const settled = findings.filter(({ rule, subject, severity, at }) => {
    const contract = contracts.find((each) => holds(each, at.file));
    if (valid.has(fingerprint(rule, `${contract?.id ?? name}:${subject}`))) return true;
    if (contract === undefined) return severity !== "error";
    const { policy } = contract;
    return (
      gradeOf(rule, subject, severity, policy) !== "error" || policy.ignore.some((each) => covers(each, rule, subject))
    );
  });
  return new Set(settled.map(({ rule, subject }) => `${rule} ${subject}`));
}

function holds({ source, mirrors }: Contract, file: string): boolean {
  return [source, ...mirrors].some(({ files }) => files.some(({ path }) => path === file));
}
