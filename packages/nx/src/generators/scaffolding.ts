import type { Tree } from "@nx/devkit";
import { ContractsError } from "@nx-contracts/ir";
import { type Host, openHost } from "@nx-contracts/workspace";
import type { ScaffoldPlan } from "@nx-contracts/workspace/scaffold";

/**
 * Writes what a use case plans to Nx's tree, and says afterwards what was done
 * and what is left. Where it cannot be planned the tree stays as it was.
 */
export async function scaffold(tree: Tree, plan: (host: Host) => Promise<ScaffoldPlan>): Promise<() => void> {
  const host = openHost({ cwd: tree.root, root: tree.root });
  try {
    const { files, done, left } = await plan(host);
    for (const [path, bytes] of files) {
      if (bytes === undefined) tree.delete(path);
      else tree.write(path, Buffer.from(bytes));
    }
    const said = done.length + left.length === 0 ? ["Everything is there already; nothing was changed."] : done;
    const lines = [...said, ...left.map((each) => `Left to do: ${each}`)];
    return () => void process.stdout.write(`\n${lines.join("\n")}\n`);
  } catch (error) {
    if (!(error instanceof ContractsError)) throw error;
    throw new Error(error.problems.flatMap(describe).join("\n"), { cause: error });
  }
}

function describe({ message, at, next }: ContractsError["problems"][number]): readonly string[] {
  const place = at ? `${at.file}:${at.line}:${at.column}: ` : "";
  return [`${place}${message}`, ...(next === undefined ? [] : [next])];
}
