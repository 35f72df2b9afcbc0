import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";

/** Words of a git command after `git`, and the top folder of the work tree that it is asked in. */
export interface Question {
  readonly root: string;
  readonly args: readonly string[];
  /** Text for its standard input. */
  readonly input?: string;
}

/** What a git command said. */
export interface Answer {
  readonly status: number | string;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** A question that git works at. */
export interface Asked extends Question {
  /** Fails where git cannot be started. */
  readonly answer: Promise<Answer>;
  /** Nobody waits for the answer any more. */
  readonly stop: () => void;
}

/** Nothing of the user's settings changes what is printed, and nothing is locked. */
const SETTINGS = ["-c", "core.quotePath=false", "--no-optional-locks", "--literal-pathspecs"];
const ENVIRONMENT = { LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" };

/**
 * Inside a hook these name the repository and the index that the hook runs for.
 * The folder says which one is meant here, and its work tree is what counts.
 * @see https://git-scm.com/docs/githooks
 */
const OF_A_HOOK = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_COMMON_DIR",
  "GIT_INDEX_FILE",
  "GIT_PREFIX",
  "GIT_NAMESPACE",
  "GIT_GLOB_PATHSPECS",
  "GIT_NOGLOB_PATHSPECS",
  "GIT_ICASE_PATHSPECS",
];

/** The whole command line and the circumstances of a git command. */
export function gitProcess({ root, args }: Question): { readonly argv: string[]; readonly options: SpawnOptions } {
  const env: NodeJS.ProcessEnv = { ...process.env, ...ENVIRONMENT };
  for (const name of OF_A_HOOK) delete env[name];
  return { argv: [...SETTINGS, ...args], options: { cwd: root, env } };
}

/** Starts git, and waits for nothing. */
export function startGit(question: Question): Asked {
  const { argv, options } = gitProcess(question);
  const { input } = question;
  const child = spawn("git", argv, { ...options, stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"] });
  child.stdin?.on("error", () => {});
  child.stdin?.end(input);
  return { ...question, answer: answerOf(child), stop: () => void child.kill() };
}

function answerOf(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const status = code ?? signal ?? "unknown";
      resolve({ status, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() });
    });
  });
}
