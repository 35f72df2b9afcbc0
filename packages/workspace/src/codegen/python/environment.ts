import { createHash } from "node:crypto";
import { join } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import type { GenerateOutput } from "../../config/config.js";
import type { Host } from "../../host.js";
import { cacheOf, makeOnce } from "../cache.js";
import { installCommand, runTool } from "../run-tool.js";

/**
 * An interpreter that has grpcio-tools of the version that an output pins: the
 * one that the configuration names, else that of a virtual environment in the
 * cache, which is made when it is not there.
 *
 * @throws ContractsError `tool-missing` or `tool-failed`
 */
export async function pythonFor(
  host: Host,
  folder: string,
  output: GenerateOutput,
  progress: (step: string) => void,
): Promise<string> {
  const { python, version = "" } = output;
  if (python === undefined) return environmentPython(host, version, progress);
  const program = /[\\/]/.test(python) ? host.absolute(join(folder, python)) : python;
  await checkVersion(program, python, version, host.root);
  return program;
}

async function checkVersion(program: string, python: string, pinned: string, cwd: string): Promise<void> {
  const script =
    "import importlib.metadata as m\ntry: print(m.version('grpcio-tools'))\nexcept m.PackageNotFoundError: print('none')";
  const missing = {
    message: `\`${python}\`, the \`python\` of the configuration, cannot be started.`,
    next: `Make it: \`python3 -m venv .venv && .venv/bin/pip install grpcio-tools==${pinned}\`, or take \`python\` out of the configuration.`,
  };
  const found = (await runTool([program, "-c", script], { name: python, cwd, missing })).trim();
  if (found === pinned) return;
  throw new ContractsError("tool-missing", {
    message: `\`${python}\` has ${found === "none" ? "no grpcio-tools" : `grpcio-tools ${found}`}; the configuration pins ${pinned}.`,
    next: `Run \`${python} -m pip install grpcio-tools==${pinned}\`.`,
  });
}

async function environmentPython(host: Host, version: string, progress: (step: string) => void): Promise<string> {
  return environmentWith(host, `grpcio-tools ${version}`, [`grpcio-tools==${version}`], progress);
}

/**
 * The interpreter of a virtual environment in the cache that has some packages.
 * It is made where it is not there.
 *
 * @param name what is installed, as a person is told
 * @param requirements exact versions: the environment is never brought up to date
 * @throws ContractsError `tool-missing` or `tool-failed`
 */
export async function environmentWith(
  host: Host,
  name: string,
  requirements: readonly string[],
  progress: (step: string) => void,
): Promise<string> {
  const { program, identity } = await findPython(host.root);
  const key = createHash("sha256")
    .update([identity, ...requirements].join("\n"))
    .digest("hex")
    .slice(0, 12);
  const folder = join(cacheOf(host), "tools", `${name.replaceAll(" ", "-")}-${key}`);
  await makeOnce(folder, async (draft) => {
    progress(`Installing ${name}`);
    const missing = {
      message: "Python cannot make virtual environments.",
      next: `Run \`${installCommand({ apt: "python3-venv", brew: "python", winget: "Python.Python.3.13" })}\`.`,
    };
    const options = { cwd: host.root, missing, next: missing.next };
    await runTool([program, "-m", "venv", draft], { name: "python -m venv", ...options });
    const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...requirements];
    await runTool([interpreterIn(draft), ...install], {
      name: `pip install ${requirements.join(" ")}`,
      ...options,
      next: "Check that this version exists for this version of Python, and that PyPI can be reached.",
    });
  });
  return interpreterIn(folder);
}

function interpreterIn(folder: string): string {
  return process.platform === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
}

/** The Python of the path, and what tells its environments from those of another. */
async function findPython(cwd: string): Promise<{ readonly program: string; readonly identity: string }> {
  const script = "import platform, sys; print(sys.base_prefix, sys.version, platform.platform())";
  const missing = {
    message: "Python is not installed: neither `python3` nor `python` is on the path.",
    next: `Run \`${installCommand({ apt: "python3-venv", brew: "python", winget: "Python.Python.3.13" })}\`.`,
  };
  const ask = (program: string) => runTool([program, "-c", script], { name: program, cwd, missing });
  for (const program of ["python3", "python"]) {
    try {
      return { program, identity: await ask(program) };
    } catch (error) {
      if (program === "python" || !(error instanceof ContractsError) || error.code !== "tool-missing") throw error;
    }
  }
  throw new ContractsError("tool-missing", missing);
}
