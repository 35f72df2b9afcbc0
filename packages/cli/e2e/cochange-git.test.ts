import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Outcome, runCommand } from "./reference.js";

const ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_AUTHOR_NAME: "Test",
  GIT_AUTHOR_EMAIL: "test@example.org",
  GIT_COMMITTER_NAME: "Test",
  GIT_COMMITTER_EMAIL: "test@example.org",
  GIT_ALLOW_PROTOCOL: "file",
  NX_BASE: "",
};
const MODEL = "models/show.py";
const MIRROR = "protos/show.proto";
const CONTRACTS = `name: shows
contracts:
  - id: shows
    kind: event
    source: { reader: pydantic, files: [models/show.py] }
    mirrors: [{ reader: proto, files: [protos/*.proto] }]
`;

const model = (...fields: readonly string[]) =>
  `from pydantic import BaseModel\n\n\nclass Show(BaseModel):\n${fields.map((field) => `    ${field}: str\n`).join("")}`;
const proto = (...fields: readonly string[]) =>
  `syntax = "proto3";\npackage shows.v1;\nmessage Show {\n${fields.map((field, i) => `  string ${field} = ${i + 1};\n`).join("")}}\n`;

let top: string;
let origin: string;
let clones: number;

const git = (cwd: string, ...args: readonly string[]) =>
  execFileSync("git", args, { cwd, encoding: "utf8", env: { ...process.env, ...ENVIRONMENT }, stdio: "pipe" }).trim();

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function commit(folder: string, files: { readonly [path: string]: string } = {}): string {
  for (const [path, text] of Object.entries(files)) write(folder, path, text);
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", "Change");
  return git(folder, "rev-parse", "HEAD");
}

function clone(...args: readonly string[]): string {
  const folder = join(top, `clone ${clones++}`);
  git(top, "clone", "--quiet", ...args, pathToFileURL(origin).href, folder);
  return folder;
}

const run = (cwd: string, ...args: readonly string[]) =>
  runCommand(["cochange", "--format", "json", ...args], cwd, ENVIRONMENT);

function findings({ stdout, stderr }: Outcome): readonly string[] {
  if (stdout === "") throw new Error(stderr);
  const { diagnostics } = JSON.parse(stdout) as {
    readonly diagnostics: readonly { readonly rule: string; readonly subject: string }[];
  };
  return diagnostics.map(({ rule, subject }) => `${rule} ${subject}`);
}

const cochange = async (cwd: string, ...args: readonly string[]) => findings(await run(cwd, ...args));

const YEAR = "cochange/mirror-not-updated shows:Show.year";

