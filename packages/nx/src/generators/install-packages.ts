import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Tree } from "@nx/devkit";
import type { ChangePlan } from "@nx-contracts/workspace/change";

/**
 * Installs the npm packages of new projects after they are written, unless
 * they are there already, and completes Go modules whose sums are not known. Where that fails the projects stand, and it is said
 * what is left.
 */
export function installing(tree: Tree, { files }: ChangePlan, say: () => void): () => Promise<void> {
  const folders = [...files.keys()].filter((path) => path.endsWith("/package.json")).map((path) => path.slice(0, -13));
  const modules = [...files.keys()]
    .filter((path) => path.endsWith("/go.mod") && !files.has(path.replace(/mod$/, "sum")))
    .filter((path) => !path.endsWith("/generated/go.mod") && !tree.exists(path.replace(/mod$/, "sum")))
    .map((path) => path.slice(0, -"/go.mod".length));
  return async () => {
    say();
    for (const folder of modules) tidy(tree.root, folder);
    const missing = folders.filter((folder) => !hasPackages(tree.root, folder));
    if (missing.length === 0) return;
    const { installPackagesTask, readJson } = await import("@nx/devkit");
    const isListed = tree.exists("pnpm-workspace.yaml") || "workspaces" in readJson(tree, "package.json");
    for (const folder of isListed ? [""] : missing) {
      try {
        installPackagesTask(tree, true, folder);
      } catch (error) {
        const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
        process.stderr.write(`The packages were not installed: ${reason}. Install them before you build.\n`);
      }
    }
  };
}

/** What a Go module needs besides what it says, only Go finds out. */
function tidy(root: string, folder: string): void {
  const { status } = spawnSync("go", ["mod", "tidy"], { cwd: join(root, folder), stdio: "inherit" });
  if (status !== 0) process.stderr.write(`Run \`go mod tidy\` in \`${folder}\` before you build.\n`);
}

/** Whether everything that a manifest names lies in a folder that Node looks into from there. */
function hasPackages(root: string, folder: string): boolean {
  const manifest: unknown = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const names = ["dependencies", "devDependencies"].flatMap((key) => Object.keys(objectAt(manifest, key)));
  const parents = folder.split("/").map((_, i, parts) => parts.slice(0, parts.length - i).join("/"));
  const places = [...parents, "."].map((each) => join(root, each, "node_modules"));
  return names.every((name) => places.some((place) => existsSync(join(place, name, "package.json"))));
}

function objectAt(value: unknown, key: string): object {
  const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === "object" && found !== null ? found : {};
}
