import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectVariables, runEnvironment } from "@nx-contracts/workspace/circumstances";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runVariables } from "./variables.js";

const { against, due, beside } = projectVariables(".");
let root: string;
let sha: string;

beforeAll(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), "run-"));
  writeFileSync(join(root, "contracts.yaml"), "");
  writeFileSync(join(root, "contracts.approvals.yaml"), "approvals: [{ until: 2026-11-19 }]");
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("-c", "user.name=Tests", "-c", "user.email=tests@example.org", "commit", "--quiet", "--message=Start");
  sha = git("rev-parse", "HEAD");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The variables of `nx` with these arguments. */
function run(args: string, env: Record<string, string> = {}, today = "2026-11-20") {
  return runVariables({ root, argv: ["node", "nx", ...args.split(" ")], env, today });
}

describe("runVariables", () => {
  it("names the commit, the branch and the days", async () => {
    expect(await run("run contracts:check")).toMatchObject({
      [against]: sha,
      [due]: "2026-11-19",
      [beside]: "",
      NX_CONTRACTS_BRANCH: "",
    });
  });

  it.each([
    ["affected -t check --base=main", {}, "main"],
    ["--verbose affected --base main -t check", { NX_BASE: "other" }, "main"],
    ["affected:build --base=other --base=main", {}, "main"],
    ["run-many -t check", { NX_BASE: "main" }, "main"],
    ["run-many -t check", { NX_BASE: "" }, ""],
  ])("takes the base of `nx %s` with %j: %s", async (args, env, branch) => {
    expect(await run(args, env)).toMatchObject({ [against]: sha, NX_CONTRACTS_BRANCH: branch });
  });

  it.each(["run web:build --base=/app/", "run contracts:check --against tag:v1", "affected -t check -- --base=main"])(
    "keeps no answer to `nx %s`, whose tasks are told what to compare with",
    async (args) => {
      const variables = await run(args);
      expect(variables[against]).toMatch(/^unknown /);
      expect((await run(args))[against]).not.toBe(variables[against]);
    },
  );

  it("says the state of all projects in one variable, alike from day to day", async () => {
    const state = async (today: string) => (await run("run contracts:check", {}, today))["NX_CONTRACTS_STATE"];
    expect(await state("2026-11-20")).toBe(await state("2026-12-24"));
    expect(await state("2026-11-20")).not.toBe(await state("2026-11-19"));
  });

  it("hands the base on to the command", async () => {
    const variables = await run("affected -t check --base=main", { NX_BASE: "other" });
    const env = { NX_BASE: "other", NX_CONTRACTS_HASHED: against, ...variables };
    expect(runEnvironment(env)).toEqual({ base: "main", hashed: sha });
    expect(runEnvironment({ NX_BASE: "main" })).toEqual({ base: "main" });
    expect(runEnvironment({ NX_BASE: "", NX_CONTRACTS_HASHED: against })).toEqual({});
  });
});
