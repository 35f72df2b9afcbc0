import type { Verb } from "../verb.js";
import { JUDGING_OPTIONS, runJudging } from "./judging.js";

export const lint: Verb = {
  summary: "Run buf lint as diagnostics.",
  usage: "lint [--config FILE] [--format NAME] [--only WHAT]",
  example: "nx-contracts lint --format github",
  options: JUDGING_OPTIONS,
  run: (terminal, values) => runJudging(terminal, values, ["lint"]),
};
