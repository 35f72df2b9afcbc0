import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { entryOf, paxRecord, tarOf } from "../../compat/tar.test.support.js";
import { packArchive } from "../archive.js";
import { digestLine } from "../make-assets.js";
import { verifyPath } from "./index.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hostile-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const NAME = "proto-python-artifacts-proto-v1.tar.gz";
const A = { name: "python/protos/a.proto", content: "a" };
const MIB = 1024 * 1024;
const tar = (...entries: Parameters<typeof tarOf>) => gzipSync(tarOf(...entries));
const long = (content: string) => ({ name: "././@LongLink", type: "L", content });
const pax = (...records: readonly string[]) => ({ name: "PaxHeader/x", type: "x", content: records.join("") });

/** What verifying says of an archive whose digest is right. */
function verify(bytes: Uint8Array) {
  writeFileSync(join(folder, NAME), bytes);
  writeFileSync(join(folder, `${NAME}.sha256`), digestLine(NAME, bytes));
  const { findings } = verifyPath(folder, NAME);
  expect(readdirSync(folder)).toEqual([NAME, `${NAME}.sha256`]);
  return findings;
}

const good = packArchive(new Map([["python/protos/a.proto", { bytes: Buffer.from("a") }]]), { time: 0 });

/** The start of a huge entry that packs to next to nothing. */
function bomb(size: number): Buffer {
  const header = entryOf({ name: "python/protos/a.proto", size: size.toString(8).padStart(11, "0") });
  return gzipSync(Buffer.concat([header, Buffer.alloc(size), Buffer.alloc(1024)]));
}

describe("an archive is refused, with its reason and nothing written,", () => {
  it.each<[string, Uint8Array, string]>([
    ["with ..", tar({ name: "python/../../evil" }), "leads out of its folder"],
    ["with .. in a long name", tar(long("../evil\0"), A), "leads out of its folder"],
    ["with .. in an extended header", tar(pax(paxRecord("path", "../evil")), A), "leads out of its folder"],
    ["with an absolute path", tar({ name: "/etc/evil" }), "no path inside of a folder"],
    ["with a drive of Windows", tar({ name: "C:evil" }), "no path inside of a folder"],
    ["with backslashes", tar({ name: String.raw`python\..\..\evil` }), "no path inside of a folder"],
    ["with a symbolic link", tar({ name: "python/evil", type: "2" }), "is a symbolic link"],
    ["with a hard link", tar({ name: "python/evil", type: "1" }), "is a hard link"],
    ["with a character device", tar({ name: "python/evil", type: "3" }), "is a character device"],
    ["with a block device", tar({ name: "python/evil", type: "4" }), "is a block device"],
    ["with a FIFO", tar({ name: "python/evil", type: "6" }), "is a pipe"],
    ["with a sparse file of GNU", tar({ name: "python/evil", type: "S" }), "is a sparse file"],
    ["with a sparse file of pax", tar(pax(paxRecord("GNU.sparse.major", "1")), A), "is a sparse file"],
    ["with a file of many volumes", tar({ name: "python/evil", type: "M" }), "other volumes"],
    ["with a name twice", tar(A, A), "it holds `python/protos/a.proto` twice"],
    [
      "with a name twice but for its case",
      tar(A, { ...A, name: "python/protos/A.proto" }),
      "are one name on some systems",
    ],
    [
      "with a folder twice but for its case",
      tar(A, { ...A, name: "Python/protos/b.proto" }),
      "are one name on some systems",
    ],
    [
      "with a name twice but for its accents",
      tar({ name: "python/é" }, { name: "python/e\u0301" }),
      "are one name on some systems",
    ],
    ["with a file as a folder", tar({ name: "python/protos" }, A), "is a file, and `python/protos/a.proto` lies in it"],
    ["with a folder as a file", tar(A, { name: "python/protos" }), "is a folder and a file"],
    ["with a name of control characters", tar({ name: "python/a\u001b[2J" }), "control characters"],
    ["with a NUL in a long name", tar(long("python/good\0../../evil\0"), A), "has a NUL inside"],
    ["with a NUL in an extended header", tar(pax(paxRecord("path", "python/good\0evil")), A), "no name"],
    [
      "with another name in an extended header",
      tar(pax(paxRecord("path", "python/evil")), A),
      "calls `python/protos/a.proto` by the name `python/evil`",
    ],
    [
      "with another name in a long name",
      tar(long("python/evil\0"), A),
      "calls `python/protos/a.proto` by the name `python/evil`",
    ],
    ["with another size in an extended header", tar(pax(paxRecord("size", "5")), A), "is too large"],
    [
      "with names for all entries",
      tar({ name: "g", type: "g", content: paxRecord("path", "evil") }, A),
      "for all entries at once",
    ],
    [
      "with a huge extended header",
      tar({ name: "x", type: "x", content: Buffer.alloc(2 * MIB) }, A),
      "a name in it has 2 MiB",
    ],
    [
      "with a huge long name",
      tar({ name: "L", type: "L", content: Buffer.alloc(2 * MIB, "a") }, A),
      "a name in it has 2 MiB",
    ],
    [
      "with a size that no file has",
      gzipSync(Buffer.concat([entryOf({ ...A, size: "77777777777" }), Buffer.alloc(1024)])),
      "up to 64 MiB are read",
    ],
    ["that is a decompression bomb", bomb(40 * MIB), "as a decompression bomb does"],
    ["that follows another one", Buffer.concat([good, good]), "a second archive is appended"],
    ["with bytes behind its end", Buffer.concat([good, Buffer.from("x")]), "1 bytes follow its end"],
    [
      "with files behind its end",
      gzipSync(Buffer.concat([tarOf(A), tarOf({ name: "python/evil" })])),
      "more follows where its files end",
    ],
    [
      "without an end of gzip's header",
      Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]), Buffer.alloc(100_000, "a")]),
      "its header has no end",
    ],
  ])("%s", (_, bytes, reason) => {
    const findings = verify(bytes);
    expect(findings.map(({ file, problem }) => [file, problem])).toEqual([[NAME, "hostile"]]);
    expect(findings[0]?.message).toContain(reason);
  });

  it.each<[string, Uint8Array, string]>([
    ["cut off in its header", good.subarray(0, 9), "it is cut off"],
    ["cut off in the middle", good.subarray(0, 100), "cut off or damaged"],
    ["cut off at its end", good.subarray(0, good.length - 1), "it is cut off"],
    ["with another checksum", with_(good, good.length - 6), "its checksum is not that"],
    ["with another length", with_(good, good.length - 2), "its length is not that"],
    ["with another method", with_(good, 2), "a method that gzip does not have"],
    ["with flags that do not exist", with_(good, 3, 0x80), "flags that gzip does not have"],
    ["whose tar is cut off", gzipSync(tarOf(A).subarray(0, 700)), "ends too early"],
    ["that is no tar", gzipSync(Buffer.alloc(600, "text")), "it is no tar archive"],
    ["that is empty", Buffer.alloc(0), "it is not packed with gzip"],
    ["that is packed without gzip", deflateRawSync("a"), "it is not packed with gzip"],
  ])("%s", (_, bytes, reason) => {
    const findings = verify(bytes);
    expect(findings.map(({ file, problem }) => [file, problem])).toEqual([[NAME, "damaged"]]);
    expect(findings[0]?.message).toContain(reason);
  });

  it("with more files than any release has", () => {
    const findings = verify(gzipSync(Buffer.concat([...manyEntries(100_001), Buffer.alloc(1024)]), { level: 1 }));
    expect(findings[0]?.message).toContain("more than 100000 files");
  });
});

