import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import type { Workspace } from "./workspace.js";

/** What a workflow reads of the event that started it. */
export interface Event {
  readonly [key: string]: string | Event;
}

export interface JobRun {
  readonly status: "success" | "failure";
  /** Standard output and standard error of all steps. */
  readonly log: string;
  /** What the page of the run shows. */
  readonly summary: string;
  /** `file:line` and level of what is shown beside the lines. */
  readonly annotations: readonly string[];
  /** Arguments that `gh` was started with. */
  readonly gh: readonly (readonly string[])[];
}

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly if?: string;
  readonly env?: { readonly [name: string]: string };
}

interface Workflow {
  readonly jobs: {
    readonly [name: string]: { readonly env?: { readonly [name: string]: string }; readonly steps: readonly Step[] };
  };
}

/**
 * Runs the steps of a job as a runner does: by `bash -e`, with the expressions
 * of `env` filled in, after the failure of a step only what asks to be. Actions
 * do nothing, and nothing is installed.
 */
export function runJob(workspace: Workspace, file: string, name: string, github: Event): JobRun {
  const workflow = parse(workspace.read(file)) as Workflow;
  const job = workflow.jobs[name];
  if (job === undefined) throw new Error(`${file} has no job ${name}.`);
  const folder = mkdtempSync(join(tmpdir(), "runner-"));
  const summary = join(folder, "summary.md");
  const calls = join(folder, "gh.jsonl");
  for (const path of [summary, calls]) writeFileSync(path, "");
  tools(folder, calls);
  link(workspace);
  const env = {
    ...workspace.environment,
    ...fill(job.env ?? {}, github),
    GITHUB_ACTIONS: "true",
    GITHUB_STEP_SUMMARY: summary,
    PATH: `${folder}:${process.env["PATH"] ?? ""}`,
  };
  let status: JobRun["status"] = "success";
  let log = "";
  for (const step of job.steps) {
    if (step.run === undefined || (status === "failure" && step.if !== "${{ !cancelled() }}")) continue;
    const script = join(folder, "step.sh");
    writeFileSync(script, step.run);
    const stepEnv = { ...env, ...fill(step.env ?? {}, github) };
    const run = spawnSync("bash", ["-e", script], { cwd: workspace.root, env: stepEnv, encoding: "utf8" });
    log += `${run.stdout}${run.stderr}`;
    if (run.status !== 0) status = "failure";
  }
  const annotations = [...log.matchAll(/^::(error|warning) file=([^,:]+),line=(\d+)/gm)].map(
    ([, level, path, line]) => `${path}:${line} ${level}`,
  );
  const gh = readFileSync(calls, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as string[]);
  return { status, log, summary: readFileSync(summary, "utf8"), annotations, gh };
}

/** Runs the script of a job of GitLab as its runner does: all of it in one shell that ends where something fails. */
export function runGitlabJob(
  workspace: Workspace,
  file: string,
  name: string,
  variables: NodeJS.ProcessEnv,
): Pick<JobRun, "status" | "log"> {
  const jobs = parse(workspace.read(file)) as { readonly [name: string]: { readonly script: readonly string[] } };
  link(workspace);
  const script = `set -eo pipefail\n${jobs[name]?.script.join("\n") ?? "exit 70"}`;
  const env = { ...workspace.environment, ...variables };
  const { status, stdout, stderr } = spawnSync("bash", ["-c", script], { cwd: workspace.root, env, encoding: "utf8" });
  return { status: status === 0 ? "success" : "failure", log: `${stdout}${stderr}` };
}

/** Expressions that the workflows use: paths into the event, one or the other. */
function fill(env: { readonly [name: string]: string }, github: Event): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      String(value).replace(/\$\{\{ (.+?) \}\}/g, (_, expression: string) => {
        const values = expression.split(" || ").map((path) => lookUp({ github }, path.split(".")));
        return values.find((each) => each !== "") ?? "";
      }),
    ]),
  );
}

function lookUp(from: Event, path: readonly string[]): string {
  let at: string | Event | undefined = from;
  for (const part of path) at = typeof at === "object" ? at[part] : undefined;
  return typeof at === "string" ? at : "";
}

/** An npm that installs nothing, and a `gh` that writes down what it is asked. */
function tools(folder: string, calls: string): void {
  const scripts = {
    npm: "#!/bin/sh\nexit 0\n",
    gh: `#!/usr/bin/env node
require("node:fs").appendFileSync(${JSON.stringify(calls)}, JSON.stringify(process.argv.slice(2)) + "\\n");
`,
  };
  for (const [name, text] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  }
}

/** As a package manager links it. */
function link({ root }: Workspace): void {
  const path = join(root, "node_modules/.bin/nx");
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync("../nx/dist/bin/nx.js", path);
}
