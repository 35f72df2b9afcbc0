/**
 * A process of its own, in a session of its own: once it is told to swap,
 * nothing that happens to whoever started it leaves half a swap behind.
 *
 * Arguments: the folder of all swaps of the project, and the one of this swap.
 * Says `ready` when no other swap is under way, waits for `go`, and says
 * `done` or `failed` with the reason. An end of its input before `go` means
 * that nobody wants the swap any more.
 */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { takeLock } from "./exclusive.js";
import { performSwap, recoverSwap } from "./perform.js";

const [all = "", own = ""] = process.argv.slice(2);

let isWanted = true;
let input = "";
const told = new Promise<boolean>((resolve) => {
  process.stdin.setEncoding("utf8");
  process.stdin.on("data", (chunk: string) => {
    input += chunk;
    if (input.startsWith("go\n")) resolve(true);
  });
  for (const event of ["end", "error"]) {
    process.stdin.on(event, () => {
      isWanted = input.startsWith("go\n");
      resolve(isWanted);
    });
  }
});
// Whoever listened may be gone; the swap takes place all the same.
process.stdout.on("error", () => {});
process.on("SIGHUP", () => {});

mkdirSync(all, { recursive: true });
const release = await takeLock(join(all, "lock"), () => isWanted);
try {
  // What others left behind, and holds no lock any more.
  for (const name of release ? readdirSync(all) : []) {
    const folder = join(all, name);
    if (name.startsWith("swap-") && folder !== own) recoverSwap(folder);
  }
  if (release) process.stdout.write("ready\n");
  if (release && (await told)) {
    performSwap(own);
    process.stdout.write("done\n");
  }
} catch (error) {
  process.stdout.write(`failed ${error instanceof Error ? error.message : String(error)}\n`);
} finally {
  rmSync(own, { recursive: true, force: true });
  release?.();
}
process.stdin.destroy();
