import { isatty } from "node:tty";
import { ContractsError } from "@nx-contracts/ir";
import {
  dayOf,
  type ReleaseEnvironment,
  releaseEnvironment,
  runEnvironment,
  type RunEnvironment,
} from "@nx-contracts/workspace/circumstances";

/** What a command may know of the place it runs in, and where it writes. */
export interface Terminal {
  /** Absolute path of the current folder. */
  readonly cwd: string;
  readonly color: boolean;
  /** Columns; 80 when unknown. */
  readonly width: number;
  /** Answers: what other programs read. */
  readonly out: (text: string) => void;
  /** Words for people, when the answer goes elsewhere. */
  readonly err: (text: string) => void;
  /** Asks a question and gives the line that is typed; absent where nobody would answer. */
  readonly ask?: (question: string) => Promise<string>;
  /** The run of Nx that the command is part of. */
  readonly run: RunEnvironment;
  /** Who releases, as the CI run says; throws where its words mean nothing. */
  readonly release: () => ReleaseEnvironment;
  /** The day in UTC, as `2026-12-31`. */
  readonly today: string;
  /** Milliseconds since the process started. */
  readonly elapsed: () => number;
}

/**
 * The terminal of this process. Colour: `NO_COLOR` forbids it, `FORCE_COLOR`
 * asks for it, else it is used on a terminal.
 * @see https://no-color.org
 */
export function processTerminal(): Terminal {
  const { env, stdout, stderr } = process;
  for (const stream of [stdout, stderr]) stream.on("error", ignoreClosedPipe);
  const forced = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0" && env["FORCE_COLOR"] !== "false";
  const forbidden = (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
  return {
    get cwd() {
      return currentFolder();
    },
    color: !forbidden && (forced || stdout.isTTY === true),
    width: Math.max(40, stdout.columns ?? 80),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    // Where nobody reads, standard input is not even opened.
    ...(stdout.isTTY && isUnset(env["CI"]) && isatty(0) && { ask: askPerson }),
    run: runEnvironment(env),
    release: () => releaseEnvironment(env),
    today: dayOf(new Date()),
    elapsed: () => process.uptime() * 1000,
  };
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new ContractsError(
      "source-unreadable",
      {
        message: "The current folder does not exist any more.",
        next: "Change into a folder that does, and run it again.",
      },
      { cause },
    );
  }
}

function isUnset(value: string | undefined): boolean {
  return value === undefined || value === "" || value === "0" || value === "false";
}

/** Loaded for the first question: most runs have none. */
async function askPerson(question: string): Promise<string> {
  const { createInterface } = await import("node:readline/promises");
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  return lines.question(question).finally(() => lines.close());
}

/** A reader such as `head` may leave before everything is written; that is no error of ours. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
