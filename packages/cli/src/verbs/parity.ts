import type { Verb } from "../verb.js";
import { JUDGING_FINDINGS, JUDGING_OPTIONS, runJudging } from "./judging.js";

export const parity: Verb = {
  summary: "Compare every source with its mirrors.",
  usage: "parity [--config FILE] [--format NAME] [--only WHAT] [--verify-runtime]",
  example: "nx-contracts parity --format github",
  findings: JUDGING_FINDINGS,
  options: {
    ...JUDGING_OPTIONS,
    "verify-runtime": {
      type: "boolean",
      help: "Also import the models and compare what was read with what Pydantic says",
    },
    python: { type: "string", value: "PATH", help: "Interpreter for --verify-runtime (default python3)" },
  },
  run: (terminal, values) => runJudging(terminal, values, ["parity"]),
};
