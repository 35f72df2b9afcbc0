import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findGit, type Git } from "../git/git.js";
import { findEarlier, findTagged } from "./find-tags.js";
import { parseTag } from "./tag.js";

const PATTERN = "proto-v*";

let root: string;
let git: Git;
const run = (...args: readonly string[]) =>
  execFileSync("git", ["-c", "user.name=Ines", "-c", "user.email=ines@example.org", ...args], {
    cwd: root,
    encoding: "utf8",
  }).trim();
const commit = (message: string, ...tags: readonly string[]) => {
  run("commit", "-q", "--allow-empty", "-m", message);
  for (const tag of tags) run("tag", "-a", "-m", tag, tag);
};

/** Two lines of history: 1, 2, 2.1, 10 and a candidate of 11 on `main`; 3 and nothing else on `aside`. */
beforeAll(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), "tags-"));
  run("init", "-q", "-b", "main");
  commit("Begin", "proto-v1", "app-v9");
  commit("Second", "proto-v2");
  run("checkout", "-q", "-b", "aside");
  commit("Third", "proto-v3");
  run("checkout", "-q", "main");
  commit("More", "proto-v2.1", "proto-v10", "proto-vnext");
  commit("Candidate", "proto-v11-rc.1");
  commit("Last");
  const found = findGit(root);
  if (found === undefined) throw new Error("There is no repository.");
  git = found;
});
afterAll(() => rmSync(root, { recursive: true }));

it.each([
  ["proto-v11", "HEAD", "proto-v10"],
  ["proto-v11-rc.2", "HEAD", "proto-v10"],
  ["proto-v10", "proto-v10", "proto-v2.1"],
  ["proto-v2.1", "proto-v2.1", "proto-v2"],
  ["proto-v3", "proto-v3", "proto-v2"],
  ["proto-v3.1", "aside", "proto-v3"],
  ["proto-v2", "proto-v2", "proto-v1"],
  ["proto-v1", "proto-v1", undefined],
  ["proto-v5", "HEAD", "proto-v10"],
  ["proto-vx", "proto-v2", "proto-v2"],
])("before %s at %s comes %s", async (name, ref, earlier) => {
  const sha = run("rev-parse", `${ref}^{commit}`);
  expect((await findEarlier(git, parseTag(name, PATTERN), PATTERN, sha))?.name).toBe(earlier);
});

it("finds the commit of exactly that tag, and what is checked out where there is none", async () => {
  const [head, second] = ["HEAD", "proto-v2"].map((ref) => run("rev-parse", `${ref}^{commit}`));
  expect(await findTagged(git, "proto-v2")).toMatchObject({ sha: second, isTagged: true });
  for (const name of ["proto-v2~1", "proto-v2^{commit}", "main", "proto-v2 ", "proto-v*", "-proto", "a\nb", ""])
    expect(await findTagged(git, name)).toMatchObject({ sha: head, isTagged: false });
});

it("refuses a tag of something else than a commit, and a repository without any", async () => {
  run("tag", "proto-v99", run("rev-parse", "HEAD^{tree}"));
  await expect(findTagged(git, "proto-v99")).rejects.toThrow("stands for no commit");
  run("tag", "-d", "proto-v99");
  const empty = join(root, "empty");
  run("init", "-q", empty);
  const found = findGit(empty);
  await expect(found && findTagged(found, "proto-v1")).rejects.toThrow("Nothing is committed yet");
});
