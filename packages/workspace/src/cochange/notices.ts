import type { RawFinding } from "@nx-contracts/engine";
import { READ_RULES } from "@nx-contracts/ir";
import type { Config } from "../config/config.js";
import type { ContractChange, SideChange } from "./contract-changes.js";

/** What is said of pairs of which one side changed, and was not readable before: what is wrong with it now its reader says. */
export function uncomparableFindings({ contract, source, mirrors }: ContractChange): readonly RawFinding[] {
  return mirrors.flatMap((mirror) => {
    const broken = [source, mirror].find((side) => side.brokenBefore.length > 0);
    if (broken === undefined || isBroken(source) || isBroken(mirror)) return [];
    const [first] = broken.brokenBefore;
    return [
      {
        rule: "cochange/uncomparable",
        severity: "info",
        subject: mirror.side.id,
        contract: contract.id,
        message: `What \`${source.side.id}\` and \`${mirror.side.id}\` changed cannot be compared: the older version of \`${broken.side.id}\` cannot be read.`,
        at: contract.at,
        data: { side: broken.side.id },
        ...(first && { related: [{ message: `the older version: ${first.message}`, at: first.at }] }),
        help: "Compare the two sides by hand, or run `nx-contracts parity`, which compares them as they are now.",
      } satisfies RawFinding,
    ];
  });
}

function isBroken({ after }: SideChange): boolean {
  return after.diagnostics.some(({ rule }) => READ_RULES[rule] === "error");
}

/** What is said of files in which nobody looked for uses of what is gone. */
export function unsearchedFindings({ path: config }: Config, paths: Iterable<string>): readonly RawFinding[] {
  return [...paths].sort().map((path) => ({
    rule: "cochange/not-searched",
    severity: "info",
    subject: path,
    message: `\`${path}\` may use what is gone, and is too long to be searched.`,
    at: { file: path, line: 1, column: 1 },
    data: { file: path, config },
    help: "Look for the names in it yourself, or leave generated data out of git.",
  }));
}
