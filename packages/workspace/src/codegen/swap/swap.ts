import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ContractsError } from "@nx-contracts/ir";
import type { Host } from "../../host.js";
import { cacheOf } from "../cache.js";
import { type Move, writeJournal } from "./journal.js";

/** What a swap does to the tree; paths are relative to the workspace root. */
export interface Changes {
  readonly written: ReadonlyMap<string, Uint8Array>;
  readonly removed: readonly string[];
}

const PROCESS = new URL("./swap-process.js", import.meta.url);

/**
 * Changes files of the workspace, all of them or none, whenever the computer
 * or this process stops.
 *
 * @param config path of the configuration; its project's swaps wait for each other
 * @param decide called when no other swap of the project is under way
 * @returns what `decide` gave
 * @throws ContractsError `output-unwritable`, and nothing has changed
 */
export async function swap<Decision extends Changes>(
  host: Host,
  config: string,
  decide: () => Promise<Decision>,
): Promise<Decision> {
  const key = createHash("sha256").update(host.absolute(config)).digest("hex").slice(0, 16);
  const all = join(cacheOf(host), "swaps", key);
  const swapper = startProcess(all);
  try {
    const own = await swapper.say("ready");
    const decision = await decide();
    if (decision.written.size + decision.removed.length === 0) return decision;
    stageChanges(host, own, decision);
    swapper.tell("go\n");
    await swapper.say("done");
    return decision;
  } finally {
    await swapper.end();
  }
}

/** Writes the files to where they can be renamed from: a folder of the file system that each belongs to. */
function stageChanges(host: Host, own: string, { written, removed }: Changes): void {
  const folders = new Map([[statSync(own).dev, own]]);
  const drafts: string[] = [];
  const moves = [...written].map(([path, bytes], i): Move => {
    const to = host.absolute(path);
    const near = nearestFolder(dirname(to));
    const device = statSync(near).dev;
    let folder = folders.get(device);
    if (folder === undefined) {
      folder = join(near, `.nx-contracts-${basename(own)}`);
      folders.set(device, folder);
      drafts.push(folder);
      // Written down first: whoever clears up finds it.
      writeJournal(own, { moves: [], removals: [], drafts });
      mkdirSync(folder);
    }
    const from = join(folder, `file-${i}`);
    writeFileSync(from, bytes);
    return { from, to };
  });
  writeJournal(own, { moves, removals: removed.map((path) => host.absolute(path)), drafts });
}

function nearestFolder(path: string): string {
  for (let at = path; ; at = dirname(at)) {
    if (statSync(at, { throwIfNoEntry: false })?.isDirectory() === true || at === dirname(at)) return at;
  }
}

function startProcess(all: string) {
  const child = spawn(process.execPath, [fileURLToPath(PROCESS), all], {
    // A session of its own: what ends this process and all that it started does not reach it.
    detached: true,
    stdio: ["pipe", "pipe", "ignore"],
    windowsHide: true,
  });
  child.stdin.on("error", () => {});
  let said = "";
  let hasEnded = false;
  let wake = () => {};
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (chunk: string) => {
    said += chunk;
    wake();
  });
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      hasEnded = true;
      wake();
      resolve();
    };
    child.on("error", end);
    child.on("close", end);
  });
  return {
    /** Waits for a word, and gives what follows it on its line. */
    async say(word: string): Promise<string> {
      for (;;) {
        const found = new RegExp(`^${word}(.*)\n`, "m").exec(said)?.[1];
        if (found !== undefined) return found.trim();
        const failed = /^failed (.*)$/m.exec(said)?.[1];
        if (failed !== undefined || hasEnded) throw unwritable(failed ?? "the process that swaps them ended");
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    tell: (text: string) => void child.stdin.write(text),
    async end(): Promise<void> {
      child.stdin.end();
      await ended;
    },
  };
}

function unwritable(reason: string): ContractsError {
  return new ContractsError("output-unwritable", {
    message: `The files cannot be put in their place: ${reason}. None of them was changed.`,
    next: "Check the permissions of the folders and the space left.",
  });
}
