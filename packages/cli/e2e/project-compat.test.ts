import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { CONFIG, CONTRACTS, PROTO, type Repository, SHOW, unlockedRepository } from "./repository.js";

let repository: Repository;
afterEach(() => repository.remove());

function open(config: string = CONTRACTS, files: { readonly [path: string]: string } = {}): void {
  repository = unlockedRepository({ [CONFIG]: config, ...files });
}

const compat = () => repository.check("--only", "compat");
const retype = () => repository.replace(PROTO, "int32 year = 3;", "string year = 3;");
const remove = () => repository.replace(PROTO, "  string title = 2;\n", '  reserved 2;\n  reserved "title";\n');

describe("a contract of stored data", () => {
  const STORAGE = CONTRACTS.replace("kind: event", "kind: storage");

  test.each([
    ["off", `${STORAGE}rules: { compat/field-type-changed: off }\n`],
    ["a warning", `${STORAGE}rules: { compat/field-type-changed: warning }\n`],
    ["off for the subject", `${STORAGE}    overrides: [{ subject: Show.*, severity: "off", reason: so }]\n`],
  ])(
    "has an error where the bytes are not survived, whatever the version, even if the rule is %s",
    async (_what, config) => {
      open(config);
      repository.write(CONFIG, config.replace("    kind", "    version: 2.0.0\n    kind"));
      retype();
      const found = (await repository.findings()).filter(({ rule }) => rule.startsWith("compat/"));
      expect(found).toMatchObject([{ rule: "compat/field-type-changed", severity: "error" }]);
      expect(found[0]?.help).toContain("migrate");
      expect((await repository.run("check")).status).toBe(1);
    },
  );

  test("may lose a field that is reserved", async () => {
    open(STORAGE);
    remove();
    expect((await repository.run("check")).status).toBe(0);
  });

  test("is an event where the kind says so", async () => {
    open(`${CONTRACTS}rules: { compat/field-type-changed: off }\n`);
    retype();
    expect(await compat()).toEqual([]);
  });
});

describe("the declared version", () => {
  const versioned = (version: string) => CONTRACTS.replace("    kind", `    version: ${version}\n    kind`);
  const add = () => repository.replace(PROTO, "  Mood mood = 4;\n", "  Mood mood = 4;\n  string tagline = 5;\n");

  test.each([
    ["a break without a new version", "1.2.3", "1.2.3", remove, "major"],
    ["a break with a minor version", "1.2.3", "1.3.0", remove, "major"],
    ["a break with a major version", "1.2.3", "2.0.0", remove, undefined],
    ["a new field with a patch", "1.2.3", "1.2.4", add, "minor"],
    ["a new field with a minor version", "1.2.3", "1.3.0", add, undefined],
    ["before 1.0.0, a break with a patch", "0.3.0", "0.3.1", remove, "major"],
    ["before 1.0.0, a break with a minor version", "0.3.0", "0.4.0", remove, undefined],
    ["before 1.0.0, a new field with a patch", "0.3.0", "0.3.1", add, undefined],
    ["a new field with a lower version", "1.2.3", "1.1.0", add, "minor"],
  ] as const)("%s", async (_what, from, to, change, missing) => {
    open(versioned(from));
    change();
    repository.replace(CONFIG, from, to);
    const found = (await repository.findings()).filter(({ rule }) => rule === "compat/version-bump-too-low");
    expect(found.map(({ data }) => data["bump"])).toEqual(missing === undefined ? [] : [missing]);
    if (found[0]) expect(found[0]).toMatchObject({ severity: "error", at: { file: CONFIG, line: 4 } });
    const step = from === to ? `still version ${from}` : `from version ${from} to ${to}`;
    if (found[0]) expect(found[0].message).toContain(step);
  });

  test("is not asked for where there is none, and the advice is given", async () => {
    open();
    add();
    const { status, stdout } = await repository.run("check");
    expect(stdout).toContain("Version of shows: minor. `Show.tagline` was added.");
    expect(status).toBe(0);
    const json = await repository.run("check", "--format", "json");
    expect(JSON.parse(json.stdout)).toMatchObject({
      advice: [{ contract: "shows", bump: "minor", reason: "`Show.tagline` was added." }],
    });
  });

  test("that is lowered without a change of the protos is found", async () => {
    open(versioned("1.2.3"));
    repository.replace(CONFIG, "1.2.3", "1.2.2");
    expect(await repository.check()).toEqual(["compat/version-bump-too-low shows:version"]);
  });

  test("that is raised without a change of the protos is fine", async () => {
    open(versioned("1.2.3"));
    repository.replace(CONFIG, "1.2.3", "2.0.0");
    expect(await repository.check()).toEqual([]);
  });
});

