// Packs every published package as npm will publish it: node tools/pack.mjs [folder], default dist/packages.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Folders below `packages/`, each before those that depend on it. */
export const PACKAGES = ["ir", "engine", "readers", "workspace", "cli", "nx"];

/**
 * Packs the built packages; tarballs of an earlier run go.
 *
 * @param {string} folder absolute path of the folder for the tarballs
 * @returns {string[]} absolute paths of the tarballs, in the order of `PACKAGES`
 */
export function pack(folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (name.endsWith(".tgz")) rmSync(join(folder, name));
  const folders = PACKAGES.map((name) => `./packages/${name}`);
  const output = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder, ...folders], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(output).map(({ filename }) => join(folder, filename));
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const tarball of pack(resolve(process.argv[2] ?? join(root, "dist/packages")))) console.log(tarball);
}
