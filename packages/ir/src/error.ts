import type { Span } from "./span.js";

/**
 * Every way of being unable to answer, with the exit code and the HTTP status
 * it maps to. A finding is not an error: it is an answer.
 */
export const ERROR_CODES = {
  usage: { exit: 2, http: 400 },
  "config-missing": { exit: 2, http: 404 },
  "config-invalid": { exit: 2, http: 422 },
  "source-missing": { exit: 2, http: 404 },
  "source-unreadable": { exit: 2, http: 422 },
  "change-refused": { exit: 2, http: 409 },
  "mapping-ambiguous": { exit: 2, http: 409 },
  "baseline-missing": { exit: 2, http: 404 },
  "output-unwritable": { exit: 2, http: 500 },
  "tool-missing": { exit: 3, http: 503 },
  "tool-failed": { exit: 3, http: 502 },
  internal: { exit: 70, http: 500 },
} as const satisfies { readonly [code: string]: { readonly exit: 2 | 3 | 70; readonly http: number } };

export type ErrorCode = keyof typeof ERROR_CODES;

/** One reason inside an error: what is wrong, where, and what to do next. */
export interface Problem {
  readonly message: string;
  readonly at?: Span;
  readonly next?: string;
}

/** What happened inside a tool that was called. */
export interface ToolRun {
  readonly argv: readonly string[];
  readonly status: number | string;
  /** The last lines it printed. */
  readonly output: string;
}

/** The only error class that crosses a package boundary. */
export class ContractsError extends Error {
  readonly code: ErrorCode;
  readonly problems: readonly Problem[];
  readonly tool: ToolRun | undefined;

  constructor(
    code: ErrorCode,
    problems: Problem | readonly Problem[],
    options: { readonly cause?: unknown; readonly tool?: ToolRun } = {},
  ) {
    const list = "message" in problems ? [problems] : problems;
    super(list.map((problem) => problem.message).join("\n"), { cause: options.cause });
    this.name = "ContractsError";
    this.code = code;
    this.problems = list;
    this.tool = options.tool;
  }
}
