import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/** How long a swap of another run may take: it takes milliseconds, and deciding on it a second or two. */
const LONGEST = 120_000;

/**
 * Takes a lock that is a file with the number of the process that holds it.
 * One whose process is gone is taken over.
 *
 * @param path absolute
 * @param isWanted asked while waiting; `false` gives up
 * @returns what gives it back; `undefined` where it is not wanted any more
 * @throws Error where another process holds it for minutes
 */
export async function takeLock(path: string, isWanted: () => boolean): Promise<(() => void) | undefined> {
  const own = `${path}.${process.pid}`;
  const deadline = Date.now() + LONGEST;
  writeFileSync(own, String(process.pid));
  try {
    while (isWanted()) {
      try {
        // A link comes into being whole: nobody sees the file without its number.
        linkSync(own, path);
        return () => rmSync(path, { force: true });
      } catch {
        if (!removeStale(path)) await setTimeout(20);
        if (Date.now() > deadline) throw new Error(`process ${readHolder(path) ?? "?"} holds ${path}`);
      }
    }
    return undefined;
  } finally {
    rmSync(own, { force: true });
  }
}

function removeStale(path: string): boolean {
  const holder = readHolder(path);
  if (holder === undefined || isAlive(holder)) return false;
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
    // Another one may have taken it over meanwhile: then it is put back.
    if (readHolder(aside) !== holder) linkSync(aside, path);
  } catch {
    // Somebody else was quicker.
  }
  rmSync(aside, { force: true });
  return true;
}

function readHolder(path: string): number | undefined {
  try {
    const holder = Number(readFileSync(path, "utf8"));
    return Number.isSafeInteger(holder) && holder > 0 ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a process of this computer runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
