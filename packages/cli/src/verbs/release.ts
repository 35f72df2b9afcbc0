import { FORMAT_NAMES } from "@nx-contracts/engine";
import { ContractsError } from "@nx-contracts/ir";
import { describeFailures, describeRelease, openHost, release as makeRelease } from "@nx-contracts/workspace";
import { checkFormat, printReport } from "../print-report.js";
import { startProgress } from "../progress.js";
import { textValue, type Verb } from "../verb.js";
import { VERSION } from "../version.js";

export const release: Verb = {
  summary: "Make the assets of a release from the commit of a tag: bundles that verify everywhere.",
  usage: "release --tag TAG [--out FOLDER] [--config FILE] [--no-gate] [--dry-run]",
  example: "nx-contracts release --tag proto-v7",
  findings: "a gate refuses it, and nothing is written",
  options: {
    tag: {
      type: "string",
      value: "TAG",
      help: "What to release; one that does not exist yet stands for what is checked out",
    },
    out: { type: "string", value: "FOLDER", help: "Write the assets there (default `release.out`, dist/contracts)" },
    config: { type: "string", value: "FILE", help: "A contracts.yaml other than the nearest one" },
    "no-gate": { type: "boolean", help: "Release what the gates refuse as well; the metadata says so" },
    "dry-run": { type: "boolean", help: "Judge and make everything, and write nothing" },
    repository: {
      type: "string",
      value: "NAME",
      help: "For the metadata (default GITHUB_REPOSITORY, CI_PROJECT_PATH, the configuration)",
    },
    "run-id": { type: "string", value: "ID", help: "For the metadata (default GITHUB_RUN_ID, CI_PIPELINE_ID)" },
    "run-number": { type: "string", value: "N", help: "For the metadata (default GITHUB_RUN_NUMBER, CI_PIPELINE_IID)" },
    format: {
      type: "string",
      short: "f",
      value: "NAME",
      help: `Of the findings that refuse it: ${FORMAT_NAMES.join(", ")}`,
    },
    output: { type: "string", short: "o", value: "FILE", help: "Write these findings to a file" },
    verbose: { type: "boolean", short: "v", help: "Also notes, and what was set aside with its reason" },
    "no-time": { type: "boolean", help: "Leave the time out of the text, so that the output is reproducible" },
  },
  async run(terminal, values) {
    checkFormat(values);
    const tag = textValue(values, "tag");
    if (tag === undefined || tag === "") throw new ContractsError("usage", NO_TAG);
    const host = openHost({ cwd: terminal.cwd });
    const { epoch, ...environment } = terminal.release();
    const [config, out, repository, runId, runNumber] = ["config", "out", "repository", "run-id", "run-number"].map(
      (name) => textValue(values, name),
    );
    const progress = startProgress(terminal);
    const made = await makeRelease(host, {
      cwd: terminal.cwd,
      tag,
      isUngated: values["no-gate"] === true,
      isDry: values["dry-run"] === true,
      toolVersion: VERSION,
      progress: progress.step,
      origin: {
        ...environment,
        ...(repository !== undefined && { repository }),
        ...(runId !== undefined && { runId }),
        ...(runNumber !== undefined && { runNumber }),
      },
      ...(epoch !== undefined && { epoch }),
      ...(config !== undefined && { config }),
      ...(out !== undefined && { out }),
    }).finally(progress.end);
    if (made.kind === "refused") {
      await printReport(terminal, values, made.report, host);
      terminal.err(describeFailures(tag, made));
      return 1;
    }
    terminal.out(describeRelease(made, values["dry-run"] === true));
    terminal.err(describeFailures(tag, made));
    return 0;
  },
};

const NO_TAG = {
  message: "No tag is named.",
  next: "Say what to release: `nx-contracts release --tag proto-v7`.",
};
