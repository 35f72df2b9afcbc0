import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";

/** Days after which what was kept is made anew, so that what older versions left goes. */
const KEPT_DAYS = 30;

/**
 * Where something is kept that only saves time: in the user's folder for
 * caches, which nobody else writes to. `undefined` where there is none.
 *
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function keptPlace(name: string): string | undefined {
  const { NODE_DISABLE_COMPILE_CACHE: isDisabled, XDG_CACHE_HOME, LOCALAPPDATA, HOME } = process.env;
  const caches = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && join(HOME, ".cache"));
  // A relative one would be another folder for each folder that the command runs in.
  if (isDisabled || !caches || !isAbsolute(caches)) return undefined;
  return join(caches, "nx-contracts", name);
}

/**
 * What is kept, unless others could have written it or it is damaged: it is
 * kept twice, because two copies are compared quicker than any sum is made.
 */
export function readKept(place: string): Buffer | undefined {
  try {
    const { uid, mode } = statSync(place);
    const isOwn = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    if (!isOwn) return undefined;
    const bytes = readFileSync(place);
    const data = bytes.subarray(0, bytes.length / 2);
    return data.length > 0 && data.equals(bytes.subarray(data.length)) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all. What cannot be kept costs time, not correctness. */
export function writeKept(place: string, data: Uint8Array): void {
  const draft = `${place}.${process.pid}`;
  const isWritten = succeeds(() => {
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    writeFileSync(draft, Buffer.concat([data, data]), { mode: 0o600 });
    renameSync(draft, place);
  });
  succeeds(() => (isWritten ? sweep(dirname(place)) : rmSync(draft)));
}

/** What is old goes, and of the many that may be asked, what was asked longest ago. */
function sweep(folder: string): void {
  const oldest = Date.now() - KEPT_DAYS * 86_400_000;
  const own = readdirSync(folder)
    .filter((name) => OWN_NAME.test(name))
    .map((name) => ({ name, time: statSync(join(folder, name)).mtimeMs }))
    .sort((one, other) => other.time - one.time);
  const asked = own.filter(({ name }) => name.startsWith(ASKED)).slice(MOST_ASKED);
  for (const { name } of [...own.filter(({ time }) => time < oldest), ...asked])
    rmSync(join(folder, name), { force: true });
}

/** How the names of kept questions begin. */
export const ASKED = "asked-";
const MOST_ASKED = 100;
/** Other things of ours lie in the folder as well. */
const OWN_NAME = /^(?:[a-z]+-[0-9a-f]{16}-v[\d.]+-\w+|asked-[0-9a-f]{8})/;

function succeeds(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
