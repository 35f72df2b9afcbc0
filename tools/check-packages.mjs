// Holds every published package to publint and to attw: what is packed is what users get.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run, root } from "./setup.mjs";

const folders = readdirSync(join(root, "packages"));
const versions = new Set();
for (const folder of folders) {
  const path = join(root, "packages", folder);
  versions.add(JSON.parse(readFileSync(join(path, "package.json"), "utf8")).version);
  run("npx", ["--no-install", "publint", "--strict", path]);
  run("npx", ["--no-install", "attw", "--pack", path, "--profile", "esm-only", "--quiet"]);
}
if (versions.size !== 1) throw new Error(`The packages have different versions: ${[...versions].join(", ")}.`);
