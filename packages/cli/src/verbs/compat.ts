import { countAtOrAbove, FORMAT_NAMES } from "@nx-contracts/engine";
import { DIRECTIONS, formatBufJson, MODES } from "@nx-contracts/engine/compat";
import type { Severity } from "@nx-contracts/ir";
import { nearConfig, openHost } from "@nx-contracts/workspace";
import { compat as judgeCompat, POLICY_NAMES } from "@nx-contracts/workspace/compat";
import { choose } from "../choose.js";
import { checkFormat, printReport, THRESHOLDS } from "../print-report.js";
import type { Terminal } from "../terminal.js";
import { textValue, textValues, type Values, type Verb } from "../verb.js";
import { baseOf, compatOverrides, JUDGING_FINDINGS, JUDGING_OPTIONS, runJudging } from "./judging.js";

const FORMATS = `One of ${FORMAT_NAMES.join(", ")} (default text)`;

export const compat: Verb = {
  summary: "Judge what changed between two versions: of FOLDER, or of the contracts where no folder is named.",
  usage: "compat [FOLDER] [--against VERSION]… [--policy NAME]…",
  example: "nx-contracts compat protos --against main --policy WIRE_JSON",
  findings: JUDGING_FINDINGS,
  options: {
    ...JUDGING_OPTIONS,
    against: {
      type: "string",
      multiple: true,
      value: "VERSION",
      help: "merge-base (default), a git ref, tag:PATTERN, a folder, an image (.binpb) or a release bundle; twice to tell new from known",
    },
    policy: {
      type: "string",
      multiple: true,
      value: "NAME",
      help: `${POLICY_NAMES.filter((name) => !name.includes(":")).join(", ")} or confluent:LEVEL (default verdict); repeat it for a matrix`,
    },
    mode: { type: "string", value: "NAME", help: `What the verdict protects: ${MODES.join(", ")} (default json)` },
    direction: { type: "string", value: "NAME", help: `Whose data: ${DIRECTIONS.join(", ")} (default full)` },
    path: { type: "string", value: "FILE", help: "With confluent: the proto that is the schema, from FOLDER" },
    format: {
      ...JUDGING_OPTIONS["format"],
      type: "string",
      help: `${FORMATS}, or buf-json for the lines of buf breaking`,
    },
  },
  run: (terminal, values, [head]) => {
    const isProject = head === undefined && textValue(values, "format") !== "buf-json" && hasConfig(terminal, values);
    return isProject
      ? runJudging(terminal, values, ["compat", "lifecycle"])
      : compareFolders(terminal, values, head ?? ".");
  },
};

function hasConfig(terminal: Terminal, values: Values): boolean {
  if (textValue(values, "config") !== undefined) return true;
  return nearConfig(openHost({ cwd: terminal.cwd }), terminal.cwd) !== undefined;
}

async function compareFolders(terminal: Terminal, values: Values, head: string): Promise<0 | 1> {
  const name = textValue(values, "format") ?? "text";
  if (name !== "buf-json") checkFormat(values);
  const threshold = choose<Severity>("fail-on", textValue(values, "fail-on") ?? "error", THRESHOLDS);
  const host = openHost({ cwd: terminal.cwd });
  const { policies = [name === "buf-json" ? "FILE" : "verdict"], mode, direction } = compatOverrides(values);
  const main = textValue(values, "path");
  const result = await judgeCompat(host, {
    head,
    against: textValues(values, "against"),
    base: baseOf(host, values, terminal),
    policies,
    withAdvice: name !== "buf-json",
    ...(main !== undefined && { main }),
    ...(mode && { mode }),
    ...(direction && { direction }),
  });
  if (name === "buf-json") {
    terminal.out(formatBufJson(result.annotations));
    return result.annotations.length > 0 ? 1 : 0;
  }
  const report = result.report();
  await printReport(terminal, values, report, host);
  return countAtOrAbove(report, threshold) > 0 ? 1 : 0;
}
