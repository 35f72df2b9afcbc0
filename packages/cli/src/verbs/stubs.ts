import type { Verb } from "../verb.js";
import { JUDGING_FINDINGS, JUDGING_OPTIONS, runJudging } from "./judging.js";

const { fix: _fix, against: _against, base: _base, ...OPTIONS } = JUDGING_OPTIONS;

export const stubs: Verb = {
  summary: "Judge whether generated files are what the protos say.",
  usage: "stubs [--config FILE] [--format NAME] [--regenerate]",
  example: "nx-contracts stubs --format github",
  findings: JUDGING_FINDINGS,
  options: {
    ...OPTIONS,
    regenerate: { type: "boolean", help: "Also generate everything aside and compare it byte by byte" },
  },
  run: (terminal, values) => runJudging(terminal, values, ["stubs"]),
};
