import { baseBranch, openHost } from "@nx-contracts/workspace";
import { describeProposals, nextSteps, planInit } from "@nx-contracts/workspace/init";
import { startProgress } from "../progress.js";
import type { Verb } from "../verb.js";

export const init: Verb = {
  summary: "Put a repository under contract: find its models and protos, propose pairs, write contracts.yaml.",
  usage: "init [FOLDER] [--yes] [--dry-run]",
  example: "nx-contracts init --yes",
  findings: "the proposals are not accepted, and nothing is written",
  options: {
    yes: { type: "boolean", short: "y", help: "Write what is proposed, without a question" },
    "dry-run": { type: "boolean", help: "Say what would be written, and write nothing" },
  },
  async run(terminal, values, [folder]) {
    const host = openHost({ cwd: terminal.cwd });
    const progress = startProgress(terminal);
    progress.step("Reading the models and protos");
    const plan = await planInit(host, {
      base: baseBranch(host, terminal.run.base),
      today: terminal.today,
      ...(folder !== undefined && { folder }),
    }).finally(progress.end);
    terminal.out(describeProposals(plan));
    if (plan.files.size === 0) return 0;
    const isDry = values["dry-run"] === true;
    const isAgreed = !isDry && (values["yes"] === true || (await agrees(terminal.ask, plan.files.size)));
    terminal.out("\n");
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    for (const [path, content] of plan.files) {
      if (isAgreed) host.write(path, decoder.decode(content));
      terminal.out(`${isAgreed ? "wrote" : "would write"} ${path}\n`);
    }
    const next = nextSteps(plan);
    if (isAgreed || isDry) {
      if (next.length > 0) terminal.out(`\nNext:\n${next.map((line) => `  - ${line}\n`).join("")}`);
      return 0;
    }
    terminal.out("Nothing is written. `nx-contracts init --yes` accepts the proposals.\n");
    return 1;
  },
};

async function agrees(ask: ((question: string) => Promise<string>) | undefined, files: number): Promise<boolean> {
  const answer = await ask?.(`\nWrite ${files} file${files === 1 ? "" : "s"}? [Y/n] `);
  return answer !== undefined && /^(?:y|yes|)$/i.test(answer.trim());
}
