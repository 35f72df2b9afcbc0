import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { DiffDocument } from "@nx-contracts/engine/diff";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MODELS, PROTO, runCommand, TYPES } from "./reference.js";

const repository = resolve(import.meta.dirname, "../../..");
const root = mkdtempSync(join(tmpdir(), "nx-contracts-diff-"));

const EDITS: { readonly [path: string]: readonly (readonly [from: string, to: string])[] } = {
  [MODELS]: [["    nsfw: bool | None", "    adult: bool | None"]],
  [PROTO]: [
    ["  optional bool nsfw = 7;\n", "  reserved 7;\n"],
    ["repeated string genres = 22;", "repeated string kinds = 22;"],
  ],
  [TYPES]: [['"CANCELLED" | ', ""]],
};

beforeAll(() => {
  for (const side of ["before", "after"]) {
    for (const path of ["libs/common/src", "libs/catalog-web/src", "protos"])
      cpSync(join(repository, path), join(root, side, path), { recursive: true });
  }
  for (const [path, edits] of Object.entries(EDITS)) {
    const file = join(root, "after", path);
    const text = readFileSync(file, "utf8");
    const edited = edits.reduce((now, [from, to]) => now.replace(from, to), text);
    expect(edited).not.toBe(text);
    writeFileSync(file, edited);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("says what changed in a file, old → new and where", async () => {
  const { status, stdout, stderr } = await runCommand(["diff", `after/${PROTO}`, "--against", `before/${PROTO}`], root);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const line = (path: string, text: string) =>
    readFileSync(join(root, path), "utf8").split(text)[0]?.split("\n").length;
  expect(stdout).toBe(`Anime
  - nsfw: bool, optional, number 7  before/${PROTO}:${line(`before/${PROTO}`, "optional bool nsfw")}
  ~ kinds: name genres → kinds  after/${PROTO}:${line(`after/${PROTO}`, "repeated string kinds")}
  + reserved 7  after/${PROTO}:${line(`after/${PROTO}`, "message Anime {")}

3 changes: 1 added, 1 removed, 1 changed.
`);
});

test("a folder is told language by language, the same every time", async () => {
  const args = ["diff", "after", "--against", "before", "--format", "json"];
  const [{ status, stdout }, again] = await Promise.all([runCommand(args, root), runCommand(args, root)]);
  expect(status).toBe(0);
  expect(again.stdout).toBe(stdout);
  expect(stdout).not.toContain(root);
  const { version, changes } = JSON.parse(stdout) as DiffDocument;
  expect(version).toBe(1);
  expect(changes.map(({ language, kind, subject }) => `${language} ${kind} ${subject}`)).toEqual([
    "proto field-removed Anime.nsfw",
    "proto field-renamed Anime.kinds",
    "proto reserved-added Anime",
    "pydantic field-removed Anime.nsfw",
    "pydantic field-added Anime.adult",
    "typescript member-removed AnimeStatus.CANCELLED",
  ]);
});

test("a git ref is the older version of the same paths, new and deleted files included", async () => {
  const work = mkdtempSync(join(tmpdir(), "nx-contracts-diff-git-"));
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=Ines", "-c", "user.email=ines@example.org", ...args], { cwd: work });
  cpSync(join(root, "before"), work, { recursive: true });
  git("init", "-q", "-b", "main");
  git("add", ".");
  git("commit", "-q", "-m", "Before");
  for (const path of [MODELS, PROTO, TYPES]) cpSync(join(root, "after", path), join(work, path));
  rmSync(join(work, "protos/shared_proto/v1/catalog_service.proto"));
  writeFileSync(join(work, "libs/common/src/common/models/award.py"), AWARD);
  for (const against of [[], ["--against", "main"], ["--against", "ref:HEAD"]]) {
    const { status, stdout } = await runCommand(["diff", ...against, "--format", "json"], work);
    expect(status).toBe(0);
    const { changes } = JSON.parse(stdout) as DiffDocument;
    const told = changes.map(({ kind, subject }) => `${kind} ${subject}`);
    expect(told).toContain("field-removed Anime.nsfw");
    expect(told).toContain("service-removed CatalogService");
    expect(told).toContain("record-added Award");
    expect(told).toContain("member-removed AnimeStatus.CANCELLED");
  }
  rmSync(work, { recursive: true, force: true });
});

const AWARD = "from pydantic import BaseModel\n\n\nclass Award(BaseModel):\n    name: str\n";

test("two equal folders: nothing changed", async () => {
  expect(await runCommand(["diff", "before", "--against", "before"], root)).toMatchObject({
    status: 0,
    stdout: "Nothing changed.\n",
  });
});

test("help shows an example", async () => {
  const { stdout } = await runCommand(["diff", "--help"], root);
  expect(stdout).toContain("Example: nx-contracts diff libs/common/src --against main");
});

test.each([
  [["diff", "after"], /`after` is in no git work tree/],
  [["diff", "after", "--against", "befor"], /Did you mean `before`/],
  [["diff", "after", "--against", "before", "--format", "yaml"], /Known: text, json/],
  [["diff", "after", "--against", "before", "--language", "prot"], /Did you mean `proto`\?/],
  [["diff", `after/${MODELS}`, "--against", `before/${PROTO}`], /two versions in the same language/],
])("%j is exit 2 with the next step", async (args, message) => {
  const { status, stderr } = await runCommand(args, root);
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
});
