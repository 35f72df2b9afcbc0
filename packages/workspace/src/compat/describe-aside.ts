import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { ContractsError } from "@nx-contracts/ir";
import type { Described } from "./describe-module.js";
import type { ModuleLayout } from "./modules.js";
import type { ProtoTree } from "./proto-tree.js";

/** Import paths, as for `describeModule`. */
export interface AsidePaths {
  readonly paths: ReadonlySet<string>;
  readonly alsoImported: ReadonlySet<string>;
  readonly checked: ReadonlySet<string>;
}

/** What the other thread is given. */
export interface AsideRequest extends AsidePaths {
  readonly root: string;
  readonly name: string;
  readonly folder: string;
  readonly layout: ModuleLayout;
}

/** What it answers; an error of ours loses its class on the way. */
export type AsideAnswer =
  | { readonly described: Described }
  | { readonly failed: Pick<ContractsError, "code" | "problems"> };

/** Fewer files are described before another thread has begun. */
const MANY = 1000;

const WORKER = new URL("./describe-worker.js", import.meta.url);

/**
 * Describes the only module of a tree on the disk in another thread, while this
 * one goes on; `undefined` where that does not pay.
 *
 * @throws ContractsError `source-unreadable`
 */
export function describeAside(
  tree: ProtoTree,
  layout: ModuleLayout,
  paths: AsidePaths,
): Promise<Described> | undefined {
  if (tree.disk === undefined || paths.paths.size < MANY || !existsSync(fileURLToPath(WORKER))) return undefined;
  const { name, folder, disk: root } = tree;
  const request: AsideRequest = { ...paths, root, name, folder, layout };
  const answer = ask(request);
  // Whoever waits for it hears of the failure; where nobody does, another one is told.
  answer.catch(() => {});
  return answer;
}

async function ask(request: AsideRequest): Promise<Described> {
  const answer = await new Promise<AsideAnswer>((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: request });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("The thread that describes files ended without an answer.")));
  });
  if ("failed" in answer) throw new ContractsError(answer.failed.code, answer.failed.problems);
  return answer.described;
}
