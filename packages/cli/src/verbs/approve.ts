import { ContractsError } from "@nx-contracts/ir";
import { approve as writeApproval, openHost } from "@nx-contracts/workspace";
import { listValue, textValue, type Values, type Verb } from "../verb.js";
import { baseOf, JUDGING_OPTIONS } from "./judging.js";

const { config, against, base } = JUDGING_OPTIONS;

export const approve: Verb = {
  summary: "Write down that a break is intended: who says so, why, and until when.",
  usage: "approve FINGERPRINT --reason TEXT --by WHO [--until DATE]",
  example:
    'nx-contracts approve 0f3a9c5e11d2b7a4 --reason "No reader is left" --by ines@example.org --until 2026-12-31',
  options: {
    reason: { type: "string", value: "TEXT", help: "Why the break is fine" },
    by: { type: "string", value: "WHO", help: "Who answers for it" },
    until: { type: "string", value: "DATE", help: "Last day that it holds; default as long as the break is there" },
    ...(config && { config }),
    ...(against && { against }),
    ...(base && { base }),
  },
  async run(terminal, values, [fingerprint]) {
    if (fingerprint === undefined) throw missing("a FINGERPRINT");
    const host = openHost({ cwd: terminal.cwd });
    const until = textValue(values, "until");
    const file = textValue(values, "config");
    const { diagnostic, path } = await writeApproval(host, {
      cwd: terminal.cwd,
      today: terminal.today,
      base: baseOf(host, values, terminal),
      against: listValue(values, "against"),
      fingerprint,
      reason: required(values, "reason"),
      by: required(values, "by"),
      ...(until !== undefined && { until }),
      ...(file !== undefined && { config: file }),
    });
    terminal.out(`Approved ${diagnostic.rule} of ${diagnostic.subject} in ${path}. Commit it with the change.\n`);
    return 0;
  },
};

function required(values: Values, name: "reason" | "by"): string {
  const value = textValue(values, name)?.trim();
  if (value === undefined || value === "") throw missing(`--${name}`);
  return value;
}

function missing(what: string): ContractsError {
  return new ContractsError("usage", {
    message: `\`approve\` needs ${what}.`,
    next: `For instance: ${approve.example}`,
  });
}
