import { FORMAT_NAMES } from "@nx-contracts/engine";
import { generate as generateStubs, openHost, planGeneration } from "@nx-contracts/workspace";
import { checkFormat, printReport } from "../print-report.js";
import { startProgress } from "../progress.js";
import { listValue, textValue, type Verb } from "../verb.js";

export const generate: Verb = {
  summary: "Generate code from the protos, by the tools that `generate` of the configuration names.",
  usage: "generate [--config FILE] [--only OUTPUT] [--dry-run]",
  example: "nx-contracts generate --only grpcio-tools",
  findings: "a proto does not compile, and nothing is written",
  options: {
    config: { type: "string", value: "FILE", help: "A contracts.yaml other than the nearest one" },
    only: { type: "string", multiple: true, value: "OUTPUT", help: "Only these outputs, by their ids" },
    "dry-run": { type: "boolean", help: "Say what would change, and write nothing" },
    format: { type: "string", short: "f", value: "NAME", help: `Of compile errors: ${FORMAT_NAMES.join(", ")}` },
    output: { type: "string", short: "o", value: "FILE", help: "Write compile errors to a file" },
    verbose: { type: "boolean", short: "v", help: "Also list the files that stay as they are" },
    "no-time": { type: "boolean", help: "Leave the time out of the text, so that the output is reproducible" },
  },
  async run(terminal, values) {
    checkFormat(values);
    const host = openHost({ cwd: terminal.cwd });
    const config = textValue(values, "config");
    const isDry = values["dry-run"] === true;
    const progress = startProgress(terminal);
    const request = {
      cwd: terminal.cwd,
      only: listValue(values, "only"),
      progress: progress.step,
      ...(config !== undefined && { config }),
    };
    const plan = await (isDry ? planGeneration : generateStubs)(host, request).finally(progress.end);
    if (plan.refusal) {
      await printReport(terminal, values, plan.refusal, host);
      return 1;
    }
    terminal.out(describe(plan, { isDry, isVerbose: values["verbose"] === true }));
    if (plan.notice !== undefined) terminal.err(plan.notice);
    return 0;
  },
};

interface Changes {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

function describe(plan: Changes, how: { readonly isDry: boolean; readonly isVerbose: boolean }): string {
  const { written, removed, unchanged } = plan;
  const [write, remove] = how.isDry ? ["would write", "would remove"] : ["wrote", "removed"];
  const list = (word: string, paths: readonly string[]) => paths.map((path) => `${word} ${path}\n`);
  const lines = [...list(write, written), ...list(remove, removed), ...(how.isVerbose ? list("kept", unchanged) : [])];
  return `${lines.join("")}${written.length} ${how.isDry ? "to write" : "written"}, ${removed.length} ${how.isDry ? "to remove" : "removed"}, ${unchanged.length} unchanged.\n`;
}
