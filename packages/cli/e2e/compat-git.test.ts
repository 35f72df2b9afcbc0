import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Outcome, runCommand } from "./reference.js";

const COMMAND = resolve(import.meta.dirname, "../dist/main.js");
const top = realpathSync(mkdtempSync(join(tmpdir(), "nx contracts git é ")));
const origin = join(top, "origin");
const ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_AUTHOR_NAME: "Test",
  GIT_AUTHOR_EMAIL: "test@example.org",
  GIT_COMMITTER_NAME: "Test",
  GIT_COMMITTER_EMAIL: "test@example.org",
  GIT_ALLOW_PROTOCOL: "file",
  NX_BASE: "",
};

const git = (cwd: string, ...args: readonly string[]) =>
  execFileSync("git", args, { cwd, encoding: "utf8", env: { ...process.env, ...ENVIRONMENT }, stdio: "pipe" }).trim();

const show = (...fields: readonly string[]) =>
  `syntax = "proto3";\npackage shows.v1;\nmessage Show {\n${fields.map((field) => `  ${field}\n`).join("")}}\n`;

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function commit(folder: string, path: string, text: string): string {
  write(folder, path, text);
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "Change");
  return git(folder, "rev-parse", "HEAD");
}

const PROTO = "protos/shows/v1/show.proto";
const compat = (cwd: string, ...args: readonly string[]) =>
  runCommand(["compat", "protos", "--format", "json", ...args], cwd, ENVIRONMENT);

interface Finding {
  readonly rule: string;
  readonly subject: string;
}

function findings({ stdout, stderr }: Outcome): readonly string[] {
  if (stdout === "") throw new Error(stderr);
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly Finding[] };
  return diagnostics.map(({ rule, subject }) => `${rule} ${subject}`);
}

/** The command that a message says to run. */
function commandIn(stderr: string): string {
  const [, command] = /Run: (git fetch .*)$/m.exec(stderr) ?? [];
  if (command === undefined) throw new Error(`No command in: ${stderr}`);
  return command;
}

const YEAR = "compat/field-removed shows.v1.Show.year";
const RATING = "compat/field-removed shows.v1.Show.rating";
let forkPoint = "";

