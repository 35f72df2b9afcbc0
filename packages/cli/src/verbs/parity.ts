import type { Verb } from "../verb.js";
import { JUDGING_OPTIONS, runJudging } from "./judging.js";

export const parity: Verb = {
  summary: "Compare every source with its mirrors.",
  usage: "parity [--config FILE] [--format NAME] [--only WHAT]",
  example: "nx-contracts parity --format github",
  options: JUDGING_OPTIONS,
  run: (terminal, values) => runJudging(terminal, values, ["parity"]),
};
