import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCommand } from "./reference.js";
import {
  CONFIG,
  CONTRACTS,
  createRepository,
  LOCK,
  PROTO,
  type Repository,
  SHOW,
  unlockedRepository,
} from "./repository.js";

let repository: Repository;
afterEach(() => repository.remove());

const TITLE = "  string title = 2;\n";
const RESERVED = '  reserved 2;\n  reserved "title";\n';

describe("without a lock", () => {
  beforeEach(() => {
    repository = unlockedRepository();
  });

  test("nothing is said about it", async () => {
    repository.replace(PROTO, TITLE, "");
    expect(await repository.check("--only", "lifecycle")).toEqual([]);
  });

  test("`lock` writes it and how it is merged; the second time it is up to date", async () => {
    const first = await repository.run("lock");
    expect(first).toMatchObject({ status: 0, stderr: "Wrote contracts.lock: 8 entries.\n" });
    expect(repository.read(".gitattributes")).toBe("contracts.lock merge=union\n");
    const written = repository.read(LOCK);
    const second = await repository.run("lock");
    expect(second).toMatchObject({ status: 0, stderr: "contracts.lock is up to date.\n" });
    expect(repository.read(LOCK)).toBe(written);
    expect(await repository.check()).toEqual([]);
  });

  test("attributes that are there are kept, and one about the lock is not doubled", async () => {
    repository.write(".gitattributes", "*.png binary");
    await repository.run("lock");
    expect(repository.read(".gitattributes")).toBe("*.png binary\ncontracts.lock merge=union\n");
    repository.write(".gitattributes", "contracts.lock\tmerge=union\n");
    repository.delete(LOCK);
    await repository.run("lock");
    expect(repository.read(".gitattributes")).toBe("contracts.lock\tmerge=union\n");
  });

  test("while a proto is broken nothing is written", async () => {
    repository.replace(PROTO, "string title = 2;", "string title 2;");
    const { status, stderr } = await repository.run("lock");
    expect(status).toBe(2);
    expect(stderr).toContain(`${PROTO}:7`);
    expect(readdirSync(repository.root)).not.toContain(LOCK);
    expect(readdirSync(repository.root)).not.toContain(".gitattributes");
  });

  test("contracts that share a proto have one memory of it", async () => {
    repository.write(CONFIG, CONTRACTS + CONTRACTS.slice(CONTRACTS.indexOf("  - id")).replace("shows", "archive"));
    await repository.run("lock");
    expect(repository.read(LOCK).match(/ title string/g)).toHaveLength(1);
    repository.replace(PROTO, TITLE, "");
    expect(await repository.check("--only", "lifecycle")).toEqual(["lifecycle/number-not-reserved shows:Show.title"]);
    await repository.run("check", "--fix", "reserve");
    expect(await repository.check("--only", "lifecycle")).toEqual([]);
  });

  test("two contract projects have a lock each", async () => {
    repository.write("other/contracts.yaml", CONTRACTS.replace("name: shows", "name: other"));
    repository.write("other/protos/show.proto", SHOW.replaceAll("shows.v1", "other.v1"));
    for (const config of [CONFIG, "other/contracts.yaml"]) await repository.run("lock", "--config", config);
    expect(repository.read(LOCK)).not.toContain("other.v1");
    expect(repository.read("other/contracts.lock")).not.toContain("shows.v1");
    expect(repository.read("other/.gitattributes")).toBe("contracts.lock merge=union\n");
    expect(await repository.check("--config", "other/contracts.yaml", "--only", "lifecycle")).toEqual([]);
  });
});

