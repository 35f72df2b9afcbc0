/**
 * A process of its own, in a session of its own: once it is told to swap,
 * nothing that happens to whoever started it leaves half a swap behind.
 *
 * Argument: the folder of all swaps of the project. Says `ready` and the folder
 * of this swap when no other one is under way, waits for `go`, and says `done`
 * or `failed` with the reason. An end of its input before `go` means that
 * nobody wants the swap any more.
 */
import { mkdirSync, mkdtempSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { reasonOf } from "../../host.js";
import { takeLock } from "./exclusive.js";
import { performSwap, recoverSwap } from "./perform.js";

const [all = ""] = process.argv.slice(2);

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

void takeTurn();

async function takeTurn(): Promise<void> {
  let release: (() => void) | undefined;
  try {
    mkdirSync(all, { recursive: true });
    release = await takeLock(join(all, "lock"), () => isWanted);
    if (release) await swap();
  } catch (error) {
    process.stdout.write(`failed ${describe(error).replaceAll("\n", " ")}\n`);
  } finally {
    release?.();
  }
  process.stdin.destroy();
}

/** While the lock is held no other swap is under way: what lies here was cut off. */
async function swap(): Promise<void> {
  for (const name of readdirSync(all)) if (name.startsWith("swap-")) recoverSwap(join(all, name));
  const own = mkdtempSync(join(all, "swap-"));
  process.stdout.write(`ready ${own}\n`);
  if (await told) {
    performSwap(own);
    process.stdout.write("done\n");
  } else recoverSwap(own);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = "dest" in error ? error.dest : "path" in error ? error.path : undefined;
  return typeof place === "string" ? `${place}: ${reasonOf(error)}` : reasonOf(error);
}
