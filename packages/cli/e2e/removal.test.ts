import { afterEach, describe, expect, test } from "vitest";
import { CONFIG, CONTRACTS, createRepository, LOCK, PROTO, type Repository, SHOW } from "./repository.js";

let repository: Repository;
afterEach(() => repository.remove());

const TITLE = "  string title = 2;\n";
const DEPRECATED = "  string title = 2 [deprecated = true];\n";
const RESERVED = '  reserved 2;\n  reserved "title";\n';

const WINDOW = "compat:\n  policy: FILE\n  removal: { days: 30, minors: 3 }\n";

/** A project in which the title is deprecated since a day or a version, and gone in the change. */
async function removed({
  config = CONTRACTS + WINDOW,
  deprecated,
  to = RESERVED,
}: {
  readonly config?: string;
  readonly deprecated?: string;
  readonly to?: string;
}): Promise<void> {
  repository = await createRepository({ [CONFIG]: config, [PROTO]: SHOW.replace(TITLE, DEPRECATED) });
  repository.git("checkout", "-q", "main");
  const lock = repository.read(LOCK);
  const said = deprecated === undefined ? "" : ` deprecated=${deprecated}`;
  repository.write(LOCK, lock.replace(/ deprecated=\S+/, said));
  if (deprecated === undefined) repository.write(PROTO, SHOW);
  repository.commit("Let time pass");
  repository.git("checkout", "-q", "-B", "change");
  repository.replace(PROTO, deprecated === undefined ? TITLE : DEPRECATED, to);
  await repository.run("lock");
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

describe("a field that was deprecated for as long as `compat.removal` asks", () => {
  test.each([
    ["days", `-/${daysAgo(30)}`],
    ["more days", `-/${daysAgo(400)}`],
  ])("by %s may be removed, whatever the policy says", async (_what, deprecated) => {
    await removed({ deprecated });
    const { status, stdout } = await repository.run("check");
    expect(status, stdout).toBe(0);
    const found = await repository.findings();
    expect(found).toMatchObject([{ rule: "compat/field-removed", severity: "info", subject: "shows:Show.title" }]);
    expect(found[0]?.message).toContain(`deprecated since ${deprecated.slice(2)}`);
  });

  test("by minor versions may be removed, without a major version", async () => {
    const versioned = (version: string) =>
      `${CONTRACTS.replace("    kind", `    version: ${version}\n    kind`)}${WINDOW}`;
    await removed({ config: versioned("1.5.0"), deprecated: `1.2.0/${daysAgo(1)}` });
    repository.replace(CONFIG, "version: 1.5.0", "version: 1.6.0");
    await repository.run("lock");
    const { status, stdout } = await repository.run("check");
    expect(status, stdout).toBe(0);
    expect(stdout).toContain("minor");
    repository.replace(CONFIG, "version: 1.6.0", "version: 1.5.1");
    expect(await repository.check()).toEqual(["compat/version-bump-too-low shows:version"]);
  });

  test("but is not reserved, may not", async () => {
    await removed({ deprecated: `-/${daysAgo(90)}`, to: "" });
    expect(await repository.check()).toEqual([
      "compat/field-removed shows:Show.title",
      "lifecycle/number-not-reserved shows:Show.title",
    ]);
    const { status, stdout } = await repository.run("check", "--fix", "reserve");
    expect(status, stdout).toBe(0);
  });

  test("but whose name is not reserved, may not", async () => {
    await removed({ deprecated: `-/${daysAgo(90)}`, to: "  reserved 2;\n" });
    expect(await repository.check()).toEqual([
      "compat/field-removed shows:Show.title",
      "lifecycle/number-not-reserved shows:Show.title",
    ]);
  });

  test("is judged by the policy where no window is configured", async () => {
    await removed({ config: `${CONTRACTS}compat: { policy: FILE }\n`, deprecated: `-/${daysAgo(90)}` });
    expect(await repository.check()).toEqual(["compat/field-removed shows:Show.title"]);
  });

  test("is still refused by a schema registry that would refuse it", async () => {
    const both = CONTRACTS + WINDOW.replace("FILE", "[FILE, 'confluent:BACKWARD']");
    repository = await createRepository({
      [CONFIG]: both,
      [PROTO]: SHOW.replace(
        TITLE,
        "  oneof name {\n    string title = 2 [deprecated = true];\n    string code = 9;\n  }\n",
      ),
    });
    repository.write(LOCK, repository.read(LOCK).replace(/ deprecated=\S+/, ` deprecated=-/${daysAgo(90)}`));
    repository.replace(PROTO, "    string title = 2 [deprecated = true];\n", "");
    repository.replace(PROTO, "message Show {\n", `message Show {\n${RESERVED}`);
    await repository.run("lock");
    expect(await repository.check()).toEqual(["compat/field-removed shows:Show.title"]);
  });

  test("may be an enum member", async () => {
    repository = await createRepository({
      [CONFIG]: CONTRACTS + WINDOW,
      [PROTO]: SHOW.replace("MOOD_DARK = 1;", "MOOD_DARK = 1 [deprecated = true];"),
    });
    repository.write(LOCK, repository.read(LOCK).replace(/ deprecated=\S+/, ` deprecated=-/${daysAgo(90)}`));
    repository.replace(PROTO, "  MOOD_DARK = 1 [deprecated = true];\n", '  reserved 1;\n  reserved "MOOD_DARK";\n');
    await repository.run("lock");
    expect(await repository.check()).toEqual([]);
    expect((await repository.findings()).map(({ rule }) => rule)).toEqual(["compat/enum-value-removed"]);
  });
});

describe("a field that goes before its time", () => {
  test("is named with the day from which it may go", async () => {
    await removed({ deprecated: `-/${daysAgo(10)}` });
    expect((await repository.run("check")).status).toBe(1);
    const found = await repository.findings();
    expect(found.map(({ rule }) => rule).sort()).toEqual(["compat/field-removed", "lifecycle/removed-too-early"]);
    const early = found.find(({ rule }) => rule.endsWith("early"));
    expect(early?.message).toContain(`deprecated only since ${daysAgo(10)}`);
    expect(early?.message).toContain(`from ${daysAgo(-20)} on`);
    expect(repository.read(LOCK)).not.toContain("until");
  });

  test("is named where it was never deprecated", async () => {
    await removed({});
    const early = (await repository.findings()).find(({ rule }) => rule.endsWith("early"));
    expect(early?.message).toContain("was never deprecated");
    expect(early?.message).toContain(daysAgo(-30));
  });

  test("by minor versions is named", async () => {
    const config = `${CONTRACTS.replace("    kind", "    version: 1.4.0\n    kind")}${WINDOW}`;
    await removed({ config, deprecated: `1.2.0/${daysAgo(1)}` });
    expect(await repository.check("--only", "lifecycle")).toEqual(["lifecycle/removed-too-early shows:Show.title"]);
  });

  test("is no finding where no window is configured", async () => {
    await removed({ config: CONTRACTS, deprecated: `-/${daysAgo(1)}` });
    expect(await repository.check("--only", "lifecycle")).toEqual([]);
  });

  test("may be approved, and the lock takes it", async () => {
    await removed({ deprecated: `-/${daysAgo(10)}` });
    for (const { fingerprint } of await repository.findings())
      await repository.run("approve", fingerprint, "--reason", "Nobody ever used it", "--by", "ines");
    await repository.run("lock");
    const { status, stdout } = await repository.run("check");
    expect(status, stdout).toBe(0);
    expect(stdout).toContain("has done its work");
  });
});
