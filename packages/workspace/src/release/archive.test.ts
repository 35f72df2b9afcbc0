import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packArchive } from "./archive.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "archive-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const TIME = 1_700_000_000;
const text = (content: string) => ({ bytes: new TextEncoder().encode(content) });

/** Names that are long, no ASCII, and such that sorting by letters is another order than by bytes. */
const FILES = new Map([
  ["python/protos/b.proto", text("b")],
  ["python/a-b.txt", text("")],
  ["python/a/ünïcode 名.txt", text("ü")],
  [`python/${"long/".repeat(60)}${"name".repeat(40)}.txt`, text("x".repeat(512))],
  ["python/run.sh", { ...text("#!/bin/sh\n"), isExecutable: true }],
]);

function pack(files: typeof FILES = FILES, time = TIME): string {
  const path = join(folder, "a.tar.gz");
  writeFileSync(path, packArchive(files, { time }));
  return path;
}

describe("packArchive", () => {
  it("is what GNU tar and gzip read", () => {
    const path = pack();
    execFileSync("gzip", ["-t", path]);
    execFileSync("tar", ["-xzf", path, "-C", folder]);
    for (const [name, { bytes }] of FILES) expect(new Uint8Array(readFileSync(join(folder, name)))).toEqual(bytes);
    const listing = execFileSync("tar", ["--full-time", "--utc", "-tvzf", path], {
      env: { ...process.env, LC_ALL: "C" },
    });
    for (const line of listing.toString().trimEnd().split("\n"))
      expect(line).toMatch(/^(?:d|-)rw(?:xr-xr-x|-r--r--) root\/root +\d+ 2023-11-14 22:13:20 python\//);
    expect(listing.toString()).toMatch(/^-rwxr-xr-x .* python\/run\.sh$/m);
  });

  it("is what Python's tarfile reads, in the order of bytes", () => {
    const script = "import sys,tarfile;print('\\n'.join(m.name for m in tarfile.open(sys.argv[1])))";
    const out = execFileSync("python3", ["-c", script, pack()], { env: { ...process.env, PYTHONUTF8: "1" } });
    const names = out.toString().trimEnd().split("\n");
    const asEntry = (name: string) => Buffer.from(FILES.has(name) ? name : `${name}/`);
    expect(names).toEqual([...names].sort((a, b) => Buffer.compare(asEntry(a), asEntry(b))));
    expect(names).toEqual(expect.arrayContaining([...FILES.keys()]));
  });

  it("has no time and no machine in gzip's header", () => {
    const bytes = readFileSync(pack());
    expect([...bytes.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3]);
    expect(gunzipSync(bytes).length % 512).toBe(0);
  });

  it("depends on nothing but what goes in", () => {
    const shuffled = new Map([...FILES].reverse());
    expect(packArchive(shuffled, { time: TIME })).toEqual(packArchive(FILES, { time: TIME }));
    expect(packArchive(FILES, { time: TIME + 1 })).not.toEqual(packArchive(FILES, { time: TIME }));
  });

  it("leaves folders out where they are not wanted", () => {
    const path = join(folder, "b.tar.gz");
    writeFileSync(path, packArchive(FILES, { time: TIME, withFolders: false }));
    expect(execFileSync("tar", ["-tzf", path]).toString()).not.toMatch(/\/$/m);
  });
});
