import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import { lastLines } from "../process.js";
import { askAgain } from "./questions-again.js";
import { type Answer, gitProcess, type Question, startGit } from "./start.js";

/** A work tree of git and what is asked of it. Paths are relative to its top folder, with `/`. */
export interface Git {
  /** Absolute path of the top folder. */
  readonly root: string;
  /** The path of an absolute one below `root`. */
  relative(path: string): string;
  /**
   * Standard output of a git command.
   *
   * @throws ContractsError `tool-failed` or `tool-missing`
   */
  ask(args: readonly string[], input?: string): Promise<Buffer>;
  /** The same of what a run that is repeated asks again: the next one has git begin before it is loaded itself. */
  askAgain(args: readonly string[], input?: string): Promise<Buffer>;
  /**
   * The same, first line only; `undefined` where git says no.
   *
   * @throws ContractsError `tool-failed` where git does not look at the work tree at all, or `tool-missing`
   */
  tell(args: readonly string[]): Promise<string | undefined>;
  /**
   * Standard output of `git grep`; empty where nothing matches. Its paths may be patterns, unlike those of other commands.
   *
   * @throws ContractsError `tool-failed` or `tool-missing`
   */
  search(args: readonly string[]): Promise<Buffer>;
  /** The same as `ask`, at once: for what is needed only now and then. */
  askNow(args: readonly string[]): Buffer;
}

/** The work tree around a folder; `undefined` where there is none. */
export function findGit(folder: string): Git | undefined {
  for (let root = folder; ; root = dirname(root)) {
    if (exists(join(root, ".git"))) return new WorkTree(root);
    if (root === dirname(root)) return undefined;
  }
}

/** @see https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory */
const REFUSED = /dubious ownership|not a git repository|detected a corrupt|bad config/;

class WorkTree implements Git {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  relative(path: string): string {
    // Absolute paths are normalised: hundreds of them pass here.
    if (sep === "/" && path.startsWith(`${this.root}/`)) return path.slice(this.root.length + 1);
    return relative(this.root, path).split(sep).join("/") || ".";
  }

  async ask(args: readonly string[], input?: string): Promise<Buffer> {
    return checked(args, await this.#run(args, input));
  }

  async askAgain(args: readonly string[], input?: string): Promise<Buffer> {
    const answer = askAgain(this.#question(args, input)).catch((cause: unknown) => Promise.reject(missing(cause)));
    return checked(args, await answer);
  }

  async tell(args: readonly string[]): Promise<string | undefined> {
    const answer = await this.#run(args);
    // That git refuses to look at the folder is no answer to any question.
    if (REFUSED.test(answer.stderr)) checked(args, answer);
    const line = answer.stdout.toString().split("\n")[0] ?? "";
    return answer.status === 0 && line !== "" ? line : undefined;
  }

  async search(args: readonly string[]): Promise<Buffer> {
    const argv = ["--no-literal-pathspecs", "grep", ...args];
    const answer = await this.#run(argv);
    return answer.status === 1 && answer.stderr === "" ? answer.stdout : checked(argv, answer);
  }

  askNow(args: readonly string[]): Buffer {
    const { argv, options } = gitProcess({ root: this.root, args });
    const { status, signal, stdout, stderr, error } = spawnSync("git", argv, {
      ...options,
      encoding: "buffer",
      maxBuffer: 2 ** 30,
    });
    if (error) throw missing(error);
    return checked(args, { status: status ?? signal ?? "unknown", stdout, stderr: stderr.toString() });
  }

  #question(args: readonly string[], input?: string): Question {
    return { root: this.root, args, ...(input !== undefined && { input }) };
  }

  async #run(args: readonly string[], input?: string): Promise<Answer> {
    try {
      return await startGit(this.#question(args, input)).answer;
    } catch (cause) {
      throw missing(cause);
    }
  }
}

function checked(args: readonly string[], { status, stdout, stderr }: Answer): Buffer {
  if (status === 0) return stdout;
  const argv = ["git", ...args];
  throw new ContractsError(
    "tool-failed",
    {
      message: `\`${argv.join(" ")}\` failed: ${firstLine(stderr)}`,
      next: OWNERSHIP.test(stderr)
        ? "Tell git that the folder may be trusted: git config --global --add safe.directory FOLDER"
        : "Run it by hand in the work tree to see why.",
    },
    { tool: { argv, status, output: lastLines(stderr) } },
  );
}

const OWNERSHIP = /dubious ownership/;

function firstLine(text: string): string {
  return text.trimStart().split("\n")[0] ?? "";
}

function missing(cause: unknown): ContractsError {
  return new ContractsError(
    "tool-missing",
    {
      message: "`git` cannot be started.",
      next: "Install git, or compare with a folder or an image: `--against FOLDER`.",
    },
    { cause },
  );
}

function exists(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch {
    return false;
  }
}
