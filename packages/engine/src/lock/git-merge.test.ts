import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Messages, schemaOf } from "../../fixtures/lock/releases.js";
import { lockChanges } from "./changes.js";
import { formatLock } from "./format.js";
import { EMPTY_LOCK, LOCK_FILE } from "./lock.js";
import { parseLock } from "./parse.js";
import { updateLock } from "./update.js";

const BASE: Messages = {
  Anime: {
    fields: [
      { number: 1, name: "title" },
      { number: 2, name: "studio" },
    ],
  },
  Episode: { fields: [{ number: 1, name: "title" }] },
  Studio: { fields: [{ number: 1, name: "name" }] },
};

/** Two branches, and what the protos are once both are merged. */
const CASES: readonly (readonly [title: string, ours: Messages, theirs: Messages, both: Messages])[] = [
  [
    "fields of two messages",
    { ...BASE, Anime: { fields: [...(BASE["Anime"]?.fields ?? []), { number: 3, name: "year", type: "int32" }] } },
    { ...BASE, Studio: { fields: [...(BASE["Studio"]?.fields ?? []), { number: 2, name: "city" }] } },
    {
      ...BASE,
      Anime: { fields: [...(BASE["Anime"]?.fields ?? []), { number: 3, name: "year", type: "int32" }] },
      Studio: { fields: [...(BASE["Studio"]?.fields ?? []), { number: 2, name: "city" }] },
    },
  ],
  [
    "two messages that stand side by side in the file",
    { ...BASE, Character: { fields: [{ number: 1, name: "name" }] } },
    { ...BASE, Director: { fields: [{ number: 1, name: "name" }] } },
    {
      ...BASE,
      Character: { fields: [{ number: 1, name: "name" }] },
      Director: { fields: [{ number: 1, name: "name" }] },
    },
  ],
  [
    "one field deprecated, the next one removed",
    {
      ...BASE,
      Anime: {
        fields: [
          { number: 1, name: "title", deprecated: true },
          { number: 2, name: "studio" },
        ],
      },
    },
    {
      ...BASE,
      Anime: { fields: [{ number: 1, name: "title" }], reserved: { numbers: [{ from: 2, to: 2 }], names: ["studio"] } },
    },
    {
      ...BASE,
      Anime: {
        fields: [{ number: 1, name: "title", deprecated: true }],
        reserved: { numbers: [{ from: 2, to: 2 }], names: ["studio"] },
      },
    },
  ],
  [
    "one and the same field",
    {
      ...BASE,
      Studio: {
        fields: [
          { number: 1, name: "name" },
          { number: 2, name: "city" },
        ],
      },
    },
    {
      ...BASE,
      Studio: {
        fields: [
          { number: 1, name: "name" },
          { number: 2, name: "city", deprecated: true },
        ],
      },
    },
    {
      ...BASE,
      Studio: {
        fields: [
          { number: 1, name: "name" },
          { number: 2, name: "city", deprecated: true },
        ],
      },
    },
  ],
];

describe("git merges the locks of two branches without a conflict", () => {
  let folder = "";
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const read = () => readFileSync(join(folder, LOCK_FILE), "utf8");
  const lockBase = (messages: Messages) =>
    updateLock(EMPTY_LOCK, [schemaOf(messages)], { version: "1.0.0", today: "2026-01-01" });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "lock-merge-"));
    git("init", "-q", "-b", "trunk");
    write(".gitattributes", `${LOCK_FILE} merge=union\n`);
    write(LOCK_FILE, formatLock(lockBase(BASE)));
    git("add", ".");
    git("commit", "-q", "-m", "Lock");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(CASES)("%s", (title, ours, theirs, both) => {
    const commit = (branch: string, messages: Messages) => {
      git("checkout", "-q", "-b", `${title.replaceAll(/\W/g, "-")}-${branch}`, "trunk");
      const { lock } = parseLock(read());
      write(LOCK_FILE, formatLock(updateLock(lock, [schemaOf(messages)], { version: "1.1.0", today: "2026-02-01" })));
      git("commit", "-q", "-a", "-m", branch);
    };
    commit("theirs", theirs);
    const branch = git("rev-parse", "--abbrev-ref", "HEAD").trim();
    commit("ours", ours);
    git("merge", "-q", "--no-edit", branch);

    const { lock, problems } = parseLock(read());
    expect(problems).toEqual([]);
    const next = updateLock(lock, [schemaOf(both)], { version: "1.1.0", today: "2026-02-01" });
    expect(lockChanges(lock, next)).toEqual([]);
    expect(next).toEqual(updateLock(lockBase(BASE), [schemaOf(both)], { version: "1.1.0", today: "2026-02-01" }));
  });
});
