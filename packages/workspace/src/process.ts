import { spawn } from "node:child_process";

export interface Finished {
  readonly status: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  /** Text for its standard input. */
  readonly input?: string;
  /** Variables besides those of this process. */
  readonly env?: { readonly [name: string]: string };
}

/**
 * Runs a program to its end, no shell between.
 *
 * @param argv program and arguments
 * @throws whatever starting the program throws, such as ENOENT
 */
export function run(argv: readonly [string, ...string[]], options: RunOptions): Promise<Finished> {
  const [program, ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      stdio: ["pipe", "pipe", "pipe"],
      ...(options.env && { env: { ...process.env, ...options.env } }),
    });
    // A program that ends without reading its input closes the pipe; its exit status says what matters.
    child.stdin.on("error", () => {});
    child.stdin.end(options.input ?? "");
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      resolve({
        status: code ?? signal ?? "unknown",
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      });
    });
  });
}

/** The last lines of an output, for an error message. */
export function lastLines(output: string, count = 20): string {
  return output.trimEnd().split("\n").slice(-count).join("\n");
}
