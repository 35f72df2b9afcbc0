import { lock } from "../commands/lock.js";
import type { Draft } from "./draft.js";

/** Takes what the protos use now into the lock, where there is one. */
export async function updateProjectLock(draft: Draft): Promise<void> {
  const { host, context, config } = draft;
  const { changes, path } = await lock(host, {
    cwd: context.cwd,
    config: host.absolute(config.path),
    today: context.today,
    onlyExisting: true,
  });
  if (changes !== undefined) draft.done.push(`Wrote ${path}: ${changes}.`);
}
