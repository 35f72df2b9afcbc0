import { spawn } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contracts, createProject, type Project, PYTHON, RUST, swapsOf, TYPESCRIPT } from "./generate-project.js";
import { COMMAND } from "./reference.js";

/** How often each way of killing is tried; KILLS=200 for a long night. */
const KILLS = Number(process.env["KILLS"] ?? 6);

const FOLDERS = ["protos", "py", "rs", "web"];

let project: Project;
let kept: string;
let older: ReadonlyMap<string, string>;
let newer: ReadonlyMap<string, string>;

const proto = (name: string, field: string) => `syntax = "proto3";
package shows.v1;
message ${name} { string ${field} = 1; }
`;

/** Stubs of twelve protos; then half of them change, two go and two come. */
beforeAll(async () => {
  project = createProject({ "protos/contracts.yaml": contracts(PYTHON + TYPESCRIPT + RUST) });
  for (let i = 0; i < 12; i++) project.write(`protos/shows/v1/show${i}.proto`, proto(`Show${i}`, "title"));
  project.write("protos/films/v1/film.proto", proto("Film", "title").replace("shows", "films"));
  expect((await project.run(["generate"])).status).toBe(0);
  for (let i = 0; i < 6; i++) project.write(`protos/shows/v1/show${i}.proto`, proto(`Show${i}`, "name"));
  for (const i of [10, 11]) project.delete(`protos/shows/v1/show${i}.proto`);
  project.delete("protos/films");
  project.write("protos/new/v1/new.proto", proto("New", "title").replace("shows", "new"));
  older = project.tree();
  kept = `${project.root}.kept`;
  for (const folder of FOLDERS) cpSync(join(project.root, folder), join(kept, folder), { recursive: true });
  expect((await project.run(["generate"])).status).toBe(0);
  newer = project.tree();
  expect(newer).not.toEqual(older);
});
afterAll(() => {
  project.remove();
  rmSync(kept, { recursive: true });
});

/** The older stubs again, beside the newer protos. */
function reset() {
  for (const folder of FOLDERS) {
    rmSync(join(project.root, folder), { recursive: true, force: true });
    cpSync(join(kept, folder), join(project.root, folder), { recursive: true });
  }
  expect(project.tree()).toEqual(older);
}

const lock = () => join(swapsOf(project.root), "lock");

/** Starts generating in a process group of its own. */
function start() {
  const child = spawn(process.execPath, [COMMAND, "generate"], {
    cwd: join(project.root, "protos"),
    detached: true,
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const { pid } = child;
  if (pid === undefined) throw new Error("The command does not start.");
  return { ended, pid };
}

/** Until nobody swaps any more. */
async function settled() {
  for (let waited = 0; existsSync(lock()); waited++) {
    if (waited > 3000) throw new Error("The lock is not given back.");
    await setTimeout(10);
  }
}

function which(): "older" | "newer" | "neither" {
  const now = JSON.stringify([...project.tree()]);
  if (now === JSON.stringify([...older])) return "older";
  return now === JSON.stringify([...newer]) ? "newer" : "neither";
}

function killGroup(pid: number) {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

test("killed with all that it started, at any moment, it leaves the older stubs or the newer ones", async () => {
  const took = performance.now();
  reset();
  await start().ended;
  const usual = performance.now() - took;
  const seen = { older: 0, newer: 0, neither: 0 };
  for (let i = 0; i < KILLS; i++) {
    reset();
    const { pid, ended } = start();
    await setTimeout((usual * 1.1 * (i + Math.random())) / KILLS);
    killGroup(pid);
    await ended;
    await settled();
    seen[which()]++;
  }
  expect(seen.neither).toBe(0);
  expect(seen.older).toBeGreaterThan(0);
}, 600_000);

test("killed around the swap it leaves the older stubs or the newer ones", async () => {
  reset();
  const undisturbed = start();
  while (!existsSync(lock())) await setTimeout(1);
  const began = performance.now();
  await settled();
  const usual = performance.now() - began;
  await undisturbed.ended;
  const seen = { older: 0, newer: 0, neither: 0 };
  for (let i = 0; i < KILLS; i++) {
    reset();
    const { pid, ended } = start();
    while (!existsSync(lock())) await setTimeout(1);
    await setTimeout((usual * 1.2 * (i + Math.random())) / KILLS);
    killGroup(pid);
    await ended;
    await settled();
    seen[which()]++;
  }
  expect(seen.neither).toBe(0);
  expect(seen.newer).toBeGreaterThan(0);
}, 600_000);

test("what is left where even the swap itself is killed is mended by the next run", async () => {
  for (let i = 0; i < KILLS; i++) {
    reset();
    const { pid, ended } = start();
    while (!existsSync(lock())) await setTimeout(1);
    const swapper = Number(readFileSync(lock(), "utf8"));
    await setTimeout(Math.random() * 200);
    for (const each of [swapper, pid]) {
      try {
        process.kill(each, "SIGKILL");
      } catch {
        // It has ended already.
      }
    }
    await ended;
    expect((await project.run(["generate"])).status).toBe(0);
    expect(project.tree()).toEqual(newer);
  }
}, 600_000);

test("runs at the same time wait for each other, and the last one finds nothing to do", async () => {
  reset();
  const runs = await Promise.all([1, 2, 3].map(() => project.run(["generate"])));
  expect(runs.map(({ status }) => status)).toEqual([0, 0, 0]);
  expect(runs.filter(({ stdout }) => stdout.startsWith("0 written"))).toHaveLength(2);
  expect(which()).toBe("newer");
});