describe("models", () => {
  const MODELS = `from enum import Enum
from pydantic import BaseModel, Field


class Mood(str, Enum):
    DARK = "dark"
    LIGHT = "light"


class Show(BaseModel):
    id: str
    title: str = Field(alias="mainTitle")
    year: int | None = None
    mood: Mood
`;
  const CONFIGURED = `name: shows
contracts:
  - id: shows
    kind: event
    source:
      reader: pydantic
      files: [models.py]
    mirrors:
      - reader: typescript
        files: [show.ts]
rules:
  parity/wire-name-mismatch: off
  parity/enum-wire-value-mismatch: off
`;
  const TYPES = `export type Mood = "dark" | "light";

export interface Show {
  id: string;
  title: string;
  year?: number | null;
  mood: Mood;
}
`;
  const project = () => open(CONFIGURED, { "models.py": MODELS, "show.ts": TYPES });

  test.each([
    ["another alias", "mainTitle", "main_title", "compat/model-key-changed shows:Show.title", 12],
    ["another value of an enum", '"dark"', '"Dark"', "compat/model-member-value-changed shows:Mood.DARK", 6],
    [
      "a required field more",
      "    id: str\n",
      "    id: str\n    rank: int\n",
      "compat/model-field-added-required shows:Show.rank",
      12,
    ],
    ["another type", "year: int", "year: str", "compat/model-type-changed shows:Show.year", 13],
    ["a field less", "    year: int | None = None\n", "", "compat/model-field-removed shows:Show.year", 10],
  ])("%s", async (_what, from, to, finding, line) => {
    project();
    repository.replace("models.py", from, to);
    expect(await compat()).toEqual([finding]);
    const [found] = await repository.findings("--only", "compat");
    expect(found?.at).toMatchObject({ file: "models.py", line });
  });

  test("a mirror is named in the subject", async () => {
    project();
    repository.replace("show.ts", "  title: string;", "  name: string;");
    const found = await compat();
    expect(found.length).toBeGreaterThan(0);
    for (const each of found) expect(each).toMatch(/@typescript$/);
  });

  test("a comment is no change", async () => {
    project();
    repository.replace("models.py", "class Show(BaseModel):", "class Show(BaseModel):\n    # Shown.");
    expect(await compat()).toEqual([]);
  });

  test("a model with an error is told once", async () => {
    project();
    repository.replace("models.py", "class Show(BaseModel):", "class Show(BaseModel:");
    expect((await repository.check()).map((each) => each.split(" ")[0])).toEqual(["read/syntax-error"]);
  });
});

describe("what it is compared with", () => {
  const against = (...versions: readonly string[]) => `${CONTRACTS}compat: { against: [${versions.join(", ")}] }\n`;

  test("the newest tag of a pattern", async () => {
    open(against("'tag:proto-v*'"));
    for (const version of ["1.9.0", "1.10.0"]) {
      repository.commit(version);
      repository.git("tag", `proto-v${version}`);
    }
    retype();
    repository.commit("Not released");
    const [found] = await repository.findings("--only", "compat");
    expect(found).toMatchObject({ rule: "compat/field-type-changed", data: { baseline: "proto-v1.10.0" } });
  });

  test("a folder", async () => {
    open(against("released"), {
      "released/show.proto": SHOW,
      "buf.yaml": "version: v2\nmodules: [{ path: protos }]\n",
    });
    retype();
    expect(await compat()).toEqual(["compat/field-type-changed shows:Show.year"]);
  });

  test("an image", async () => {
    open(against("released.binpb"), { "buf.yaml": "version: v2\nmodules: [{ path: protos }]\n" });
    const buf = createRequire(import.meta.url).resolve(`@bufbuild/buf-${process.platform}-${process.arch}/bin/buf`);
    const built = spawnSync(buf, ["build", "-o", "released.binpb"], { cwd: repository.root, encoding: "utf8" });
    expect(built.status, built.stderr).toBe(0);
    retype();
    expect(await compat()).toEqual(["compat/field-type-changed shows:Show.year"]);
  });

  test("a release and the merge base: what this change did not bring is a warning", async () => {
    open(against("'tag:v*'", "merge-base"));
    repository.git("tag", "v1.0.0");
    retype();
    repository.git("checkout", "-q", "-B", "main");
    repository.commit("Break the year");
    repository.git("checkout", "-q", "-B", "change");
    repository.replace(PROTO, "string id = 1;", "bytes id = 1;");
    const found = await repository.findings("--only", "compat");
    expect(found.map(({ subject, severity, data }) => [subject, severity, data["status"]])).toEqual([
      ["shows:Show.id", expect.anything(), "new"],
      ["shows:Show.year", "warning", "known"],
    ]);
  });

  test.each(["'tag:none-*'", "nowhere", "v9.9.9"])("%s, which is not there, is exit 2", async (name) => {
    open(against(name));
    const { status, stderr } = await repository.run("check");
    expect(status).toBe(2);
    expect(stderr).toContain(name.replace(/^'(?:tag:)?|'$/g, ""));
  });

  test("`--against` that is not there is exit 2", async () => {
    open();
    expect((await repository.run("check", "--against", "nowhere")).status).toBe(2);
    expect((await repository.run("check", "--base", "nowhere")).stderr).toContain("nowhere");
  });

  test("nothing, where the base branch is not known, with a warning", async () => {
    open();
    repository.git("branch", "-m", "main", "trunk");
    repository.write("nx.json", '{ "defaultBase": "develop" }\n');
    const { status, stdout } = await repository.run("check");
    expect(stdout).toContain("compat/baseline-missing");
    expect(status).toBe(0);
    repository.delete("nx.json");
    expect((await repository.run("check")).status).toBe(0);
  });
});

