import type { ContractsError } from "@nx-contracts/ir";
import { visible } from "./visible.js";

/** Why there is no answer, for people: each problem with its place and the next step, then the tool that failed. */
export function formatError({ problems, tool }: ContractsError): string {
  const lines = problems.flatMap(({ message, at, next }) => [
    `${at ? `${at.file}:${at.line}:${at.column}: ` : ""}error: ${message}`,
    ...(next === undefined ? [] : [`  ${next}`]),
  ]);
  const called = tool
    ? [
        `  $ ${tool.argv.join(" ")}`,
        `  exit status ${tool.status}`,
        ...tool.output.split("\n").map((line) => `  | ${line}`),
      ]
    : [];
  // Names may be hostile: no control character of theirs reaches the terminal.
  return [...lines, ...called].map((line) => `${visible(line)}\n`).join("");
}
