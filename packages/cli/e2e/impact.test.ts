import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Impact } from "@nx-contracts/engine/impact";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ConsumerWorkspace, createConsumers } from "./consumers.js";
import { PROTO, READERS } from "./consumer-files.js";

let workspace: ConsumerWorkspace;

beforeAll(async () => {
  workspace = await createConsumers();
});
afterEach(() => {
  workspace.git("reset", "-q", "--hard", "main");
  workspace.git("clean", "-q", "-f", "-d");
});
afterAll(() => workspace.remove());

async function impact(...args: readonly string[]): Promise<Impact> {
  const { stdout, stderr } = await workspace.run("impact", "--format", "json", ...args);
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as Impact;
}

const placesOf = ({ projects }: Impact) =>
  projects.flatMap(({ uses }) => uses.map(({ at }) => `${at.file}:${at.line}`)).sort();

test("says so when nothing changed", async () => {
  expect(await workspace.run("impact")).toEqual({
    status: 0,
    stdout: "No contract changed between merge-base with main and working tree: nothing is reached.\n",
    stderr: "",
  });
  expect(await workspace.run("impact", "--affected-projects")).toEqual({ status: 0, stdout: "", stderr: "" });
});

describe("removing a field that four languages read", () => {
  beforeEach(() => workspace.replace(PROTO, "  int32 score = 3;\n", '  reserved 3;\n  reserved "score";\n'));

  test("is one place in each, and no decoy", async () => {
    const found = await impact();
    expect(placesOf(found)).toEqual(workspace.reads);
    expect(found.subjects.map(({ subject, happening }) => [subject, happening])).toEqual([
      ["shows:Show.score", "removed"],
    ]);
    const certain = found.projects.flatMap(({ uses }) => uses.filter(({ certainty }) => certainty === "certain"));
    const decoys = certain.filter(({ at }) => workspace.decoys.includes(`${at.file}:${at.line}`));
    expect(decoys).toEqual([]);
  });

  test("names who uses the message only, and nobody who does not", async () => {
    const { projects } = await impact();
    expect(projects.filter(({ reach }) => reach === "message").map(({ name }) => name)).toEqual(["archive"]);
    expect(projects.map(({ name }) => name)).not.toContain("weather");
  });

  test.each([
    ["text", "impact.txt"],
    ["markdown", "impact.md"],
    ["json", "impact.json"],
  ])("as %s", async (format, file) => {
    const { stdout } = await workspace.run("impact", "--format", format);
    await expect(stdout).toMatchFileSnapshot(join(import.meta.dirname, "fixtures/impact", file));
  });

  test("names the code owners of the projects", async () => {
    workspace.write(".github/CODEOWNERS", "* @everyone\n/libs/page/ @web\n/libs/search/*.go @search @ranking\n");
    const { projects } = await impact();
    expect(Object.fromEntries(projects.map(({ name, owners }) => [name, owners]))).toMatchObject({
      archive: ["@everyone"],
      page: ["@web"],
      search: ["@ranking", "@search"],
    });
  });

  test("gives the names for `nx run-many -p`", async () => {
    const { stdout } = await workspace.run("impact", "--affected-projects");
    expect(stdout).toBe("digest,page,player,search,archive\n");
  });

  test("writes a page to a file", async () => {
    const { status, stdout, stderr } = await workspace.run("impact", "--format", "html", "--output", "impact.html");
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "Wrote protos/impact.html.\n" });
    const page = readFileSync(join(workspace.root, "protos/impact.html"), "utf8");
    for (const place of workspace.reads) expect(page.replaceAll("<wbr>", "")).toContain(place);
    expect(page).not.toContain(workspace.root);
  });

  test("is the same between commits, and from another folder", async () => {
    const here = await impact();
    workspace.commit("Remove the score");
    const { compared, ...committed } = await impact("--base", "main", "--head", "change");
    expect(compared).toEqual({ base: "merge-base with main", head: "change" });
    const { compared: _, ...expected } = here;
    expect(committed).toEqual(expected);
  });
});

