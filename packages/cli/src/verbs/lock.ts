import { lock as writeLock, openHost } from "@nx-contracts/workspace";
import { textValue, type Verb } from "../verb.js";
import { JUDGING_FINDINGS, JUDGING_OPTIONS, runJudging } from "./judging.js";

const { fix: _, ...OPTIONS } = JUDGING_OPTIONS;

export const lock: Verb = {
  summary: "Write every number and name that the protos use into contracts.lock.",
  usage: "lock [--config FILE]",
  example: "nx-contracts lock",
  findings: JUDGING_FINDINGS,
  options: OPTIONS,
  async run(terminal, values) {
    const config = textValue(values, "config");
    const { path, changes, isPartial } = await writeLock(openHost({ cwd: terminal.cwd }), {
      cwd: terminal.cwd,
      today: terminal.today,
      ...(config !== undefined && { config }),
    });
    const done = changes === undefined ? `${path} is up to date` : `Wrote ${path}: ${changes}`;
    terminal.err(`${done}${isPartial ? "; what is reported below is not taken in" : ""}.\n`);
    return runJudging(terminal, values, ["lifecycle"]);
  },
};
