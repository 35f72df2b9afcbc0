import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CONFIG, CONTRACTS, createRepository, LOCK, PROTO, type Repository, SHOW } from "./repository.js";

const APPROVALS = "contracts.approvals.yaml";
const BY = ["--by", "ines@example.org"] as const;
const REASON = ["--reason", "No reader is left"] as const;

let repository: Repository;
beforeEach(async () => {
  repository = await createRepository();
});
afterEach(() => repository.remove());

/** Changes the type of a field, and gives the fingerprint of the break. */
async function breakYear(): Promise<string> {
  repository.replace(PROTO, "int32 year = 3;", "string year = 3;");
  await repository.run("lock");
  return fingerprintOf("compat/field-type-changed");
}

async function fingerprintOf(rule: string): Promise<string> {
  const finding = (await repository.findings()).find((each) => each.rule === rule);
  if (finding === undefined) throw new Error(`Nothing is found by ${rule}.`);
  return finding.fingerprint;
}

function approve(fingerprint: string, ...args: readonly string[]) {
  return repository.run(
    "approve",
    fingerprint,
    ...(args.some((arg) => arg.startsWith("--reason")) ? [] : REASON),
    ...BY,
    ...args,
  );
}

/** What the approvals say, as a report has it. */
async function approvals(): Promise<readonly unknown[]> {
  const { stdout } = await repository.run("check", "--format", "json");
  const { approved } = JSON.parse(stdout) as { approved: { diagnostic: { fingerprint: string } }[] };
  return approved.map(({ diagnostic: { fingerprint }, ...said }) => ({ fingerprint, ...said }));
}

/** The file with another last day, as time would have it. */
function approvedUntil(fingerprint: string, until: string): void {
  repository.write(
    APPROVALS,
    `approvals:\n  - fingerprint: ${fingerprint}\n    rule: compat/field-type-changed\n    subject: shows:Show.year\n    reason: No reader is left\n    by: ines\n    until: ${until}\n`,
  );
}

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

test("`check` names the command, and what it approves is no error any more", async () => {
  const fingerprint = await breakYear();
  const before = await repository.run("check");
  expect(before.status).toBe(1);
  expect(before.stdout).toContain(`nx-contracts approve ${fingerprint}`);
  expect(await approve(fingerprint)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(`Approved compat/field-type-changed of shows:Show.year in ${APPROVALS}.`) as string,
  });
  const after = await repository.run("check");
  expect(after.status, after.stdout).toBe(0);
  expect(after.stdout).toContain("by ines@example.org: No reader is left");
  expect(after.stdout).toContain("1 approved");
});

test.each(["text", "json", "sarif", "junit", "markdown", "github"])(
  "%s says what is approved, by whom, why and until when",
  async (format) => {
    const until = dayFromNow(30);
    await approve(await breakYear(), "--until", until);
    const { status, stdout } = await repository.run("check", "--format", format);
    expect(status).toBe(0);
    // Markdown keeps the name from being a mention.
    const text = stdout.replaceAll("&#8203;", "");
    for (const said of ["compat/field-type-changed", "Show.year", "ines@example.org", "No reader is left", until])
      expect(text).toContain(said);
  },
);

test.each([
  ["quotes", `it's "fine"`],
  ["a colon and a hash", "reason: none # really"],
  ["lines", "first\nsecond\n\n  third: - x"],
  ["an emoji and an accent", "gelöscht 🎉"],
  ["what looks like YAML", "- [a, {b: c}] & *d !e | > %f @g `h`"],
  ["a number", "42"],
  ["a date", "2026-12-31"],
  ["a long one", "word ".repeat(200).trim()],
])("a reason with %s is kept as it is", async (_what, reason) => {
  await approve(await breakYear(), `--reason=${reason}`);
  expect(await approvals()).toMatchObject([{ reason, by: "ines@example.org" }]);
  expect((await repository.run("check")).status).toBe(0);
});

