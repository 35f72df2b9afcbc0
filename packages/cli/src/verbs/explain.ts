import { explain as explainRule, listRules } from "@nx-contracts/workspace";
import type { Verb } from "../verb.js";

export const explain: Verb = {
  summary: "Explain a rule with its examples, or list every rule.",
  usage: "explain [RULE]",
  example: "nx-contracts explain parity/presence-mismatch",
  options: {},
  async run(terminal, _values, [id]) {
    if (id === undefined) {
      const rules = listRules();
      const width = Math.max(...rules.map((rule) => rule.id.length));
      terminal.out(
        rules.map((rule) => `${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.summary}\n`).join(""),
      );
      return 0;
    }
    const { id: rule, severity, summary, help, examples } = explainRule(id);
    terminal.out(`${rule} (${severity})\n\n${summary}\n${help}\n`);
    for (const { title, files, reports } of examples) {
      terminal.out(`\n${title}: ${reports.length === 0 ? "nothing reported" : `reports ${reports.join(", ")}`}\n`);
      for (const [file, text] of Object.entries(files)) {
        terminal.out(
          `\n  ${file}\n${text
            .trimEnd()
            .split("\n")
            .map((line) => `    ${line}`.trimEnd())
            .join("\n")}\n`,
        );
      }
    }
    return 0;
  },
};
