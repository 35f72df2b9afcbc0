import { APPROVABLE_FAMILIES, isApprovable, type Report } from "@nx-contracts/engine";
import { ContractsError, type Diagnostic } from "@nx-contracts/ir";
import { Document, isSeq, parseDocument } from "yaml";
import { APPROVALS_NAME, openDay, readApprovals } from "../approvals/read-approvals.js";
import { findConfig } from "../config/find-config.js";
import type { Host } from "../host.js";
import { joinPath, parentOf } from "../path.js";
import { judge, type JudgeRequest } from "./judge.js";

export interface ApproveRequest extends Omit<JudgeRequest, "families" | "only" | "verifyRuntime"> {
  /** Of the finding, or its beginning where that is enough to tell it. */
  readonly fingerprint: string;
  readonly reason: string;
  readonly by: string;
  /** Last day, as `2026-12-31`. */
  readonly until?: string;
}

/**
 * Writes down that a break is intended, who says so and until when. The finding
 * has to be there: what nobody has seen cannot be approved.
 *
 * @returns the finding, and the file that was written
 * @throws ContractsError `usage`, or whatever keeps the contracts from being judged
 */
export async function approve(
  host: Host,
  request: ApproveRequest,
): Promise<{ readonly diagnostic: Diagnostic; readonly path: string }> {
  const { fingerprint, reason, by, until, today } = request;
  if (until !== undefined) checkDay(until, today);
  const report = await judge(host, { ...request, families: ["compat", "lifecycle"] });
  const diagnostic = findFinding(report, fingerprint) ?? (await refuse(host, request, report));
  const folder = parentOf(await findConfig(host, request.cwd, request.config));
  const path = joinPath(folder, APPROVALS_NAME);
  const known = readApprovals(host, folder).findIndex((each) => each.fingerprint === diagnostic.fingerprint);
  const bytes = host.bytes(path);
  const document =
    bytes === undefined ? new Document({ approvals: [] }) : parseDocument(new TextDecoder().decode(bytes));
  const list = document.get("approvals");
  if (!isSeq(list)) throw new ContractsError("internal", { message: `\`${path}\` lost its list of approvals.` });
  const entry = {
    fingerprint: diagnostic.fingerprint,
    rule: diagnostic.rule,
    subject: diagnostic.subject,
    reason,
    by,
    ...(until !== undefined && { until }),
  };
  // An empty list is written as `[]`, and would go on in one line.
  list.flow = false;
  if (known < 0) list.add(document.createNode(entry));
  else list.set(known, document.createNode(entry));
  host.write(path, document.toString({ lineWidth: 0 }));
  return { diagnostic, path };
}

function checkDay(until: string, today: string): void {
  if (!openDay().safeParse(until).success) {
    throw new ContractsError("usage", {
      message: `\`--until ${until}\` is no day of the calendar.`,
      next: "Write it as year, month and day, for instance 2026-12-31.",
    });
  }
  if (until >= today) return;
  throw new ContractsError("usage", {
    message: `\`--until ${until}\` is over: today is ${today} (UTC).`,
    next: "Name a later day, or leave it out.",
  });
}

/** The one finding that can be approved and has the fingerprint; `undefined` where none has. */
function findFinding(report: Report, fingerprint: string): Diagnostic | undefined {
  const [found, other] = matching(report, fingerprint).filter(isApprovable);
  if (other === undefined) return found;
  throw new ContractsError("usage", {
    message: `Several findings have a fingerprint that begins with \`${fingerprint}\`.`,
    next: "Write it out.",
  });
}

/** Says why nothing can be approved: it is a finding of another kind, or none at all. */
async function refuse(host: Host, request: ApproveRequest, report: Report): Promise<never> {
  const { fingerprint } = request;
  const others = await judge(host, { ...request, families: ["parity", "lint"] });
  const [known] = [...matching(report, fingerprint), ...matching(others, fingerprint)];
  if (known) {
    throw new ContractsError("usage", {
      message: `\`${known.rule}\` cannot be approved: only ${APPROVABLE_FAMILIES.join(" and ")} findings that are about a change can.`,
      next: "Mend it, or set it aside with a reason under `ignore` of contracts.yaml.",
    });
  }
  const open = allOf(report)
    .filter(isApprovable)
    .map((each) => `${each.fingerprint} ${each.rule} ${each.subject}`);
  throw new ContractsError("usage", {
    message: `No finding has the fingerprint \`${fingerprint}\`.`,
    next: open.length > 0 ? `There are: ${open.slice(0, 10).join("; ")}.` : "There is nothing to approve.",
  });
}

function matching(report: Report, fingerprint: string): readonly Diagnostic[] {
  return allOf(report).filter((each) => fingerprint !== "" && each.fingerprint.startsWith(fingerprint.toLowerCase()));
}

function allOf({ diagnostics, approved }: Report): readonly Diagnostic[] {
  return [...diagnostics, ...approved.map(({ diagnostic }) => diagnostic)];
}
