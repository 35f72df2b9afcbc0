import { FAMILIES } from "@nx-contracts/workspace";
import type { Verb } from "../verb.js";
import { JUDGING_FINDINGS, JUDGING_OPTIONS, runJudging } from "./judging.js";

export const check: Verb = {
  summary: "Judge every contract by every family of rules.",
  usage: "check [--config FILE] [--format NAME] [--only WHAT]",
  example: "nx-contracts check --format github",
  findings: JUDGING_FINDINGS,
  options: JUDGING_OPTIONS,
  run: (terminal, values) => runJudging(terminal, values, FAMILIES),
};
