import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COMMAND } from "./reference.js";
import { assetsIn, createReleaseProject, type ReleaseProject } from "./release-project.js";

/** How often releasing is killed; KILLS=200 for a long night. */
const KILLS = Number(process.env["KILLS"] ?? 4);

const CACHE = resolve(import.meta.dirname, "../../../node_modules/.cache/nx-contracts");

let project: ReleaseProject;
let out: string;
let kept: string;
let older: ReadonlyMap<string, Buffer>;
let newer: ReadonlyMap<string, Buffer>;

beforeAll(async () => {
  project = await createReleaseProject();
  out = join(project.root, "dist/contracts");
  kept = join(project.root, "dist/kept");
  const released = async (tag: string) => {
    const { status, stderr } = await project.release("--tag", tag);
    expect(status, stderr).toBe(0);
    return project.assets();
  };
  newer = await released("proto-v2");
  older = await released("proto-v1");
  cpSync(out, kept, { recursive: true });
});
afterAll(() => project.remove());

function reset() {
  rmSync(out, { recursive: true, force: true });
  cpSync(kept, out, { recursive: true });
}

/** Until nobody swaps any more. */
async function settled() {
  const key = createHash("sha256").update(out).digest("hex").slice(0, 16);
  const lock = join(CACHE, "swaps", key, "lock");
  for (let waited = 0; existsSync(lock); waited++) {
    if (waited > 3000) throw new Error("The lock is not given back.");
    await setTimeout(10);
  }
}

function start() {
  const child = spawn(process.execPath, [COMMAND, "release", "--tag", "proto-v2"], {
    cwd: join(project.root, "protos"),
    detached: true,
    stdio: "ignore",
  });
  const ended = new Promise<void>((done) => child.once("close", () => done()));
  const { pid } = child;
  if (pid === undefined) throw new Error("The command does not start.");
  return { ended, pid };
}

function killGroup(pid: number) {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

test("killed with all that it started, at any moment, it leaves the older release or the newer one", async () => {
  reset();
  const began = performance.now();
  await start().ended;
  const usual = performance.now() - began;
  expect(assetsIn(out)).toEqual(newer);
  for (let i = 0; i < KILLS; i++) {
    reset();
    const { pid, ended } = start();
    await setTimeout((usual * 1.1 * (i + Math.random())) / KILLS);
    killGroup(pid);
    await ended;
    await settled();
    expect([older, newer]).toContainEqual(assetsIn(out));
  }
  expect((await project.release("--tag", "proto-v2")).status).toBe(0);
  expect(assetsIn(out)).toEqual(newer);
  // What was laid out and left behind by who was killed is gone.
  const leftBehind = readdirSync(CACHE).flatMap((name) => /^release-(\d+)-/.exec(name)?.[1] ?? []);
  expect(leftBehind.filter((pid) => !existsSync(`/proc/${pid}`))).toEqual([]);
  expect(project.git("worktree", "list").split("\n")).toHaveLength(1);
}, 600_000);

test("releases into one folder at the same time leave one whole release, and none of the other", async () => {
  reset();
  const tags = ["proto-v1", "proto-v2", "proto-v1"];
  const runs = await Promise.all(tags.map((tag) => project.release("--tag", tag)));
  expect(runs.map(({ status }) => status)).toEqual([0, 0, 0]);
  expect([older, newer]).toContainEqual(assetsIn(out));
});

test("a folder that cannot be written into is left as it is", async () => {
  project.write("dist/file", "");
  const { status, stderr } = await project.release("--tag", "proto-v1", "--out", "../dist/file");
  expect(status).toBe(2);
  expect(stderr).toContain("cannot be put in their place");
  expect(project.read("dist/file")).toBe("");
});
