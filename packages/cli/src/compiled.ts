import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join } from "node:path";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";

/** Set when the bundle is built: a digest of the command. */
declare const COMMAND_DIGEST: string;

/** A file that runs, and what it takes to run it faster the next time. */
export interface Compiled {
  readonly exports: unknown;
  /** Keeps what was compiled until now, where nothing was kept before. */
  readonly keep: () => void;
}

/** Days after which what was kept is made anew, so that what older versions left goes. */
const KEPT_DAYS = 30;
const SUM_BYTES = 4;

/**
 * Runs a CommonJS file of ASCII text with the machine code that an earlier run
 * of the same verb left: to compile it takes V8 longer than to answer. What is
 * kept is missed nowhere: without a folder for it, or with a damaged file, the
 * text is compiled.
 *
 * @param file absolute path
 * @param verb whose functions are compiled; only words of letters are kept
 * @see https://nodejs.org/docs/latest-v20.x/api/vm.html#scriptcreatecacheddata
 */
export function loadCompiled(file: string, verb = ""): Compiled {
  const text = readFileSync(file, "latin1");
  const place = /^[a-z]{1,20}$/.test(verb) ? placeOf(verb) : undefined;
  const cachedData = place === undefined ? undefined : readKept(place);
  const parameters = "exports, require, module, __filename, __dirname";
  const script = new Script(`(function (${parameters}) {${text}\n})`, {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const module = { exports: {} };
  const run = script.runInThisContext() as (...values: readonly unknown[]) => void;
  run(module.exports, createRequire(file), module, file, dirname(file));
  const isKept = cachedData !== undefined && script.cachedDataRejected === false;
  return {
    exports: module.exports,
    keep: () => {
      if (place !== undefined && !isKept) writeKept(place, script.createCachedData());
    },
  };
}

/** In the user's folder for caches, which nobody else writes to. @see https://specifications.freedesktop.org/basedir-spec/latest/ */
function placeOf(verb: string): string | undefined {
  const { NODE_DISABLE_COMPILE_CACHE: isDisabled, XDG_CACHE_HOME, LOCALAPPDATA, HOME } = process.env;
  const caches = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && join(HOME, ".cache"));
  // A relative one would be another folder for each folder that the command runs in.
  if (isDisabled || !caches || !isAbsolute(caches)) return undefined;
  return join(caches, "nx-contracts", `${verb}-${COMMAND_DIGEST}-${process.version}-${process.arch}`);
}

/** Machine code is taken from nobody else, and from no damaged file. */
function readKept(place: string): Buffer | undefined {
  try {
    const { uid, mode } = statSync(place);
    const isOwn = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    if (!isOwn) return undefined;
    const bytes = readFileSync(place);
    const data = bytes.subarray(SUM_BYTES);
    return bytes.length > SUM_BYTES && crc32(data) === bytes.readUInt32LE() ? data : undefined;
  } catch {
    return undefined;
  }
}

function writeKept(place: string, data: Buffer): void {
  const draft = `${place}.${process.pid}`;
  // A cache that cannot be written costs time, not correctness.
  const isWritten = succeeds(() => {
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    const sum = Buffer.alloc(SUM_BYTES);
    sum.writeUInt32LE(crc32(data));
    writeFileSync(draft, Buffer.concat([sum, data]), { mode: 0o600 });
    renameSync(draft, place);
  });
  succeeds(() => (isWritten ? sweep(dirname(place)) : rmSync(draft)));
}

function sweep(folder: string): void {
  const oldest = Date.now() - KEPT_DAYS * 86_400_000;
  for (const name of readdirSync(folder).filter((each) => OWN_NAME.test(each)))
    if (statSync(join(folder, name)).mtimeMs < oldest) rmSync(join(folder, name));
}

/** Other things of ours lie in the folder as well. */
const OWN_NAME = /^[a-z]+-[0-9a-f]{16}-v[\d.]+-\w+/;

function succeeds(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
