import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { Script } from "node:vm";
import { keptPlace, readKept, writeKept } from "./kept.js";

/** Set when the bundle is built: a digest of the command. */
declare const COMMAND_DIGEST: string;

/** A file that runs, and what it takes to run it faster the next time. */
export interface Compiled {
  readonly exports: unknown;
  /** Keeps what was compiled until now, where nothing was kept before. */
  readonly keep: () => void;
}

/**
 * Runs a CommonJS module of ASCII text, wrapped in its function, with the
 * machine code that an earlier run of the same verb left: to compile it takes
 * V8 longer than to answer. What is kept is missed nowhere: without a folder
 * for it, or with a damaged file, the text is compiled.
 *
 * @param file absolute path
 * @param verb whose functions are compiled; only words of letters are kept
 * @see https://nodejs.org/docs/latest-v20.x/api/vm.html#scriptcreatecacheddata
 */
export function loadCompiled(file: string, verb = ""): Compiled {
  const text = readFileSync(file, "latin1");
  const name = `${verb}-${COMMAND_DIGEST}-${process.version}-${process.arch}`;
  const place = /^[a-z]{1,20}$/.test(verb) ? keptPlace(name) : undefined;
  const cachedData = place === undefined ? undefined : readKept(place);
  const script = new Script(text, { filename: file, ...(cachedData && { cachedData }) });
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
