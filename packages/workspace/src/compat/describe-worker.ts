import { parentPort, workerData } from "node:worker_threads";
import { ContractsError } from "@nx-contracts/ir";
import { openHost } from "../host.js";
import type { AsideAnswer, AsideRequest } from "./describe-aside.js";
import { describeModule } from "./describe-module.js";
import { modulesOf } from "./modules.js";
import { diskTree } from "./proto-tree.js";

/** What `describeAside` asks for, in its thread. */
function answer({ root, folder, name, layout, paths, alsoImported, checked }: AsideRequest): AsideAnswer {
  const host = openHost({ cwd: root, root });
  try {
    const side = modulesOf({ ...diskTree(host, host.absolute(folder)), name }, layout);
    const [module] = side.modules;
    if (module === undefined) return { described: { files: [], leftOut: [], problems: [] } };
    const check = (path: string) => checked.has(path);
    return { described: describeModule({ side, module, paths, alsoImported, check }) };
  } catch (error) {
    if (!(error instanceof ContractsError)) throw error;
    return { failed: { code: error.code, problems: error.problems } };
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(answer(workerData as AsideRequest));
