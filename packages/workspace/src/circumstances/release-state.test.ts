import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { releaseEnvironment } from "./ci-run.js";
import { releaseState } from "./release-state.js";

let root: string;
const git = (...args: readonly string[]) =>
  execFileSync("git", ["-c", "user.name=Ines", "-c", "user.email=ines@example.org", ...args], { cwd: root });

beforeAll(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), "state-"));
  git("init", "-q", "-b", "main");
  git("commit", "-q", "--allow-empty", "-m", "Begin");
});
afterAll(() => rmSync(root, { recursive: true }));

it("changes with the commit of the tag and what was tagged before, and with nothing else", async () => {
  const state = (tag: string) => releaseState(root, ".", tag);
  const first = await state("proto-v1");
  git("tag", "proto-v1");
  expect(await state("proto-v1")).toBe(first);
  writeFileSync(join(root, "work"), "");
  expect(await state("proto-v1")).toBe(first);
  // What is checked out is not what would be released.
  expect(await state("proto-v2")).toMatch(/^unknown /);
  rmSync(join(root, "work"));
  git("commit", "-q", "--allow-empty", "-m", "Next");
  expect(await state("proto-v1")).toBe(first);
  const second = await state("proto-v2");
  expect(second).not.toBe(first);
  git("tag", "proto-v1.1", "HEAD~1");
  expect(await state("proto-v2")).not.toBe(second);
});

it("is never the same twice where nobody says what is released", async () => {
  for (const tag of [undefined, "a\nb"])
    expect(await releaseState(root, ".", tag)).not.toBe(await releaseState(root, ".", tag));
  expect(await releaseState("/", ".", "proto-v1")).toMatch(/^unknown /);
});

it("takes the run from GitHub or GitLab, and a time only where it is one", () => {
  expect(releaseEnvironment({ GITHUB_RUN_ID: "7", CI_PIPELINE_ID: "8", CI_PROJECT_PATH: "acme/shows" })).toEqual({
    runId: "7",
    repository: "acme/shows",
  });
  expect(releaseEnvironment({ SOURCE_DATE_EPOCH: "0", GITHUB_RUN_NUMBER: "" })).toEqual({ epoch: 0 });
  for (const bad of ["-1", "1e9", "8589934592", "today", " 1"])
    expect(() => releaseEnvironment({ SOURCE_DATE_EPOCH: bad })).toThrow("no number of seconds");
});
