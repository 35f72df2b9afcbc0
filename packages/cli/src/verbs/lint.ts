import type { Verb } from "../verb.js";
import { JUDGING_FINDINGS, JUDGING_OPTIONS, runJudging } from "./judging.js";

export const lint: Verb = {
  summary: "Run buf lint as diagnostics.",
  usage: "lint [--config FILE] [--format NAME] [--only WHAT]",
  example: "nx-contracts lint --format github",
  findings: JUDGING_FINDINGS,
  options: JUDGING_OPTIONS,
  run: (terminal, values) => runJudging(terminal, values, ["lint"]),
};
