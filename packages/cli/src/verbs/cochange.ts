import type { Verb } from "../verb.js";
import { JUDGING_FINDINGS, JUDGING_OPTIONS, runJudging } from "./judging.js";

export const cochange: Verb = {
  summary: "Judge what has to change together: sources, mirrors, stubs and consumers, since the branch left its base.",
  usage: "cochange [--config FILE] [--base BRANCH] [--format NAME] [--only WHAT]",
  example: "nx-contracts cochange --format github",
  findings: JUDGING_FINDINGS,
  options: {
    ...JUDGING_OPTIONS,
    against: {
      type: "string",
      multiple: true,
      value: "REF",
      help: "Another base: a git ref or tag:PATTERN; what counts is where the branch left it",
    },
  },
  run: (terminal, values) => runJudging(terminal, values, ["cochange"]),
};
