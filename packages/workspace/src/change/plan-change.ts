import { ContractsError } from "@nx-contracts/ir";
import type { Host } from "../host.js";
import { type Draft, openDraft } from "./draft.js";
import { generateAgain } from "./generate-again.js";
import { judgeChange } from "./judge-change.js";
import { leaveBreaks } from "./leave-breaks.js";
import { perform } from "./kinds.js";
import type { ChangeContext, ChangePlan, ChangeRequest } from "./request.js";
import { updateProjectLock } from "./update-lock.js";

/**
 * Plans a change of a contract through all its layers: the source, every
 * mirror, the lock and the stubs. What comes of it is judged before anybody
 * sees it; nothing is written.
 *
 * @throws ContractsError `change-refused` with the reasons and the alternatives, where the request cannot be honoured or
 *   `check` would find fault with it; any other code where no answer is possible
 */
export async function planChange(host: Host, context: ChangeContext, request: ChangeRequest): Promise<ChangePlan> {
  const draft = await openDraft(host, context);
  await performReadable(draft, request);
  if (hasChanges(host, draft.host.pending)) {
    await updateProjectLock(draft);
    await judgeChange(host, draft);
    await leaveBreaks(host, draft);
    await generateAgain(draft);
  }
  const files = [...draft.host.pending].filter(([path, bytes]) => isChanged(host, path, bytes));
  return { files: new Map(files.sort(([a], [b]) => (a < b ? -1 : 1))), done: draft.done, left: draft.left };
}

/** What cannot be read is named where it may be what was meant, and left alone elsewhere. */
async function performReadable(draft: Draft, request: ChangeRequest): Promise<void> {
  try {
    await perform(draft, request);
  } catch (error) {
    const problems = [...draft.unreadable.values()].flat();
    if (!(error instanceof ContractsError) || error.code !== "change-refused" || problems.length === 0) throw error;
    throw new ContractsError("source-unreadable", [...error.problems, ...problems], { cause: error });
  }
  for (const [id, [first]] of draft.unreadable)
    draft.left.push(`\`${id}\` was left alone, because it cannot be read: ${first?.message ?? ""}`);
}

function hasChanges(host: Host, pending: ReadonlyMap<string, Uint8Array | undefined>): boolean {
  return [...pending].some(([path, bytes]) => isChanged(host, path, bytes));
}

function isChanged(host: Host, path: string, bytes: Uint8Array | undefined): boolean {
  const before = host.bytes(path);
  if (before === undefined || bytes === undefined) return before !== bytes;
  return Buffer.compare(before, bytes) !== 0;
}
