import { type Explanation, explain as explainRule, listRules } from "@nx-contracts/workspace";
import type { Verb } from "../verb.js";

export const explain: Verb = {
  summary: "Explain a rule with its examples, or list every rule.",
  usage: "explain [RULE]",
  example: "nx-contracts explain parity/presence-mismatch",
  options: {},
  async run(terminal, _values, [name]) {
    if (name === undefined) {
      const rules = await listRules();
      const width = Math.max(...rules.map((rule) => rule.id.length));
      const weight = Math.max(...rules.map((rule) => rule.severity.length));
      terminal.out(
        rules
          .map(({ id, severity, summary }) => `${id.padEnd(width)}  ${severity.padEnd(weight)}  ${summary}\n`)
          .join(""),
      );
      return 0;
    }
    const rules = await explainRule(name);
    terminal.out(rules.map(format).join("\n"));
    return 0;
  },
};

function format({ id, severity, summary, help, notes, examples }: Explanation): string {
  const blocks = examples.map(({ title, files, reports }) => {
    const verdict = reports.length === 0 ? "nothing reported" : `reports ${reports.join(", ")}`;
    const texts = Object.entries(files).map(([file, text]) => `\n  ${file}\n${indent(text)}\n`);
    return `\n${title}: ${verdict}\n${texts.join("")}`;
  });
  return `${id} (${severity})\n\n${[summary, help, ...notes].join("\n")}\n${blocks.join("")}`;
}

function indent(text: string): string {
  const lines = text.trimEnd().split("\n");
  return lines.map((line) => `    ${line}`.trimEnd()).join("\n");
}
