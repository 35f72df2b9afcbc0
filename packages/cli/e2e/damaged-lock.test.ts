import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createRepository, LOCK, PROTO, type Repository } from "./repository.js";

let repository: Repository;
beforeEach(async () => {
  repository = await createRepository();
});
afterEach(() => repository.remove());

const TITLE = "  string title = 2;\n";
const RESERVED = '  reserved 2;\n  reserved "title";\n';

test("conflict markers", async () => {
  repository.replace(LOCK, "shows.v1.Show field 1", "<<<<<<< ours\n=======\n>>>>>>> theirs\nshows.v1.Show field 1");
  const found = await repository.findings("--only", "lifecycle");
  expect(found).toMatchObject([
    {
      rule: "lifecycle/lock-unreadable",
      at: { file: LOCK, line: 5 },
      help: expect.stringContaining("merge=union") as string,
    },
  ]);
});

test("garbage, and `lock` does not write over it", async () => {
  repository.write(LOCK, `${repository.read(LOCK)}what is this\n`);
  expect(await repository.findings("--only", "lifecycle")).toMatchObject([
    { rule: "lifecycle/lock-unreadable", at: { file: LOCK, line: 10 } },
  ]);
  const before = repository.read(LOCK);
  const { status, stderr } = await repository.run("lock");
  expect(status).toBe(2);
  expect(stderr).toContain("contracts.lock:10");
  expect(repository.read(LOCK)).toBe(before);
});

test("bytes that are no text", async () => {
  repository.write(
    LOCK,
    Uint8Array.from({ length: 4096 }, (_, i) => (i * 37) % 256),
  );
  const found = await repository.findings("--only", "lifecycle");
  expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set(["lifecycle/lock-unreadable"]));
  expect(found.length).toBeLessThanOrEqual(20);
});

test("CRLF and a byte order mark", async () => {
  repository.write(LOCK, `\ufeff${repository.read(LOCK).replaceAll("\n", "\r\n")}`);
  expect(await repository.check()).toEqual([]);
  expect((await repository.run("lock")).stderr).toBe("contracts.lock is up to date.\n");
});

test("200,000 lines", async () => {
  const lines = Array.from({ length: 200_000 }, (_, i) => `shows.v1.Old${i % 5000} field ${i} f${i} string until=-\n`);
  repository.write(LOCK, repository.read(LOCK) + lines.join(""));
  const start = performance.now();
  expect(await repository.check("--only", "lifecycle")).toEqual([]);
  process.stdout.write(`check with a lock of 200,000 lines: ${Math.round(performance.now() - start)} ms\n`);
});

test("deleted in the change", async () => {
  repository.delete(LOCK);
  const [finding] = await repository.findings();
  expect(finding).toMatchObject({ rule: "lifecycle/lock-missing", severity: "error" });
  const [, command = ""] = /: (git .*)$/.exec(finding?.help ?? "") ?? [];
  repository.git(...command.split(" ").slice(1));
  expect(await repository.check()).toEqual([]);
});

test("lines deleted in the change, with what they remembered", async () => {
  repository.replace(PROTO, TITLE, RESERVED);
  await repository.run("lock");
  repository.git("checkout", "-q", "-B", "main");
  repository.commit("Remove the title");
  repository.git("checkout", "-q", "-B", "change");
  repository.replace(PROTO, RESERVED, "  int32 rank = 2;\n");
  const lines = repository.read(LOCK).split("\n");
  repository.write(LOCK, lines.filter((line) => !/ 2 title|reserved/.test(line)).join("\n"));
  expect((await repository.run("lock")).status).toBe(0);
  const found = await repository.findings("--only", "lifecycle");
  expect(found).toMatchObject([{ rule: "lifecycle/lock-missing", severity: "error" }]);
  expect(found[0]?.message).toContain("shows.v1.Show.title");
});

test("a run that is killed leaves the old lock or the new one", async () => {
  const lines = Array.from({ length: 50_000 }, (_, i) => `shows.v1.Old field ${i + 1} f${i} string until=-\n`);
  const before = repository.read(LOCK) + lines.join("");
  repository.replace(PROTO, "  Mood mood = 4;\n", "  Mood mood = 4;\n  string tagline = 5;\n");
  repository.write(LOCK, before);
  const main = join(import.meta.dirname, "../dist/main.js");
  for (const timeout of [350, 500, 650, 800]) {
    spawnSync(process.execPath, [main, "lock"], { cwd: repository.root, timeout, killSignal: "SIGKILL" });
    const after = repository.read(LOCK);
    expect(after === before || (after.includes(" tagline ") && after.split("\n").length === 50_011)).toBe(true);
  }
});

test("an older draft beside it changes nothing", async () => {
  repository.write("contracts.lock.1.draft", "half a li");
  repository.replace(PROTO, "  Mood mood = 4;\n", "  Mood mood = 4;\n  string tagline = 5;\n");
  await repository.run("lock");
  expect(repository.read(LOCK)).toContain("tagline");
  expect(await repository.check()).toEqual([]);
});