/** `main` has a model and a proto that agree; the branch `feature` adds `year` to the model alone. */
beforeEach(() => {
  clones = 0;
  top = realpathSync(mkdtempSync(join(tmpdir(), "nx contracts cochange é ")));
  origin = join(top, "origin");
  mkdirSync(origin);
  git(origin, "init", "--quiet", "--initial-branch=main");
  commit(origin);
  commit(origin, { "contracts.yaml": CONTRACTS, [MODEL]: model("title"), [MIRROR]: proto("title") });
  git(origin, "checkout", "--quiet", "-b", "feature");
  commit(origin, { [MODEL]: model("title", "year") });
  git(origin, "checkout", "--quiet", "main");
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

const FEATURE = ["--branch", "feature"];

describe("main changes the proto, the branch only the model", () => {
  test("is reported before and after main moves, before and after a fetch, and gone once the branch has both", async () => {
    const folder = clone(...FEATURE);
    expect(await cochange(folder)).toEqual([YEAR]);
    commit(origin, { [MIRROR]: proto("title", "year") });
    expect(await cochange(folder), "main moved").toEqual([YEAR]);
    git(folder, "fetch", "--quiet", "origin");
    expect(await cochange(folder), "main fetched").toEqual([YEAR]);
    git(folder, "merge", "--quiet", "--no-edit", "origin/main");
    expect(await cochange(folder), "main merged").toEqual([]);
  });

  test("and after a rebase", async () => {
    commit(origin, { [MIRROR]: proto("title", "year") });
    const folder = clone(...FEATURE);
    git(folder, "rebase", "--quiet", "origin/main");
    expect(await cochange(folder)).toEqual([]);
  });
});

test("a commit of main that nobody merged neither satisfies nor breaks", async () => {
  commit(origin, { [MODEL]: model("title", "studio"), [MIRROR]: proto("title", "studio", "more") });
  const folder = clone(...FEATURE);
  expect(await cochange(folder)).toEqual([YEAR]);
});

test("the same in every clone: of a branch, detached, in a work tree of its own, as a submodule", async () => {
  const first = clone(...FEATURE);
  const reports = [await run(first)];
  const detached = clone(...FEATURE);
  git(detached, "checkout", "--quiet", "--detach");
  reports.push(await run(detached));
  const second = join(top, "work tree");
  git(first, "checkout", "--quiet", "--detach");
  git(first, "worktree", "add", "--quiet", second, "feature");
  reports.push(await run(second));
  const outer = join(top, "outer");
  mkdirSync(outer);
  git(outer, "init", "--quiet");
  git(outer, "submodule", "--quiet", "add", "-b", "feature", pathToFileURL(origin).href, "shows");
  git(join(outer, "shows"), "fetch", "--quiet", "origin");
  reports.push(await run(join(outer, "shows")));
  for (const { stdout } of reports) expect(stdout).toBe(reports[0]?.stdout);
  expect(findings(reports[0] ?? { status: 0, stdout: "", stderr: "" })).toEqual([YEAR]);
});

test("the merge commit that a host makes of a pull request is compared with the base", async () => {
  commit(origin, { "README.md": "Shows.\n" });
  const folder = clone();
  git(folder, "checkout", "--quiet", "--detach", "origin/main");
  git(folder, "merge", "--quiet", "--no-ff", "--no-edit", "origin/feature");
  expect(await cochange(folder)).toEqual([YEAR]);
});

describe("a shallow clone", () => {
  test.each([
    ["of the branch alone", []],
    ["with a tip of main", ["+refs/heads/main:refs/remotes/origin/main"]],
  ])("%s is exit 2 with the command to run, and right after it", async (_what, fetched) => {
    const folder = clone("--depth", "1", ...FEATURE);
    if (fetched.length > 0) git(folder, "fetch", "--quiet", "--depth", "1", "origin", ...fetched);
    const { status, stderr } = await run(folder);
    expect(status).toBe(2);
    const [, command = ""] = /Run: (git fetch .*)$/m.exec(stderr) ?? [];
    execFileSync("sh", ["-c", command], { cwd: folder, env: { ...process.env, ...ENVIRONMENT }, stdio: "pipe" });
    expect(await cochange(folder)).toEqual([YEAR]);
  });
});

describe("no base", () => {
  test("is one warning, in `cochange` and in `check`", async () => {
    const folder = join(top, "alone");
    mkdirSync(folder);
    git(folder, "init", "--quiet", "--initial-branch=main");
    commit(folder, {
      "contracts.yaml": CONTRACTS,
      "nx.json": '{ "defaultBase": "trunk" }\n',
      [MODEL]: model("title"),
      [MIRROR]: proto("title"),
    });
    expect(await cochange(folder)).toEqual(["compat/baseline-missing shows:merge-base"]);
    const checked = await runCommand(["check", "--format", "json"], folder, ENVIRONMENT);
    expect(findings(checked).filter((finding) => finding.includes("baseline"))).toHaveLength(1);
    const asked = await run(folder, "--base", "trunk");
    expect(asked.status).toBe(2);
    // There is nothing to fetch from.
    expect(asked.stderr + checked.stdout).not.toContain("git fetch");
  });

  test("outside git is told as compat tells it, and before the first commit there is nothing to say", async () => {
    const folder = join(top, "outside");
    const files = { "contracts.yaml": CONTRACTS, [MODEL]: model("title", "year"), [MIRROR]: proto("title") };
    for (const [path, text] of Object.entries(files)) write(folder, path, text);
    for (const verb of ["cochange", "compat"]) {
      const outcome = await runCommand([verb, "--format", "json"], folder, ENVIRONMENT);
      expect([outcome.status, findings(outcome)]).toEqual([0, ["compat/baseline-missing shows:merge-base"]]);
      expect(outcome.stdout).toContain("in no git work tree");
      const named = await runCommand([verb, "--base", "main"], folder, ENVIRONMENT);
      expect([named.status, named.stderr]).toEqual([2, expect.stringContaining("in no git work tree")]);
    }
    expect((await runCommand(["compat", "--against", "."], folder, ENVIRONMENT)).status).toBe(0);
    const checked = await runCommand(["check", "--base", "main"], folder, ENVIRONMENT);
    expect([checked.status, checked.stderr.match(/in no git work tree/g)]).toEqual([2, ["in no git work tree"]]);
    git(folder, "init", "--quiet");
    expect(await run(folder)).toMatchObject({ status: 0 });
  });
});

test("a ref that is named counts as a base: what it alone has is not asked for", async () => {
  commit(origin, { [MODEL]: model("title", "studio") });
  git(origin, "tag", "v1.0.0");
  const folder = clone(...FEATURE);
  expect(await cochange(folder, "--against", "v1.0.0")).toEqual([YEAR]);
  expect(await cochange(folder, "--against", "HEAD")).toEqual([]);
  expect(await run(folder, "--against", "models")).toMatchObject({ status: 2 });
});

describe("the work tree", () => {
  test("counts as it is: not committed, staged, and not added yet", async () => {
    const folder = clone();
    write(folder, MODEL, model("title", "year"));
    expect(await cochange(folder)).toEqual([YEAR]);
    git(folder, "add", "--all");
    expect(await cochange(folder)).toEqual([YEAR]);
    // A new proto that nobody has added says what is missing.
    write(folder, MIRROR, 'syntax = "proto3";\npackage shows.v1;\n');
    write(folder, "protos/more.proto", proto("title", "year"));
    expect(await cochange(folder)).toEqual([]);
  });

  test("with line ends of Windows says the same", async () => {
    const folder = clone(...FEATURE);
    for (const [path, text] of [
      [MODEL, model("title", "year")],
      [MIRROR, proto("title")],
    ] as const)
      write(folder, path, text.replaceAll("\n", "\r\n"));
    expect(await cochange(folder)).toEqual([YEAR]);
  });

  test("a file under another name is the same file", async () => {
    const folder = clone();
    git(folder, "mv", MIRROR, "protos/programme.proto");
    expect(await cochange(folder)).toEqual([]);
    write(folder, "protos/programme.proto", proto("title", "year"));
    expect(await cochange(folder)).toEqual(["cochange/source-not-updated shows:Show.year"]);
  });

  test("a proto that is gone took with it what the model still has", async () => {
    commit(origin, {
      "protos/studio.proto": proto("name").replace("Show", "Studio"),
      [MODEL]: `${model("title")}\n\nclass Studio(BaseModel):\n    name: str\n`,
    });
    const folder = clone();
    rmSync(join(folder, "protos/studio.proto"));
    expect(await cochange(folder)).toEqual(["cochange/source-not-updated shows:Studio"]);
  });

  test("what a model imports counts as its own", async () => {
    const base = "from pydantic import BaseModel\n\n\nclass Named(BaseModel):\n    title: str\n";
    const show = "from models.named import Named\n\n\nclass Show(Named):\n    pass\n";
    const two = CONTRACTS.replace("[models/show.py]", "[models/show.py, models/named.py], roots: [.]").replace(
      "    mirrors",
      "    ignore: [{ subject: Named, reason: A base only. }]\n    mirrors",
    );
    commit(origin, { "contracts.yaml": two, "models/named.py": base, [MODEL]: show });
    const folder = clone();
    write(folder, "models/named.py", base.replace("title: str", "title: bytes"));
    expect(await cochange(folder)).toEqual(["cochange/mirror-not-updated shows:Show.title"]);
  });

  test("a link, a file that is no text and one that git forgot are errors or nothing, never a crash", async () => {
    const folder = clone();
    writeFileSync(join(folder, MODEL), Buffer.from([0xff, 0xfe, 0x00]));
    expect(await cochange(folder)).toEqual([expect.stringMatching(/^read\//)]);
    git(folder, "checkout", "--quiet", "--", MODEL);
    git(folder, "rm", "--quiet", "--cached", MODEL);
    expect(await cochange(folder)).toEqual([]);
  });
});