/** Empty files whose names are numbers. */
function* manyEntries(count: number): Generator<Buffer> {
  const first = entryOf({ name: "python/000000" });
  const sum = Number.parseInt(first.toString("latin1", 148, 154), 8);
  for (let i = 0; i < count; i++) {
    const digits = String(i).padStart(6, "0");
    const entry = Buffer.from(first);
    entry.write(digits, 7, "latin1");
    const more = [...digits].reduce((total, digit) => total + Number(digit), 0);
    entry.write((sum + more).toString(8).padStart(6, "0"), 148, "latin1");
    yield entry;
  }
}

function with_(bytes: Uint8Array, at: number, by = 1): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ by;
  return changed;
}

describe("an unpacked bundle is refused", () => {
  it("with a link, which is not followed, or a pipe, which is not opened", () => {
    for (const make of [
      () => symlinkSync("/etc/passwd", join(folder, "evil")),
      () => void execFileSync("mkfifo", [join(folder, "evil")]),
    ]) {
      writeFileSync(join(folder, "metadata.json"), '{ "artifact_kind": "python" }');
      make();
      const { findings } = verifyPath(folder, ".");
      expect(findings.map(({ problem }) => problem)).toEqual(["hostile"]);
      rmSync(join(folder, "evil"));
    }
  });
});

describe("what is no release", () => {
  it("is said to be none", () => {
    expect(() => verifyPath(folder, ".")).toThrow("holds no asset of a release");
    expect(() => verifyPath(folder, "nothing")).toThrow("There is no `nothing`");
    expect(() => verifyPath(folder, "https://example.org/a.tar.gz")).toThrow("is a URL");
    execFileSync("mkfifo", [join(folder, "pipe")]);
    expect(() => verifyPath(folder, "pipe")).toThrow("is no plain file");
    expect(verifyPath(folder, ".").findings.map(({ message }) => message)).toEqual(["`pipe` is no plain file."]);
    writeFileSync(join(folder, "a.whl"), "");
    execFileSync("mkfifo", [join(folder, "a.whl.sha256")]);
    expect(() => verifyPath(folder, "a.whl")).toThrow("`a.whl.sha256` is no plain file");
    mkdirSync(join(folder, "below"));
    execFileSync("mkfifo", [join(folder, "below/metadata.json")]);
    expect(verifyPath(folder, "below").findings.map(({ problem }) => problem)).toEqual(["hostile"]);
    symlinkSync("nowhere", join(folder, "b.whl"));
    expect(() => verifyPath(folder, "b.whl")).toThrow("There is no `b.whl`");
  });
});