describe("what changed since the lock was written", () => {
  beforeEach(async () => {
    repository = await createRepository();
  });

  const lifecycle = () => repository.check("--only", "lifecycle");

  test("a new field makes the lock stale until `lock`", async () => {
    repository.replace(PROTO, "  Mood mood = 4;\n", "  Mood mood = 4;\n  string tagline = 5;\n");
    expect(await lifecycle()).toEqual(["lifecycle/lock-stale shows:contracts.lock"]);
    expect((await repository.run("check")).status).toBe(1);
    expect((await repository.run("lock")).stderr).toBe("Wrote contracts.lock: 1 entry.\n");
    expect((await repository.run("check")).status).toBe(0);
  });

  test("a removed field without `reserved`, and what mends it", async () => {
    repository.replace(PROTO, TITLE, "");
    expect(await lifecycle()).toEqual(["lifecycle/number-not-reserved shows:Show.title"]);
    const { status, stderr } = await repository.run("check", "--fix", "reserve");
    expect(stderr).toBe(`Applied 1 edit to ${PROTO}.\nUpdated contracts.lock: 1 retirement and 1 new reservation.\n`);
    expect(status).toBe(0);
    expect(repository.read(PROTO)).toBe(
      SHOW.replace(TITLE, "").replace("message Show {\n", `message Show {\n${RESERVED}`),
    );
  });

  test.each([
    [
      "tabs",
      (text: string) => text.replaceAll("  ", "\t"),
      (text: string) => text.replace("message Show {\n", 'message Show {\n\treserved 2;\n\treserved "title";\n'),
    ],
    [
      "CRLF",
      (text: string) => text.replaceAll("\n", "\r\n"),
      (text: string) =>
        text.replace("message Show {\r\n", 'message Show {\r\n  reserved 2;\r\n  reserved "title";\r\n'),
    ],
    [
      "a message on one line",
      (text: string) =>
        text.replace(
          /message Show \{[^}]*\}/,
          "message Show { string id = 1; string title = 2; int32 year = 3; Mood mood = 4; } // all",
        ),
      undefined,
    ],
    [
      "no final newline",
      (text: string) => text.trimEnd(),
      (text: string) => text.replace("message Show {\n", `message Show {\n${RESERVED}`),
    ],
    [
      "a reservation with a comment",
      (text: string) => text.replace("message Show {\n", "message Show {\n  // Gone.\n  reserved 9; // long ago\n"),
      (text: string) =>
        text.replace("  reserved 9; // long ago\n", '  reserved 2, 9; // long ago\n  reserved "title";\n'),
    ],
  ])("`--fix reserve` keeps %s", async (_what, format, mended) => {
    const before = format(SHOW);
    repository.write(PROTO, before);
    await repository.run("lock");
    repository.commit();
    const without = before.replace(/ *\t?string title = 2;(\r?\n)?/, "");
    repository.write(PROTO, without);
    const { status, stdout } = await repository.run("check", "--fix", "reserve");
    expect(status, stdout).toBe(0);
    const after = repository.read(PROTO);
    if (mended) expect(after).toBe(mended(without));
    expect(after.replace(/\s*reserved (2|"title"|2, 9);/g, "")).toBe(without.replace(/\s*reserved (9);/g, ""));
    expect(await lifecycle()).toEqual([]);
  });

  test("a reserved number that is taken again", async () => {
    repository.replace(PROTO, TITLE, RESERVED);
    await repository.run("lock");
    repository.commit();
    repository.replace(PROTO, RESERVED, "  int32 rank = 2;\n");
    expect(await lifecycle()).toEqual([
      "lifecycle/number-reused shows:Show.rank",
      "lifecycle/reservation-removed shows:Show",
    ]);
  });

  test("a number taken again where the removal and its reservation were never on the base branch", async () => {
    repository.replace(PROTO, TITLE, RESERVED);
    await repository.run("lock");
    repository.commit("Remove the title");
    repository.replace(PROTO, RESERVED, "  int32 rank = 2;\n");
    repository.commit("Rank the shows");
    repository.git("reset", "-q", "--soft", "main");
    repository.commit("Both in one");
    expect(await lifecycle()).toContain("lifecycle/number-reused shows:Show.rank");
  });

  test("a number taken over in one change", async () => {
    repository.replace(PROTO, TITLE, "  int32 rank = 2;\n");
    expect(await lifecycle()).toEqual(["lifecycle/number-reused shows:Show.rank"]);
  });

  test("a number taken again is found without git, too", async () => {
    repository.replace(PROTO, TITLE, "  int32 rank = 2;\n");
    const copy = mkdtempSync(join(tmpdir(), "nx-contracts-copy-"));
    for (const name of [CONFIG, LOCK, "protos"])
      cpSync(join(repository.root, name), join(copy, name), { recursive: true });
    const { status, stdout } = await runCommand(["check"], copy);
    rmSync(copy, { recursive: true });
    expect(stdout).toContain("lifecycle/number-reused  Show.rank");
    expect(stdout).not.toContain("compat/");
    expect(status).toBe(1);
  });

  test("a name with another number", async () => {
    repository.replace(PROTO, TITLE, "  string title = 9;\n  reserved 2;\n");
    expect(await lifecycle()).toEqual([
      "lifecycle/lock-stale shows:contracts.lock",
      "lifecycle/name-reused shows:Show.title",
    ]);
    await repository.run("lock");
    expect(await lifecycle()).toEqual(["lifecycle/name-reused shows:Show.title"]);
  });

  test("members of enums", async () => {
    repository.replace(PROTO, "  MOOD_DARK = 1;\n", "");
    expect(await lifecycle()).toEqual(["lifecycle/number-not-reserved shows:Mood.MOOD_DARK"]);
    expect((await repository.run("check", "--fix", "reserve")).status).toBe(0);
    repository.commit();
    repository.replace(PROTO, '  reserved 1;\n  reserved "MOOD_DARK";\n', "");
    repository.replace(PROTO, "  MOOD_LIGHT = 2;\n", "  MOOD_LIGHT = 2;\n  MOOD_GRIM = 1;\n  MOOD_DARK = 3;\n");
    expect(await lifecycle()).toEqual([
      "lifecycle/name-reused shows:Mood.MOOD_DARK",
      "lifecycle/number-reused shows:Mood.MOOD_GRIM",
    ]);
  });

  test("a message that went and comes back with other numbers", async () => {
    const studio = "message Studio {\n  string name = 1;\n}\n\n";
    repository.replace(PROTO, studio, "");
    await repository.run("lock");
    repository.commit();
    expect(await lifecycle()).toEqual([]);
    repository.replace(
      PROTO,
      "enum Mood {",
      "message Studio {\n  string name = 2;\n  int64 founded = 1;\n}\nenum Mood {",
    );
    expect(await lifecycle()).toEqual([
      "lifecycle/name-reused shows:Studio.name",
      "lifecycle/number-reused shows:Studio.founded",
    ]);
  });

  test.each([
    ["a reused number", TITLE, "  int32 rank = 2;\n", /rank/],
    ["a reused name", TITLE, "  string title = 9;\n  reserved 2;\n", /field 9/],
    ["a removal without a reservation", TITLE, "", /until/],
    ["a reused name of an enum", "MOOD_DARK = 1", "MOOD_DARK = 3", /member 3/],
  ])("`lock` does not take %s for granted", async (_what, from, to, taken) => {
    repository.replace(PROTO, from, to);
    const wrong = async () => (await lifecycle()).filter((each) => !each.startsWith("lifecycle/lock-stale"));
    const found = await wrong();
    const { status, stdout, stderr } = await repository.run("lock");
    expect(status).toBe(1);
    expect(stdout).toContain("lifecycle/");
    expect(stderr).toContain("reported");
    expect(await lifecycle()).toEqual(found);
    const written = repository.read(LOCK);
    expect(written).not.toMatch(taken);
    await repository.run("lock");
    expect(repository.read(LOCK)).toBe(written);
  });

  test("`lock` takes what is fine, and leaves what is not", async () => {
    repository.replace(PROTO, TITLE, "  int32 rank = 2;\n  string tagline = 5;\n");
    const { status, stderr } = await repository.run("lock");
    expect(status).toBe(1);
    expect(stderr).toContain("1 entry; what is reported below is not taken in");
    expect(repository.read(LOCK)).toContain("Show field 5 tagline string");
    expect(repository.read(LOCK)).not.toContain("rank");
    expect(await lifecycle()).toEqual(["lifecycle/number-reused shows:Show.rank"]);
  });

  test("a proto with an error is told once, and nothing about the lock", async () => {
    repository.replace(PROTO, "string title = 2;", "string title 2;");
    expect(await repository.check()).toEqual([expect.stringMatching(/^read\/syntax-error /)]);
  });

  test("branches that add fields to the same and to different messages merge without a conflict", async () => {
    repository.git("checkout", "-q", "-b", "ours", "main");
    repository.replace(PROTO, "message Show {\n", "message Show {\n  string tagline = 5;\n");
    await repository.run("lock");
    repository.commit();
    repository.git("checkout", "-q", "-b", "theirs", "main");
    repository.replace(PROTO, "  Mood mood = 4;\n", "  Mood mood = 4;\n  int32 rank = 6;\n");
    repository.replace(PROTO, "  string name = 1;\n", "  string name = 1;\n  string city = 2;\n");
    await repository.run("lock");
    repository.commit();
    repository.git("merge", "-q", "--no-edit", "ours");
    expect(repository.git("status", "--porcelain")).toBe("");
    expect(await repository.check()).toEqual([]);
    expect((await repository.run("lock")).status).toBe(0);
  });

  test("branches of which one removes what stands beside the other's field merge without a conflict", async () => {
    repository.git("checkout", "-q", "-b", "ours", "main");
    repository.replace(
      PROTO,
      "message Studio {\n  string name = 1;\n",
      'message Studio {\n  reserved 1;\n  reserved "name";\n  string brand = 2;\n',
    );
    await repository.run("lock");
    repository.commit();
    repository.git("checkout", "-q", "-b", "theirs", "main");
    repository.replace(PROTO, "  Mood mood = 4;\n", "  Mood mood = 4;\n  int32 rank = 6;\n");
    await repository.run("lock");
    repository.commit();
    repository.git("merge", "-q", "--no-edit", "ours");
    expect(await repository.check("--only", "lifecycle")).toEqual([]);
  });

  test("a branch that renumbers what it added is told how to forget it", async () => {
    repository.replace(PROTO, "  Mood mood = 4;\n", "  Mood mood = 4;\n  int32 rank = 5;\n");
    await repository.run("lock");
    repository.commit();
    repository.replace(PROTO, "int32 rank = 5;", "int32 rank = 6;");
    const reused = (await repository.findings("--only", "lifecycle")).find(({ rule }) => rule.endsWith("/name-reused"));
    expect(reused?.help).toContain("take its line out of contracts.lock");
    repository.git("checkout", "main", "--", LOCK);
    expect((await repository.run("lock")).status).toBe(0);
    expect(await repository.check()).toEqual([]);
  });
});
