// Makes a virtual environment from a pinned requirements file, once, and says where its interpreter is.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * @param {string} name folder under `.venv/`
 * @param {string} requirements pinned requirements file, relative to the workspace root
 * @returns {string} absolute path of the environment's interpreter
 */
export function pythonEnvironment(name, requirements) {
  const folder = join(root, ".venv", name);
  const python = join(folder, "bin", "python");
  const stamp = join(folder, "requirements.sha256");
  const digest = createHash("sha256")
    .update(readFileSync(join(root, requirements)))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return python;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  const run = (command, args) => execFileSync(command, args, { stdio: ["ignore", "ignore", "inherit"], cwd: root });
  run("python3", ["-m", "venv", folder]);
  run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]);
  writeFileSync(`${stamp}.new`, digest);
  renameSync(`${stamp}.new`, stamp);
  return python;
}