/** main: first (v1.9.0), second (v1.10.0), [feature leaves here], third, fourth; feature: two commits that drop `year`. */
beforeAll(() => {
  mkdirSync(origin);
  git(origin, "init", "--quiet", "--initial-branch=main");
  const all = ["string title = 1;", "int32 year = 2;", "int32 rating = 3;"];
  commit(origin, PROTO, show(...all));
  git(origin, "tag", "proto-v1.9.0");
  commit(origin, PROTO, show(...all, "string studio = 4;"));
  git(origin, "tag", "proto-v1.10.0");
  git(origin, "tag", "proto-v1.10.0-rc1");
  forkPoint = commit(origin, PROTO, show(...all, "string studio = 4;", "string genre = 5;"));
  git(origin, "checkout", "--quiet", "-b", "feature/year");
  commit(origin, "README.md", "Shows.\n");
  commit(origin, PROTO, show("string title = 1;", "int32 rating = 3;", "string studio = 4;", "string genre = 5;"));
  git(origin, "checkout", "--quiet", "main");
  commit(origin, "protos/other.proto", show("string other = 1;").replace("shows", "other"));
  // Only main has it: not of the feature's history.
  git(origin, "tag", "proto-v2.0.0");
  commit(origin, PROTO, show(...all, "string studio = 4;", "string genre = 5;", "string more = 6;"));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

let clones = 0;
function clone(...args: readonly string[]): string {
  const folder = join(top, `clone ${clones++}`);
  git(top, "clone", "--quiet", ...args, pathToFileURL(origin).href, folder);
  return folder;
}

const FEATURE = ["--branch", "feature/year"];

describe("a shallow clone", () => {
  test.each([
    ["of the branch alone", [], []],
    ["with both branches", ["+refs/heads/main:refs/remotes/origin/main"], []],
    ["and a base commit", [], ["--base", "COMMIT"]],
    ["and a base in the notation of revisions", [], ["--base", "origin/main~2"]],
    ["and a ref", [], ["--against", "HEAD~2"]],
    ["and a branch", [], ["--against", "main~2"]],
    ["and a commit", [], ["--against", "COMMIT"]],
    ["and a tag", [], ["--against", "proto-v1.10.0"]],
    ["and the newest tag", [], ["--against", "tag:proto-v*"]],
  ])("%s says what to fetch, and is right then", async (_, fetched, typed) => {
    const args = typed.map((each) => (each === "COMMIT" ? forkPoint : each));
    const folder = clone("--depth", "1", ...FEATURE);
    if (fetched.length > 0) git(folder, "fetch", "--quiet", "--depth", "1", "origin", ...fetched);
    const first = await compat(folder, ...args);
    expect(first.status).toBe(2);
    expect(first.stderr).toContain("shallow");
    execFileSync("sh", ["-c", commandIn(first.stderr)], {
      cwd: folder,
      env: { ...process.env, ...ENVIRONMENT },
      stdio: "pipe",
    });
    const second = await compat(folder, ...args);
    const full = clone(...FEATURE);
    expect(findings(second)).toEqual(findings(await compat(full, ...args)));
    expect(findings(second)).toEqual([YEAR]);
    expect(second.status).toBe(1);
  });

  test("with a detached HEAD, as continuous integration has it, is told the same", async () => {
    const folder = join(top, "detached");
    git(top, "init", "--quiet", folder);
    git(folder, "remote", "add", "origin", pathToFileURL(origin).href);
    git(folder, "fetch", "--quiet", "--depth", "1", "origin", "feature/year");
    git(folder, "checkout", "--quiet", "FETCH_HEAD");
    const first = await compat(folder);
    expect(first.status).toBe(2);
    execFileSync("sh", ["-c", commandIn(first.stderr)], {
      cwd: folder,
      env: { ...process.env, ...ENVIRONMENT },
      stdio: "pipe",
    });
    expect(findings(await compat(folder))).toEqual([YEAR]);
  });

  test("does not take an older common commit for the merge base", async () => {
    const source = join(top, "criss");
    git(top, "init", "--quiet", "--initial-branch=main", source);
    const base = commit(source, PROTO, show("string title = 1;", "int32 year = 2;"));
    const fields = ["string title = 1;", "int32 year = 2;", "int32 rating = 3;"];
    for (let at = 0; at < 5; at++) commit(source, "README.md", `${at}\n`);
    commit(source, PROTO, show(...fields));
    git(source, "checkout", "--quiet", "-b", "side");
    for (let at = 0; at < 6; at++) commit(source, "SIDE.md", `${at}\n`);
    git(source, "checkout", "--quiet", "-b", "feature", base);
    git(source, "merge", "--quiet", "--no-ff", "--no-edit", "side");
    commit(source, PROTO, show("string title = 1;", "int32 year = 2;"));
    git(source, "checkout", "--quiet", "main");
    commit(source, "MAIN.md", "1\n");
    const folder = join(top, "criss clone");
    git(top, "clone", "--quiet", "--depth", "4", "--branch", "feature", pathToFileURL(source).href, folder);
    git(folder, "fetch", "--quiet", "--depth", "20", "origin", "main:refs/remotes/origin/main");
    git(folder, "fetch", "--quiet", "--depth", "4", "origin", "feature");
    const { status, stdout, stderr } = await compat(folder);
    expect(findings(await compat(source, "--base", "main"))).toEqual([]);
    git(source, "checkout", "--quiet", "feature");
    expect(findings(await compat(source))).toEqual([RATING]);
    if (status === 2) expect(stderr).toContain("git fetch --unshallow");
    else expect(findings({ status, stdout, stderr })).toEqual([RATING]);
  });
});

describe("the base branch", () => {
  test("is found as origin/main, and as a commit in NX_BASE", async () => {
    const folder = clone(...FEATURE);
    expect(git(folder, "branch", "--list", "main")).toBe("");
    expect(findings(await compat(folder))).toEqual([YEAR]);
    expect(findings(await compat(folder, "--against", "main~2"))).toEqual([YEAR]);
    const named = await runCommand(["compat", "protos", "--format", "json"], folder, {
      ...ENVIRONMENT,
      NX_BASE: forkPoint,
    });
    expect(findings(named)).toEqual([YEAR]);
    git(folder, "checkout", "--quiet", "--detach");
    expect(findings(await compat(folder))).toEqual([YEAR]);
  });

  test("that does not exist is exit 2 with the command that fetches it", async () => {
    const folder = clone("--single-branch", ...FEATURE);
    const { status, stderr } = await compat(folder, "--base", "main");
    expect(status).toBe(2);
    const command = /git fetch .*/.exec(stderr)?.[0] ?? "";
    execFileSync("sh", ["-c", command], { cwd: folder, env: { ...process.env, ...ENVIRONMENT }, stdio: "pipe" });
    expect(findings(await compat(folder, "--base", "main"))).toEqual([YEAR]);
  });

  test("is not a commit: nothing is compared before the first one", async () => {
    const folder = join(top, "unborn");
    git(top, "init", "--quiet", "--initial-branch=main", folder);
    write(folder, PROTO, show("string title = 1;"));
    expect(await compat(folder)).toMatchObject({ status: 0 });
    const { status, stderr } = await compat(folder, "--against", "HEAD");
    expect(status).toBe(2);
    expect(stderr).toContain("`HEAD`");
  });
});

describe("tags", () => {
  test("the newest by version that leads here is taken, a release ahead of its candidates", async () => {
    const folder = clone(...FEATURE);
    const { stdout } = await compat(folder, "--against", "tag:proto-v*");
    expect(stdout).toContain('"baseline": "proto-v1.10.0"');
    for (const [key, value] of [
      ["column.ui", "always"],
      ["color.ui", "always"],
      ["tag.sort", "creatordate"],
      ["diff.noprefix", "true"],
      ["diff.relative", "true"],
      ["diff.external", "false"],
      ["core.quotePath", "true"],
    ]) {
      git(folder, "config", key ?? "", value ?? "");
    }
    expect((await compat(folder, "--against", "tag:proto-v*")).stdout).toBe(stdout);
  });

  test("none that matches is exit 2", async () => {
    const { status, stderr } = await compat(clone(...FEATURE), "--against", "tag:nothing-*");
    expect(status).toBe(2);
    expect(stderr).toContain("`nothing-*`");
    expect(commandIn(stderr)).toBe("git fetch --tags origin");
  });

  test("those that were not fetched are after the command that is said", async () => {
    const folder = clone("--no-tags", ...FEATURE);
    const { status, stderr } = await compat(folder, "--against", "tag:proto-v*");
    expect(status).toBe(2);
    execFileSync("sh", ["-c", commandIn(stderr)], {
      cwd: folder,
      env: { ...process.env, ...ENVIRONMENT },
      stdio: "pipe",
    });
    expect(findings(await compat(folder, "--against", "tag:proto-v*"))).toEqual([YEAR]);
  });
});

describe("refs", () => {
  test.each([
    "--output=x",
    "-n",
    "ref:--all",
    "ref:-h",
    "HEAD^{tree}",
    "ref:",
    "HEAD:protos",
    "a b",
    "..",
    "@{-9}",
    "\u0007",
    "x".repeat(5000),
    "main..HEAD",
    "^HEAD",
  ])("%j is never an option, and exit 2", async (ref) => {
    const folder = clone(...FEATURE);
    const { status, stderr } = await compat(folder, `--against=${ref}`);
    if (ref === "..") return;
    expect(status).toBe(2);
    expect(stderr).not.toMatch(/bug in nx-contracts|\n\s+at /);
    expect(git(folder, "status", "--porcelain")).toBe("");
  });

  test("a folder wins over a branch of its name, unless it is said to be a ref", async () => {
    const folder = clone(...FEATURE);
    git(folder, "branch", "old", forkPoint);
    write(folder, `old/shows/v1/show.proto`, show("string title = 1;", "int32 rating = 3;", "bytes lost = 9;"));
    const lost = "compat/field-removed shows.v1.Show.lost";
    expect(findings(await compat(folder, "--against", "old"))).toEqual([lost]);
    expect(findings(await compat(folder, "--against", "ref:old"))).toEqual([YEAR]);
    for (const word of ["branch", "ref", "commit"])
      expect(findings(await compat(folder, "--against", `.git#${word}=old`))).toEqual([YEAR]);
    expect(findings(await compat(folder, "--against", ".git#tag=proto-v1.10.0"))).toEqual([YEAR]);
    expect(findings(await compat(folder, "--against", ".git#branch=main~2"))).toEqual([YEAR]);
    expect(findings(await compat(folder, "--against", ".git#branch=old,subdir=protos"))).toEqual([YEAR]);
  });

  test("an ambiguous name of two is one of them, and none is refused", async () => {
    const folder = clone(...FEATURE);
    git(folder, "branch", "twice", forkPoint);
    git(folder, "tag", "twice", forkPoint);
    expect(findings(await compat(folder, "--against", "twice"))).toEqual([YEAR]);
  });
});

describe("the place of the work tree", () => {
  test("may be a linked work tree", async () => {
    const folder = join(top, "linked work tree");
    git(clone(...FEATURE), "worktree", "add", "--quiet", "--detach", folder, "origin/feature/year");
    expect(findings(await compat(folder, "--base", "main"))).toEqual([YEAR]);
  });

  test("may be anywhere: spaces and letters of all scripts, in folders and protos", async () => {
    const folder = join(top, "ordner 進撃 ß [x]*?");
    git(top, "clone", "--quiet", ...FEATURE, pathToFileURL(origin).href, folder);
    commit(folder, "protos/ä [b]/進撃 の.proto", show("string a = 1;", "string b = 2;").replaceAll("shows", "deep"));
    write(folder, "protos/ä [b]/進撃 の.proto", show("string a = 1;").replaceAll("shows", "deep"));
    expect(findings(await compat(folder, "--against", "HEAD"))).toEqual(["compat/field-removed deep.v1.Show.b"]);
    const lines = await runCommand(
      ["compat", "protos", "--against", "HEAD", "--format", "buf-json"],
      folder,
      ENVIRONMENT,
    );
    expect(JSON.parse(lines.stdout)).toMatchObject({ path: "protos/ä [b]/進撃 の.proto", type: "FIELD_NO_DELETE" });
    const below = await runCommand(
      ["compat", "ä [b]", "--against", "HEAD", "--format", "json"],
      join(folder, "protos"),
      ENVIRONMENT,
    );
    expect(findings(below)).toEqual(["compat/field-removed deep.v1.Show.b"]);
  });

  test("may be above that of nx.json", async () => {
    const folder = join(top, "above");
    git(top, "init", "--quiet", "--initial-branch=main", folder);
    write(folder, "web/nx.json", '{ "defaultBase": "trunk" }');
    commit(folder, `web/${PROTO}`, show("string title = 1;", "int32 year = 2;"));
    git(folder, "branch", "trunk");
    commit(folder, `web/${PROTO}`, show("string title = 1;"));
    expect(findings(await compat(join(folder, "web")))).toEqual([YEAR]);
    expect(findings(await compat(join(folder, "web"), "--against", "HEAD~1"))).toEqual([YEAR]);
    const outside = await runCommand(
      ["compat", "web/protos", "--against", "trunk", "--format", "json"],
      folder,
      ENVIRONMENT,
    );
    expect(findings(outside)).toEqual([YEAR]);
  });

  test("may be a submodule", async () => {
    const folder = join(top, "super");
    git(top, "init", "--quiet", "--initial-branch=main", folder);
    git(
      folder,
      "-c",
      "protocol.file.allow=always",
      "submodule",
      "--quiet",
      "add",
      "-b",
      "feature/year",
      pathToFileURL(origin).href,
      "shows",
    );
    commit(folder, "README.md", "Super.\n");
    expect(findings(await compat(join(folder, "shows")))).toEqual([YEAR]);
    const across = await runCommand(
      ["compat", "shows/protos", "--base", "main", "--format", "json"],
      folder,
      ENVIRONMENT,
    );
    expect(findings(across)).toEqual([YEAR]);
    // The repository around it does not see into it.
    const around = await runCommand(["compat", ".", "--against", "HEAD"], folder, ENVIRONMENT);
    expect(around.stderr).toBe("");
    expect(around.status).toBe(0);
  });

  test("may be reached through a link, from inside and outside", async () => {
    const folder = clone(...FEATURE);
    symlinkSync("protos", join(folder, "link"));
    symlinkSync(join(folder, "protos"), join(top, "link from outside"));
    symlinkSync(folder, join(top, "link to all"));
    const through = (cwd: string, path: string) => runCommand(["compat", path, "--format", "json"], cwd, ENVIRONMENT);
    expect(findings(await through(folder, "link"))).toEqual([YEAR]);
    expect(findings(await through(join(top, "link to all"), "protos"))).toEqual([YEAR]);
    expect(findings(await through(top, "link from outside"))).toEqual([YEAR]);
    expect(findings(await through(join(folder, "link"), "."))).toEqual([YEAR]);
  });

  test("is said to be missing where there is none", async () => {
    const folder = mkdtempSync(join(tmpdir(), "no git "));
    write(folder, PROTO, show("string title = 1;"));
    for (const args of [[], ["--against", "main"], ["--against", "tag:v*"]]) {
      const { status, stderr } = await compat(folder, ...args);
      expect(status).toBe(2);
      expect(stderr).toContain("no git work tree");
    }
    rmSync(folder, { recursive: true });
  });
});

describe("the state of the work tree", () => {
  test("may have other ends of lines than the commit", async () => {
    const folder = clone("-c", "core.autocrlf=true", ...FEATURE);
    const { stdout } = await runCommand(["compat", "protos", "--format", "buf-json"], folder, ENVIRONMENT);
    const peer = await runCommand(["compat", "protos", "--format", "buf-json"], clone(...FEATURE), ENVIRONMENT);
    expect(stdout).toBe(peer.stdout);
    expect(findings(await compat(folder))).toEqual([YEAR]);
    expect(findings(await compat(folder, "--against", "HEAD"))).toEqual([]);
  });

  test("may be in the middle of a merge", async () => {
    const folder = clone(...FEATURE);
    commit(folder, PROTO, show("string title = 1;", "int32 rating = 3;", "string studio = 4;", "string mine = 9;"));
    expect(() => git(folder, "merge", "origin/main")).toThrow();
    const broken = await compat(folder, "--against", "HEAD");
    expect(broken.status).toBe(1);
    expect(findings(broken)).toEqual([`compat/uncomparable ${PROTO}:7:1`]);
    write(folder, PROTO, show("string title = 1;", "int32 rating = 3;", "string studio = 4;"));
    expect(findings(await compat(folder, "--against", "HEAD"))).toEqual(["compat/field-removed shows.v1.Show.mine"]);
    expect(findings(await compat(folder))).toContain(YEAR);
  });

  test("may be that of a commit about to be made, in its hook", async () => {
    const folder = clone(...FEATURE);
    const hook = join(folder, ".git/hooks/pre-commit");
    const line = `"${process.execPath}" "${COMMAND}" compat protos --against HEAD --format json >"$OUT" 2>"$OUT.err"; echo $? >"$OUT.status"`;
    write(folder, ".git/hooks/pre-commit", `#!/bin/sh\nOUT="$PWD/../hook"\n${line}\nexit 0\n`);
    chmodSync(hook, 0o755);
    write(folder, PROTO, show("string title = 1;", "string studio = 4;"));
    const heard = () => execFileSync("cat", [join(top, "hook.err"), join(top, "hook")], { encoding: "utf8" });
    for (const args of [["--all"], ["--only", "--", PROTO], ["--amend", "--all"]]) {
      git(folder, "commit", "--quiet", "--message", "Change", ...args);
      expect(heard()).toContain("shows.v1.Show.rating");
      git(folder, "reset", "--quiet", "--soft", "HEAD~1");
      if (args.includes("--amend")) break;
    }
  });

  test("is that of the folder, whatever repository a hook runs for", async () => {
    const folder = clone(...FEATURE);
    const other = clone();
    const environment = {
      ...ENVIRONMENT,
      GIT_DIR: join(other, ".git"),
      GIT_WORK_TREE: other,
      GIT_INDEX_FILE: join(other, ".git/index"),
      GIT_PREFIX: "protos/",
    };
    const { status, stdout, stderr } = await runCommand(["compat", "protos", "--format", "json"], folder, environment);
    expect(stderr).toBe("");
    expect(findings({ status, stdout, stderr })).toEqual([YEAR]);
    expect(
      findings(
        await runCommand(["compat", "protos", "--format", "json"], folder, {
          ...ENVIRONMENT,
          GIT_DIR: ".git",
          GIT_INDEX_FILE: ".git/index",
        }),
      ),
    ).toEqual([YEAR]);
  });

  test("may have a link where a proto was", async () => {
    const folder = clone(...FEATURE);
    rmSync(join(folder, PROTO));
    write(folder, "elsewhere.proto", show("string title = 1;", "string studio = 4;", "string genre = 5;"));
    symlinkSync(join(folder, "elsewhere.proto"), join(folder, PROTO));
    expect(findings(await compat(folder, "--against", "HEAD"))).toEqual([RATING]);
  });

  test("holds nothing that was ever read as a command", () => {
    const { status } = spawnSync("git", ["fsck"], { cwd: origin });
    expect(status).toBe(0);
  });
});
