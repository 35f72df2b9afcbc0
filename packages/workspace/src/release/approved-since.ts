import { type Approval, type Report } from "@nx-contracts/engine";
import { ContractsError } from "@nx-contracts/ir";
import { APPROVALS_NAME, readApprovals } from "../approvals/read-approvals.js";
import type { Config } from "../config/config.js";
import type { Git } from "../git/git.js";
import type { Host } from "../host.js";
import { joinPath } from "../path.js";

/** Rule of an approval that nothing needs any more; whether it does is judged where a change is proposed. */
const UNUSED = "policy/approval-unused";

/**
 * Takes into the approvals of a laid out commit what was approved in any
 * commit since an earlier one: once a break is merged, its approval has served
 * for the branch and is taken out again, and still it is what somebody
 * answered for.
 *
 * @param range the earlier commit and the laid out one
 * @param file path of the approvals in the repository
 * @param today as `2026-12-31`: those that have expired are of no use
 */
export async function recallApprovals(
  host: Host,
  { folder }: Config,
  git: Git,
  { range, file, today }: { readonly range: readonly [string, string]; readonly file: string; readonly today: string },
): Promise<void> {
  const known = readApprovals(host, folder);
  const fingerprints = new Set(known.map(({ fingerprint }) => fingerprint));
  const recalled: Approval[] = [];
  const [earlier, later] = range;
  const commits = await git.ask(["log", "--format=%H", `${earlier}..${later}`, "--", file]);
  for (const commit of commits
    .toString()
    .split("\n")
    .filter((line) => line !== "")) {
    for (const approval of approvalsIn(host, folder, await contentAt(git, commit, file))) {
      const { fingerprint, until = today } = approval;
      if (fingerprints.has(fingerprint) || until < today) continue;
      fingerprints.add(fingerprint);
      recalled.push(approval);
    }
  }
  if (recalled.length === 0) return;
  const approvals = [...known, ...recalled].map(({ at: _place, ...approval }) => approval);
  host.write(joinPath(folder, APPROVALS_NAME), `${JSON.stringify({ approvals })}\n`);
}

/** Without what is said about approvals that are not needed. */
export function withoutUnused(report: Report): Report {
  const diagnostics = report.diagnostics.filter(({ rule }) => rule !== UNUSED);
  const count = (severity: string) => diagnostics.filter((each) => each.severity === severity).length;
  const summary = { ...report.summary, error: count("error"), warning: count("warning"), info: count("info") };
  return { ...report, summary, diagnostics };
}

async function contentAt(git: Git, commit: string, file: string): Promise<Uint8Array | undefined> {
  try {
    return await git.ask(["cat-file", "blob", `${commit}:${file}`]);
  } catch (error) {
    // The commit took the file away.
    if (error instanceof ContractsError) return undefined;
    throw error;
  }
}

/** An older file that cannot be read approves nothing. */
function approvalsIn(host: Host, folder: string, bytes: Uint8Array | undefined): readonly Approval[] {
  if (bytes === undefined) return [];
  try {
    return readApprovals({ ...host, kind: () => "file", bytes: () => bytes }, folder);
  } catch (error) {
    if (error instanceof ContractsError) return [];
    throw error;
  }
}