test("comments and other entries of the file are kept", async () => {
  const first = await breakYear();
  repository.replace(PROTO, "string id = 1;", "int32 id = 1;");
  await repository.run("lock");
  const second = (await repository.findings()).find(({ subject }) => subject === "shows:Show.id")?.fingerprint ?? "";
  await approve(first);
  const comment = "# What we broke, and why.\n";
  const entry = repository.read(APPROVALS).replace("by: ines@example.org", "by: ines@example.org # asked twice");
  repository.write(APPROVALS, comment + entry);
  await approve(second, "--reason", "It was one all along");
  expect(repository.read(APPROVALS).startsWith(comment + entry)).toBe(true);
  expect(await approvals()).toHaveLength(2);
  expect((await repository.run("check")).status).toBe(0);
});

test("approving twice brings the entry up to date", async () => {
  const fingerprint = await breakYear();
  await approve(fingerprint, "--until", dayFromNow(3));
  const { status } = await approve(fingerprint, "--reason", "Another one", "--until", dayFromNow(9));
  expect(status).toBe(0);
  expect(await approvals()).toMatchObject([{ fingerprint, reason: "Another one", until: dayFromNow(9) }]);
});

test("an approval whose break is gone is an error", async () => {
  await approve(await breakYear());
  repository.write(PROTO, SHOW);
  await repository.run("lock");
  expect((await repository.run("check")).status).toBe(1);
  const found = await repository.findings();
  expect(found).toMatchObject([
    { rule: "policy/approval-unused", severity: "error", at: { file: APPROVALS, line: 2 } },
  ]);
  expect(found[0]?.message).toContain("shows:Show.year");
});

test("an approval that is merged is a note on main and on the next branch, one that never matched stays an error", async () => {
  await approve(await breakYear());
  repository.commit("Year in words");
  repository.git("checkout", "-q", "main");
  repository.git("merge", "-q", "--no-ff", "change");
  for (const branch of ["main", "next"]) {
    if (branch === "next") repository.git("checkout", "-q", "-b", branch);
    expect((await repository.run("check", "--fail-on", "warning")).status, branch).toBe(0);
    const told = (await repository.findings()).filter(({ rule }) => rule.startsWith("policy/"));
    expect(told).toMatchObject([{ rule: "policy/approval-unused", severity: "info" }]);
    expect(told[0]?.message).toContain("it is merged");
  }
  repository.replace(APPROVALS, "fingerprint: ", "fingerprint: 0123456789abcdef # ");
  expect(await repository.findings()).toMatchObject([{ rule: "policy/approval-unused", severity: "error" }]);
});

test("`compat` of the project goes by the approvals, too", async () => {
  await approve(await breakYear());
  expect((await repository.run("compat")).status).toBe(0);
});

test.each([
  ["yesterday", -1, ["compat/field-type-changed", "policy/approval-expired"], 1],
  ["today", 0, [], 0],
  ["tomorrow", 1, [], 0],
] as const)("an approval that ends %s", async (_when, days, rules, exit) => {
  approvedUntil(await breakYear(), dayFromNow(days));
  expect((await repository.run("check")).status).toBe(exit);
  expect((await repository.findings()).map(({ rule }) => rule).sort()).toEqual(rules);
});

test("an approval that ended and whose break is gone is told once", async () => {
  approvedUntil(await breakYear(), dayFromNow(-1));
  repository.write(PROTO, SHOW);
  await repository.run("lock");
  expect(await repository.findings()).toMatchObject([{ rule: "policy/approval-expired" }]);
});

test("the beginning of a fingerprint is enough, and an unknown one is not", async () => {
  const fingerprint = await breakYear();
  expect((await approve(fingerprint.slice(0, 6).toUpperCase())).status).toBe(0);
  expect(await approvals()).toMatchObject([{ fingerprint }]);
  const unknown = await approve("ffffffffffffffff");
  expect(unknown.status).toBe(2);
  expect(unknown.stderr).toContain(fingerprint);
});

