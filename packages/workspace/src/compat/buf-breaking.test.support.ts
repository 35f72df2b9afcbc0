import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { compat } from "../commands/compat.js";
import { openHost } from "../host.js";
import { type Case, type Files, buildCase } from "./cases.test.support.js";
import { formatBufJson } from "@nx-contracts/engine/compat";

/** The binary itself: the package's own script costs a second Node process. */
const BUF = createRequire(import.meta.url).resolve(`@bufbuild/buf-${process.platform}-${process.arch}/bin/buf`);

/** How a case is judged: the version of its `buf.yaml` and its `breaking` section as JSON. */
export interface Judging {
  readonly version: "v1beta1" | "v1" | "v2";
  readonly breaking: object;
}

export interface Verdicts {
  readonly buf: readonly string[];
  readonly ours: readonly string[];
  /** Ids of cases that Buf does not compile. */
  readonly refused: ReadonlySet<string>;
  /** Ids of cases for which looking at what differs tells something else than looking at everything. */
  readonly incomplete: readonly string[];
}

/** Compares every case in one run of `buf breaking` and in one of ours: each case is a module of one workspace. */
export async function compareBatch(cases: readonly Case[], judgings: readonly Judging[]): Promise<Verdicts> {
  const folder = mkdtempSync(join(tmpdir(), "compat-oracle-"));
  const all = cases.flatMap((each, index) => {
    const judging = judgings[index];
    return judging === undefined ? [] : [{ each, judging }];
  });
  try {
    const refused = new Set<string>();
    for (;;) {
      const pairs = all.filter(({ each }) => !refused.has(each.id));
      const run = runBuf(folder, pairs);
      if (run.lines === undefined) {
        for (const id of run.refused ?? findRefused(folder, pairs)) refused.add(id);
        continue;
      }
      const cwd = join(folder, "new");
      const request = { ...REQUEST, head: ".", against: ["../old"], policies: ["buf.yaml"] };
      const { annotations } = await compat(openHost({ cwd, root: cwd }), request);
      return {
        buf: run.lines,
        ours: formatBufJson(annotations)
          .split("\n")
          .filter((line) => line !== ""),
        refused,
        incomplete: await incompleteOf(
          cwd,
          pairs.map(({ each }) => each.id),
        ),
      };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Judged {
  readonly each: Case;
  readonly judging: Judging;
}

interface BufRun {
  /** Absent when buf refuses something. */
  readonly lines?: readonly string[];
  /** What it refuses, where it says so. */
  readonly refused?: readonly string[];
}

function runBuf(folder: string, pairs: readonly Judged[]): BufRun {
  rmSync(folder, { recursive: true, force: true });
  writeSides(folder, pairs);
  const argv = ["-n", "19", BUF, "breaking", ".", "--against", "../old", "--error-format=json"];
  const run = spawnSync("nice", argv, { cwd: join(folder, "new"), encoding: "utf8", maxBuffer: 2 ** 29 });
  const lines = run.stdout.split("\n").filter((line) => line !== "");
  const broken = lines.filter((line) => line.includes('"type":"COMPILE"'));
  if (run.status === 0 || (run.status === 100 && broken.length === 0)) return { lines };
  const ids = broken.flatMap((line) => /m(c\d+)\//.exec(line)?.[1] ?? []);
  return ids.length > 0 ? { refused: ids } : {};
}

/** Buf breaks down over some files that it compiled, and does not say which; halving tells. */
function findRefused(folder: string, pairs: readonly Judged[]): readonly string[] {
  const [first, ...others] = pairs;
  if (first === undefined) return [];
  const run = runBuf(folder, pairs);
  if (run.lines !== undefined) return [];
  if (run.refused !== undefined || others.length === 0) return run.refused ?? [first.each.id];
  const middle = pairs.length >> 1;
  return [...findRefused(folder, pairs.slice(0, middle)), ...findRefused(folder, pairs.slice(middle))];
}

const REQUEST = { base: { name: "main", isGiven: true } } as const;

async function incompleteOf(cwd: string, ids: readonly string[]): Promise<readonly string[]> {
  const incomplete: string[] = [];
  for (const id of ids) if (await isIncomplete(cwd, `m${id}`)) incomplete.push(id);
  return incomplete;
}

async function isIncomplete(cwd: string, module: string): Promise<boolean> {
  const host = openHost({ cwd, root: cwd });
  for (const policy of ["FILE", "PACKAGE", "CSR"]) {
    const request = { ...REQUEST, head: module, against: [`../old/${module}`], policies: [policy] };
    const some = await compat(host, request);
    const all = await compat(host, { ...request, everything: true });
    if (JSON.stringify(some.annotations) !== JSON.stringify(all.annotations)) return true;
  }
  return false;
}

function writeSides(folder: string, pairs: readonly Judged[]): void {
  const isOlder = pairs.some(({ judging }) => judging.version !== "v2");
  for (const side of ["old", "new"] as const) {
    for (const { each, judging } of pairs) {
      const { old, now } = buildCase(each);
      const module = join(folder, side, `m${each.id}`);
      writeFiles(module, side === "old" ? old : now);
      if (isOlder) writeFileSync(join(module, "buf.yaml"), JSON.stringify(judging));
    }
    const modules = pairs.map(({ each, judging: { breaking } }) => ({ path: `m${each.id}`, breaking }));
    const [name, content] = isOlder
      ? ["buf.work.yaml", { version: "v1", directories: modules.map(({ path }) => path) }]
      : ["buf.yaml", { version: "v2", modules }];
    mkdirSync(join(folder, side), { recursive: true });
    writeFileSync(join(folder, side, name), JSON.stringify(content));
  }
}

function writeFiles(folder: string, files: Files): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