describe("how it is judged", () => {
  const judged = (section: string) => `${CONTRACTS}compat: { ${section} }\n`;

  test("by a category of `buf breaking`", async () => {
    open(judged("policy: FILE"));
    remove();
    expect(await compat()).toEqual(["compat/field-removed shows:Show.title"]);
    repository.replace(CONFIG, "FILE", "WIRE");
    expect(await compat()).toEqual([]);
  });

  test("by buf.yaml, and what it ignores", async () => {
    const buf = (more: string) => `version: v2\nmodules: [{ path: protos }]\nbreaking:\n  use: [FILE]\n${more}`;
    open(judged("policy: buf.yaml"), { "buf.yaml": buf("") });
    remove();
    expect(await compat()).toEqual(["compat/field-removed shows:Show.title"]);
    repository.write("buf.yaml", buf("  ignore: [protos/show.proto]\n"));
    expect(await compat()).toEqual([]);
  });

  test("by a schema registry", async () => {
    open(judged("policy: 'confluent:BACKWARD'"));
    remove();
    expect(await compat()).toEqual([]);
    retype();
    expect(await compat()).toEqual(["compat/field-wire-type-changed shows:Show.year"]);
  });

  test("by several, as a matrix", async () => {
    open(judged("policy: [FILE, WIRE, 'confluent:FULL', verdict]"));
    remove();
    retype();
    const { stdout } = await repository.run("check");
    expect(stdout).toMatch(/FILE +WIRE +confluent:FULL +verdict/);
    const json = JSON.parse((await repository.run("check", "--format", "json")).stdout);
    expect(json.matrix.policies).toEqual(["FILE", "WIRE", "confluent:FULL", "verdict"]);
  });

  test("by rules, overrides and ignores of the configuration", async () => {
    open(
      `${CONTRACTS}    ignore: [{ rule: compat/field-type-changed, subject: Show.year, reason: nobody reads it }]\n`,
    );
    retype();
    expect(await repository.check()).toEqual([]);
    repository.write(CONFIG, `${CONTRACTS}    overrides: [{ subject: Show.year, severity: warning, reason: soon }]\n`);
    expect(await repository.findings()).toMatchObject([{ rule: "compat/field-type-changed", severity: "warning" }]);
    repository.write(CONFIG, `${CONTRACTS}    rules: { compat/field-type-changed: off }\n`);
    expect(await repository.check()).toEqual([]);
    repository.write(CONFIG, `${CONTRACTS}rules: { compat/field-type-changd: off }\n`);
    const { status, stderr } = await repository.run("check");
    expect(stderr).toContain("compat/field-type-changed");
    expect(status).toBe(2);
  });

  test("`--only` keeps a family", async () => {
    open();
    await repository.run("lock");
    repository.commit();
    repository.replace(PROTO, "  string title = 2;\n", "  int32 rank = 2;\n");
    expect(new Set((await compat()).map((each) => each.split("/")[0]))).toEqual(new Set(["compat"]));
    const lifecycle = await repository.check("--only", "lifecycle");
    expect(new Set(lifecycle.map((each) => each.split("/")[0]))).toEqual(new Set(["lifecycle"]));
  });

  test("`compat` of the project says what `check` says of changes", async () => {
    open();
    await repository.run("lock");
    repository.commit();
    retype();
    const { status, stdout } = await repository.run("compat", "--format", "json");
    expect(status).toBe(1);
    const said = (JSON.parse(stdout) as { diagnostics: unknown[] }).diagnostics;
    const found = await repository.findings();
    expect(said).toEqual(found.filter(({ rule }) => /^(?:compat|lifecycle)\//.test(rule)));
  });
});

test("the working folder and the path of the repository do not matter", async () => {
  open();
  retype();
  const { stdout } = await repository.run("check", "--config", join(repository.root, CONFIG), "--no-time");
  expect(stdout).toBe((await repository.run("check", "--no-time")).stdout);
});