test.each([
  ["nothing", [], /needs a FINGERPRINT/],
  ["no reason", ["0000", "--by", "me"], /needs --reason|needs `--reason`/],
  ["a blank reason", ["0000", "--by", "me", "--reason", "  "], /--reason/],
  ["nobody", ["0000", "--reason", "so"], /--by/],
  ["no day", ["0000", ...REASON, ...BY, "--until", "2026-02-30"], /no day of the calendar/],
  ["a reason that looks like an option", ["0000", "--reason", "- so", ...BY], /join them: `--reason=/],
  ["a day that is over", ["0000", ...REASON, ...BY, "--until", "2020-01-01"], /is over/],
])("approving with %s is exit 2 with the next step", async (_what, args, message) => {
  const { status, stderr } = await repository.run("approve", ...args);
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
});

test("what is no change cannot be approved", async () => {
  repository.write(
    CONFIG,
    `${CONTRACTS}    mirrors:\n      - reader: proto\n        id: copy\n        files: [protos/copy.proto]\n`,
  );
  repository.write("protos/copy.proto", SHOW.replace("shows.v1", "copies.v1").replace("  string title = 2;\n", ""));
  await repository.run("lock");
  const fingerprint = await fingerprintOf("parity/field-missing");
  const { status, stderr } = await approve(fingerprint);
  expect(status).toBe(2);
  expect(stderr).toContain("cannot be approved");
  expect(stderr).toContain("`ignore`");
});

test("moving the field, or its file, does not lose the approval", async () => {
  const fingerprint = await breakYear();
  await approve(fingerprint);
  repository.replace(PROTO, "message Show {", "// One more line.\n\nmessage Show {");
  expect((await repository.run("check")).status).toBe(0);
  repository.git("mv", PROTO, "protos/moved.proto");
  repository.replace(CONFIG, "protos/show.proto", "protos/moved.proto");
  const { status, stdout } = await repository.run("check");
  expect(stdout).toContain("1 approved");
  expect(status, stdout).toBe(0);
});

describe("an approved reuse", () => {
  beforeEach(() => repository.replace(PROTO, "  string title = 2;\n", '  reserved "title";\n  int32 rank = 2;\n'));

  test("is taken into the lock, and the approval has done its work", async () => {
    await approve(await fingerprintOf("lifecycle/number-reused"));
    await approve(await fingerprintOf("compat/field-type-changed"));
    await approve(await fingerprintOf("compat/field-renamed"));
    expect(await repository.check()).toEqual(["lifecycle/lock-stale shows:contracts.lock"]);
    expect((await repository.run("lock")).stderr).toBe(
      "Wrote contracts.lock: 1 entry, 1 retirement and 1 new reservation.\n",
    );
    expect(repository.read(LOCK)).toContain(
      "shows.v1.Show field 2 rank int32\nshows.v1.Show field 2 title string until=-\n",
    );
    const { status, stdout } = await repository.run("check");
    expect(status, stdout).toBe(0);
    const left = (await repository.findings()).filter(({ severity }) => severity !== "info");
    expect(left).toMatchObject([{ rule: "policy/approval-unused", severity: "warning" }]);
    expect(left[0]?.message).toContain("has done its work");
  });

  test("is no reuse any more once it was locked; one of another name is", async () => {
    await approve(await fingerprintOf("lifecycle/number-reused"));
    await repository.run("lock");
    repository.delete(APPROVALS);
    expect(await repository.check("--only", "lifecycle")).toEqual([]);
    repository.replace(PROTO, "int32 rank = 2;", "bytes cover = 2;");
    expect(await repository.check("--only", "lifecycle")).toEqual(["lifecycle/number-reused shows:Show.cover"]);
  });
});

test.each([
  ["a number where a fingerprint should be", "approvals:\n  - fingerprint: 1234\n", /contracts\.approvals\.yaml:2/],
  ["no YAML", "approvals: [\n", /contracts\.approvals\.yaml:\d/],
  ["another list", "approved: []\n", /approved/],
  [
    "a key that nobody knows",
    "approvals:\n  - fingerprint: 0123456789abcdef\n    rule: a\n    subject: b\n    reason: c\n    by: d\n    untill: 2026-12-31\n",
    /contracts\.approvals\.yaml:7[^]*until/,
  ],
  [
    "no day",
    "approvals:\n  - fingerprint: 0123456789abcdef\n    rule: a\n    subject: b\n    reason: c\n    by: d\n    until: soon\n",
    /contracts\.approvals\.yaml:7/,
  ],
  ["nothing", "", /contracts\.approvals\.yaml/],
])("an approvals file with %s is exit 2 with its line", async (_what, text, message) => {
  const fingerprint = await breakYear();
  repository.write(APPROVALS, text);
  for (const { status, stderr } of [await repository.run("check"), await approve(fingerprint)]) {
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  }
  expect(repository.read(APPROVALS)).toBe(text);
});
