import type { Diagnostic, Span } from "@nx-contracts/ir";
import type { ApprovedFinding } from "../report.js";
import { fingerprint } from "./fingerprint.js";
import type { Policy } from "./policy.js";

/** An intended break that somebody answers for. */
export interface Approval {
  readonly fingerprint: string;
  readonly rule: string;
  readonly subject: string;
  readonly reason: string;
  readonly by: string;
  /** Last day that it holds, as `2026-12-31`; absent for as long as the finding is there. */
  readonly until?: string;
  readonly at: Span;
}

/** Families whose findings are intended now and then; others have `ignore`. */
export const APPROVABLE_FAMILIES = ["compat", "lifecycle"] as const;

export interface Approved {
  readonly diagnostics: readonly Diagnostic[];
  readonly approved: readonly ApprovedFinding[];
}

export interface ApprovalCircumstances {
  /** As `2026-12-31`, in UTC. */
  readonly today: string;
  /** Severity by rule, of the approvals' own findings. */
  readonly rules?: Policy["rules"];
  /** Everything was judged, so that what matches nothing matches nothing at all. */
  readonly reportUnused: boolean;
  /** Whether the lock has taken over what was approved, so that there is no finding any more. */
  readonly isTakenOver?: (approval: Approval) => boolean;
  /** Whether the version before has the approval already: what it was made for is merged. */
  readonly isMerged?: (approval: Approval) => boolean;
}

/**
 * Sets aside what is approved. An approval that has expired approves nothing
 * and is a finding itself, and so is one that matches nothing when
 * `reportUnused`.
 */
export function applyApprovals(
  diagnostics: readonly Diagnostic[],
  approvals: readonly Approval[],
  { today, rules = {}, reportUnused, isTakenOver = () => false, isMerged = () => false }: ApprovalCircumstances,
): Approved {
  if (approvals.length === 0) return { diagnostics, approved: [] };
  const valid = new Map(
    approvals.filter(({ until = today }) => until >= today).map((each) => [each.fingerprint, each]),
  );
  const left: Diagnostic[] = [];
  const approved: ApprovedFinding[] = [];
  const used = new Set<Approval>();
  for (const diagnostic of diagnostics) {
    const approval = isApprovable(diagnostic) ? valid.get(diagnostic.fingerprint) : undefined;
    if (approval === undefined) {
      left.push(diagnostic);
      continue;
    }
    used.add(approval);
    const { reason, by, until } = approval;
    approved.push({ diagnostic, reason, by, ...(until !== undefined && { until }) });
  }
  const say = (diagnostic: Diagnostic) => {
    const severity = rules[diagnostic.rule] ?? diagnostic.severity;
    if (severity !== "off") left.push({ ...diagnostic, severity });
  };
  for (const approval of approvals) {
    if (approval.until !== undefined && approval.until < today) say(expired(approval));
    else if (reportUnused && !used.has(approval)) {
      const judged = isMerged(approval) ? merged : isTakenOver(approval) ? takenOver : unused;
      say(judged(approval));
    }
  }
  return { diagnostics: left, approved };
}

/** What says that something could not be judged, or that the lock is not written: nobody can intend that. */
const NEVER: readonly string[] = [
  "compat/uncomparable",
  "compat/baseline-missing",
  "lifecycle/lock-stale",
  "lifecycle/lock-unreadable",
];

/** Whether findings of a rule can be approved. */
export function isApprovable({ rule }: Pick<Diagnostic, "rule">): boolean {
  if (NEVER.includes(rule)) return false;
  return APPROVABLE_FAMILIES.some((family) => rule.startsWith(`${family}/`));
}

function expired(approval: Approval): Diagnostic {
  const { rule, subject, until = "", by } = approval;
  return notice(approval, {
    rule: "policy/approval-expired",
    message: `The approval of \`${rule}\` for \`${subject}\` by \`${by}\` ended on ${until}.`,
    help: "Take the change back, or approve it anew: nx-contracts approve FINGERPRINT --reason … --by … --until DATE",
  });
}

function unused(approval: Approval): Diagnostic {
  const { rule, subject, by } = approval;
  return notice(approval, {
    rule: "policy/approval-unused",
    message: `The approval of \`${rule}\` for \`${subject}\` by \`${by}\` matches no finding.`,
    help: "Take the entry out: what it approved is gone, and it must not cover a later break of that name.",
  });
}

/** The change that it was made for may still be under way: nothing keeps it from being merged. */
function takenOver(approval: Approval): Diagnostic {
  const { rule, subject, by } = approval;
  const said = notice(approval, {
    rule: "policy/approval-unused",
    message: `The approval of \`${rule}\` for \`${subject}\` by \`${by}\` has done its work: the lock holds what it allowed.`,
    help: "Take the entry out; the lock remembers both, and nobody has to answer for it again.",
  });
  return { ...said, severity: "warning" };
}

/** The branch that it was made for is merged: nothing there is wrong, and whoever passes by may tidy up. */
function merged(approval: Approval): Diagnostic {
  const { rule, subject, by } = approval;
  const said = notice(approval, {
    rule: "policy/approval-unused",
    message: `The approval of \`${rule}\` for \`${subject}\` by \`${by}\` has done its work: it is merged, and matches no finding any more.`,
    help: "Take the entry out with the next change, so that it does not cover a later break of that name.",
  });
  return { ...said, severity: "info" };
}

function notice(
  { fingerprint: approved, rule: of, subject, at }: Approval,
  { rule, message, help }: { readonly rule: string; readonly message: string; readonly help: string },
): Diagnostic {
  const about = `${subject}#${approved}`;
  return {
    rule,
    severity: "error",
    subject: about,
    message,
    at,
    data: { approved, rule: of },
    help,
    fingerprint: fingerprint(rule, about),
  };
}
