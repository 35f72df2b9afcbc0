import type { VerifyProblem } from "./verification.js";

/** Why an archive is not read; the sentence goes on after "…, for". */
export class ArchiveRefusal extends Error {
  readonly problem: VerifyProblem;

  constructor(problem: VerifyProblem, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "ArchiveRefusal";
    this.problem = problem;
  }
}
