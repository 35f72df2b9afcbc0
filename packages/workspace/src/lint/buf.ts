import { createRequire } from "node:module";
import { arch, endianness } from "node:os";
import { ContractsError } from "@nx-contracts/ir";
import { type Finished, lastLines, run } from "../process.js";

/** npm packages that hold the `buf` binary, by platform; started directly, its Node wrapper costs a quarter of a second. */
const BINARIES: { readonly [platform: string]: string } = {
  "darwin arm64 LE": "@bufbuild/buf-darwin-arm64/bin/buf",
  "darwin x64 LE": "@bufbuild/buf-darwin-x64/bin/buf",
  "linux arm64 LE": "@bufbuild/buf-linux-aarch64/bin/buf",
  "linux armv7 LE": "@bufbuild/buf-linux-armv7/bin/buf",
  "linux x64 LE": "@bufbuild/buf-linux-x64/bin/buf",
  "win32 arm64 LE": "@bufbuild/buf-win32-arm64/bin/buf.exe",
  "win32 x64 LE": "@bufbuild/buf-win32-x64/bin/buf.exe",
};

/** One line of `buf … --error-format=json`. */
export interface BufFinding {
  readonly path?: string;
  readonly start_line?: number;
  readonly start_column?: number;
  readonly end_line?: number;
  readonly end_column?: number;
  readonly type: string;
  readonly message: string;
}

/**
 * Runs `buf lint` on a module.
 *
 * @param folder absolute path of the folder that holds `buf.yaml`
 * @throws ContractsError `tool-missing` or `tool-failed`
 */
export async function bufLint(folder: string): Promise<readonly BufFinding[]> {
  const argv = [findBuf(), "lint", "--error-format=json"] as const;
  let finished: Finished;
  try {
    finished = await run(argv, { cwd: folder });
  } catch (cause) {
    throw new ContractsError(
      "tool-missing",
      { message: "`buf` cannot be started.", next: "Run `npm install @bufbuild/buf`." },
      { cause },
    );
  }
  // 0: no findings; 100: findings, one JSON object a line.
  const findings = finished.status === 0 || finished.status === 100 ? parseFindings(finished.stdout) : undefined;
  if (findings) return findings;
  const output = lastLines(finished.stderr || finished.stdout);
  throw new ContractsError(
    "tool-failed",
    { message: "`buf lint` failed.", next: "Run it by hand in the folder of buf.yaml to see more." },
    { tool: { argv: ["buf", ...argv.slice(1)], status: finished.status, output } },
  );
}

function parseFindings(stdout: string): readonly BufFinding[] | undefined {
  try {
    return stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as BufFinding);
  } catch {
    return undefined;
  }
}

/** Absolute path of the binary.
 *
 * @throws ContractsError `tool-missing`
 */
export function findBuf(): string {
  const key = `${process.platform} ${arch()} ${endianness()}`;
  const binary = BINARIES[key];
  const require = createRequire(import.meta.url);
  for (const from of [require, requireFrom(require, "@bufbuild/buf/package.json")]) {
    try {
      if (binary !== undefined && from) return from.resolve(binary);
    } catch {
      // Not hoisted to here: look from the next place.
    }
  }
  throw new ContractsError("tool-missing", {
    message: `The \`buf\` binary for ${key} is not installed.`,
    next: "Run `npm install @bufbuild/buf` without `--omit=optional`.",
  });
}

function requireFrom(require: NodeJS.Require, name: string): NodeJS.Require | undefined {
  try {
    return createRequire(require.resolve(name));
  } catch {
    return undefined;
  }
}
