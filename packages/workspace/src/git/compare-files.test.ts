import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { changedFiles } from "./changed-files.js";
import { compareFiles } from "./compare-files.js";
import { findGit, type Git } from "./git.js";

const IDENTITY = ["-c", "user.name=Ines", "-c", "user.email=ines@example.org", "-c", "commit.gpgsign=false"];
const roots: string[] = [];

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** A repository whose first commit has `files`, and whose work tree `change` has changed since. */
function repository(
  files: { readonly [path: string]: string },
  change: (root: string) => void,
  format: readonly string[] = [],
): { readonly git: Git; readonly sha: string; readonly run: (...args: readonly string[]) => string } {
  const root = mkdtempSync(join(tmpdir(), "compare files "));
  roots.push(root);
  const run = (...args: readonly string[]) =>
    execFileSync("git", [...IDENTITY, ...args], { cwd: root, encoding: "utf8" });
  run("init", "-q", "-b", "main", ...format);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  run("add", "-A");
  run("commit", "-q", "-m", "Begin");
  change(root);
  const git = findGit(root);
  if (!git) throw new Error("There is a work tree.");
  return { git, sha: run("rev-parse", "HEAD").trim(), run };
}

/** What is said of paths, beside what `git diff` and `git ls-files` say. */
async function bothWays(git: Git, sha: string, paths: readonly string[]) {
  const { changed, undecided } = await compareFiles(git, sha, paths, (path) => existsSync(join(git.root, path)));
  const asked = undecided.length > 0 ? await changedFiles(git, sha, undecided) : [];
  const inOrder = (files: readonly { readonly path: string }[]) => files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return { own: inOrder([...changed, ...asked]), oracle: inOrder(await changedFiles(git, sha, paths)), undecided };
}

describe("files beside a commit", () => {
  const FILES = {
    "models/same.py": "a = 1\n",
    "models/changed.py": "a = 1\n",
    "models/gone.py": "a = 1\n",
    "models/grüße [1].py": "a = 1\n",
    "models/becomes a link.py": "a = 1\n",
    ".gitignore": "ignored.py\n",
  };
  const PATHS = [...Object.keys(FILES), "models/new.py", "models/ignored.py", "models/never.py"];
  const change = (root: string) => {
    writeFileSync(join(root, "models/changed.py"), "a = 2\n");
    writeFileSync(join(root, "models/grüße [1].py"), "a = 3\n");
    writeFileSync(join(root, "models/new.py"), "a = 1\n");
    writeFileSync(join(root, "models/ignored.py"), "a = 1\n");
    rmSync(join(root, "models/gone.py"));
  };

  test.each([
    ["sha1", []],
    ["sha256", ["--object-format=sha256"]],
  ])("are those that git says differ, by %s", async (_name, format) => {
    const { git, sha } = repository(FILES, change, format);
    const { own, oracle, undecided } = await bothWays(git, sha, PATHS);
    expect(own).toEqual(oracle);
    expect(own.map(({ path }) => path)).toEqual([
      "models/changed.py",
      "models/gone.py",
      "models/grüße [1].py",
      "models/new.py",
    ]);
    expect(undecided).toEqual(["models/new.py", "models/ignored.py"]);
  });

  test("are what git makes of them where it converts line ends or filters", async () => {
    const text = "a = 1\nb = 2\n";
    const files = {
      ".gitattributes": "*.py text eol=crlf\n*.up filter=up\n",
      "a.py": text,
      "b.py": text,
      "c.up": "up\n",
    };
    const { git, sha, run } = repository(files, (root) => {
      writeFileSync(join(root, "a.py"), text.replaceAll("\n", "\r\n"));
      writeFileSync(join(root, "b.py"), `${text.replaceAll("\n", "\r\n")}c = 3\r\n`);
      writeFileSync(join(root, "c.up"), "UP\n");
    });
    run("config", "filter.up.clean", "tr A-Z a-z");
    const { own, oracle } = await bothWays(git, sha, Object.keys(files));
    expect(own).toEqual(oracle);
    expect(own.map(({ path }) => path)).toEqual(["b.py"]);
  });

  test("leave links to git", async () => {
    const files = { "target.py": "a = 1\n", "other.py": "a = 1\n" };
    const { git, run } = repository(files, (root) => symlinkSync("target.py", join(root, "link.py")));
    run("add", "-A");
    run("commit", "-q", "-m", "Link");
    const sha = run("rev-parse", "HEAD").trim();
    rmSync(join(git.root, "link.py"));
    symlinkSync("other.py", join(git.root, "link.py"));
    const { own, oracle, undecided } = await bothWays(git, sha, ["link.py", "target.py"]);
    expect(undecided).toEqual(["link.py"]);
    expect(own).toEqual(oracle);
    expect(own.map(({ path }) => path)).toEqual(["link.py"]);
  });
});
