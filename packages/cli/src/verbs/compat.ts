import { countAtOrAbove } from "@nx-contracts/engine";
import { DIRECTIONS, formatBufJson, MODES } from "@nx-contracts/engine/compat";
import type { Severity } from "@nx-contracts/ir";
import { baseBranch, openHost } from "@nx-contracts/workspace";
import { compat as judgeCompat, POLICY_NAMES } from "@nx-contracts/workspace/compat";
import { choose } from "../choose.js";
import { printReport, THRESHOLDS } from "../print-report.js";
import { listValue, textValue, type Verb } from "../verb.js";
import { JUDGING_OPTIONS } from "./judging.js";

const { format, ...OPTIONS } = JUDGING_OPTIONS;

export const compat: Verb = {
  summary: "Judge what changed between two versions of protos.",
  usage: "compat [FOLDER] [--against VERSION]… [--policy NAME]…",
  example: "nx-contracts compat protos --against main --policy WIRE_JSON",
  options: {
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
      help: `${POLICY_NAMES.join(", ")}, or a level such as confluent:BACKWARD (default verdict); repeat it for a matrix`,
    },
    mode: { type: "string", value: "NAME", help: `What the verdict protects: ${MODES.join(", ")} (default json)` },
    direction: { type: "string", value: "NAME", help: `Whose data: ${DIRECTIONS.join(", ")} (default full)` },
    base: { type: "string", value: "BRANCH", help: "The branch of merge-base (default NX_BASE, nx.json, main)" },
    path: { type: "string", value: "FILE", help: "With confluent: the proto that is the schema, from FOLDER" },
    format: { ...format, type: "string", help: `${format?.help ?? ""}, or buf-json for the lines of buf breaking` },
    ...OPTIONS,
  },
  async run(terminal, values, [head = "."]) {
    const host = openHost({ cwd: terminal.cwd });
    const name = textValue(values, "format") ?? "text";
    const policies = listValue(values, "policy");
    const mode = textValue(values, "mode");
    const direction = textValue(values, "direction");
    const main = textValue(values, "path");
    const { report, annotations } = await judgeCompat(host, {
      head,
      against: listValue(values, "against"),
      base: baseBranch(host, textValue(values, "base") ?? terminal.base),
      policies: policies.length > 0 ? policies : [name === "buf-json" ? "FILE" : "verdict"],
      ...(main !== undefined && { main }),
      ...(mode !== undefined && { mode: choose("mode", mode, MODES) }),
      ...(direction !== undefined && { direction: choose("direction", direction, DIRECTIONS) }),
    });
    if (name === "buf-json") {
      terminal.out(formatBufJson(annotations));
      return annotations.length > 0 ? 1 : 0;
    }
    printReport(terminal, values, report, host);
    const threshold = choose<Severity>("fail-on", textValue(values, "fail-on") ?? "error", THRESHOLDS);
    return countAtOrAbove(report, threshold) > 0 ? 1 : 0;
  },
};