test("a renamed field is named by its old name, in the same places", async () => {
  workspace.replace(PROTO, "int32 score = 3", "int32 points = 3");
  const found = await impact();
  expect(found.subjects.map(({ subject, happening }) => [subject, happening])).toEqual([
    ["shows:Show.points", "renamed"],
  ]);
  expect(placesOf(found)).toEqual(workspace.reads);
});

test.each(["shows:Show.score", "shows.Show.score", "Show.score", "shows.v1.Show.score"])(
  "--subject %s asks without a change",
  async (name) => {
    const found = await impact("--subject", name);
    expect(found.subjects.map(({ happening }) => happening)).toEqual(["asked"]);
    expect(placesOf(found)).toEqual(workspace.reads);
  },
);

test("--subject finds what is gone, and leaves out what else changed", async () => {
  workspace.replace(PROTO, "  int32 score = 3;\n", "");
  workspace.replace(PROTO, "string title", "bytes title");
  const { subjects } = await impact("--subject", "Show.score", "--subject", "Show.id");
  expect(subjects.map(({ name, happening }) => [name, happening])).toEqual([
    ["Show.score", "removed"],
    ["Show.id", "asked"],
  ]);
});

test("--subject needs no older version", async () => {
  workspace.git("checkout", "-q", "--orphan", "alone");
  workspace.git("branch", "-q", "-m", "main", "elsewhere");
  const found = await impact("--subject", "Show.score");
  expect(placesOf(found)).toEqual(workspace.reads);
  const { status, stderr } = await workspace.run("impact");
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: `error: There is no older version to compare with.
  Name it with \`--base REF\`, or ask what something would reach with \`--subject Record.field\`.
`,
  });
  workspace.git("branch", "-q", "-m", "elsewhere", "main");
  workspace.git("checkout", "-q", "-f", "change");
});

test("a record asks for everything in it", async () => {
  const found = await impact("--subject", "Show");
  expect(placesOf(found)).toEqual(expect.arrayContaining([...workspace.reads]));
  expect(found.projects.find(({ name }) => name === "archive")?.reach).toBe("certain");
});

describe("refuses", () => {
  test.each([
    [["--subject", "Show.scoer"], "error: No contract has `Show.scoer`.\n  Did you mean `Show.score`?\n"],
    [["--subject", ""], /^error: No contract has ``\.\n {2}Name a record or a field as `CONTRACT:Record\.field`/],
    [["--format", "htm"], "error: `--format htm` is not possible.\n  Did you mean `html`?\n"],
    [["--head", "nowhere"], /`nowhere` is neither a path nor a commit/],
    [["--base", "nowhere"], /The base branch `nowhere` does not exist here/],
    [["--sbject", "x"], "error: `impact` has no option `--sbject`.\n  Did you mean `--subject`?\n"],
  ])("%j", async (args, said) => {
    const { status, stdout, stderr } = await workspace.run("impact", ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toEqual(typeof said === "string" ? said : expect.stringMatching(said));
  });

  test("a proto that cannot be read, with its place", async () => {
    workspace.replace(PROTO, "message Studio {", "message Studio");
    const { status, stdout, stderr } = await workspace.run("impact");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^protos\/shows\/v1\/show\.proto:\d+:\d+: error: /);
  });
});

test("a consumer with a hostile name breaks no format", async () => {
  const file = "libs/page/src/<script>alert(1)<`|.ts";
  workspace.write(file, workspace.read(READERS.typescript));
  for (const format of ["text", "markdown", "html"]) {
    const { stdout } = await workspace.run("impact", "--subject", "Show.score", "--format", format);
    expect(stdout).toContain(format === "html" ? "&lt;script&gt;alert(1)&lt;`|" : "<script>alert(1)<`|");
    if (format === "html") expect(stdout).not.toContain("<script>alert");
  }
});
