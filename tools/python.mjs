// Runs Python in the pinned virtual environment of a project, which is made on demand:
//   node tools/python.mjs catalog-py -m pytest
// `requirements.txt` of libs/<project> says what is in it; the folder that it is started in stays the current one.
import { spawnSync } from "node:child_process";
import { pythonEnvironment } from "./python-env.mjs";

const [project, ...args] = process.argv.slice(2);
if (project === undefined) throw new Error("Usage: node tools/python.mjs PROJECT [ARGUMENT...]");
const { status, error } = spawnSync(pythonEnvironment(project, `libs/${project}/requirements.txt`), args, {
  stdio: "inherit",
});
if (error) throw error;
process.exitCode = status ?? 1;
