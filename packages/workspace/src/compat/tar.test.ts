import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TarFailure } from "./tar-header.js";
import { entryOf, paxRecord, tarOf } from "./tar.test.support.js";
import { readTar } from "./tar.js";

const paths = (archive: Uint8Array) => [...readTar(archive, () => true).keys()];
const text = (archive: Uint8Array, path: string) =>
  Buffer.from(readTar(archive, () => true).get(path) ?? []).toString();
const A = { name: "a.proto", content: "a" };

describe("a tar archive", () => {
  it("gives the files that are asked for", () => {
    const archive = tarOf({ name: "./", type: "5" }, { name: "./b/", type: "5" }, { name: "./b//c", content: "c" }, A);
    expect(paths(archive)).toEqual(["b/c", "a.proto"]);
    expect(text(archive, "b/c")).toBe("c");
    expect([...readTar(archive, (path) => path.endsWith(".proto")).keys()]).toEqual(["a.proto"]);
  });

  it("may have its names in four places", () => {
    const long = `${"x/".repeat(200)}é.proto`;
    expect(paths(tarOf({ ...A, prefix: "folder" }))).toEqual(["folder/a.proto"]);
    expect(paths(tarOf({ name: "././@LongLink", type: "L", content: `${long}\0` }, A))).toEqual([long]);
    expect(
      paths(tarOf({ name: "x", type: "x", content: paxRecord("mtime", "1.5") + paxRecord("path", long) }, A)),
    ).toEqual([long]);
    expect(paths(tarOf({ name: "x", type: "x", content: paxRecord("uname", "é") }, A))).toEqual(["a.proto"]);
  });

  it("may hold a comment, folders twice, files of old, and anything behind its end", () => {
    expect(paths(tarOf({ name: "pax_global_header", type: "g", content: paxRecord("comment", "6a89d0a") }, A))).toEqual(
      ["a.proto"],
    );
    expect(paths(tarOf({ name: "b/", type: "5" }, { name: "b", type: "5" }, { name: "c/", type: "\0" }))).toEqual([]);
    expect(paths(tarOf({ ...A, type: "\0" }, { ...A, name: "b", type: "7" }))).toEqual(["a.proto", "b"]);
    expect(paths(Buffer.concat([tarOf(A), Buffer.from("more")]))).toEqual(["a.proto"]);
    expect(paths(tarOf())).toEqual([]);
  });

  it.each([
    ["a path with ..", tarOf({ name: "b/../../a.proto" }), "leads out of its folder"],
    ["a path with .. in a prefix", tarOf({ ...A, prefix: ".." }), "leads out of its folder"],
    ["a path with .. in a long name", tarOf({ name: "L", type: "L", content: "../a\0" }, A), "leads out of its folder"],
    [
      "a path with .. in an extended header",
      tarOf({ name: "x", type: "x", content: paxRecord("path", "../a") }, A),
      "leads out",
    ],
    ["an absolute path", tarOf({ name: "/etc/a.proto" }), "no path inside"],
    ["a path of Windows", tarOf({ name: String.raw`..\a.proto` }), "no path inside"],
    ["a drive of Windows", tarOf({ name: "C:a.proto" }), "no path inside"],
    ["no name", tarOf({ name: "" }), "no name"],
    ["a hard link", tarOf({ name: "b", type: "1" }), "`b` in it is a hard link"],
    ["a symbolic link", tarOf({ name: "b", type: "2" }), "`b` in it is a symbolic link"],
    ["a long link", tarOf({ name: "b", type: "K" }), "is a link"],
    ["a device", tarOf({ name: "b", type: "3" }), "`b` in it is a character device"],
    ["another device", tarOf({ name: "b", type: "4" }), "`b` in it is a block device"],
    ["a pipe", tarOf({ name: "b", type: "6" }), "`b` in it is a pipe"],
    ["a sparse file", tarOf({ name: "b", type: "S" }), "`b` in it is a sparse file"],
    [
      "a sparse file of pax",
      tarOf({ name: "x", type: "x", content: paxRecord("GNU.sparse.major", "1") }, A),
      "sparse file",
    ],
    ["an unknown type", tarOf({ name: "b", type: "Z" }), "neither a file nor a folder"],
    ["a file that is a folder", tarOf({ name: "b/", content: "b" }), "neither a file nor a folder"],
    ["a file twice", tarOf(A, { ...A, name: "./a.proto" }), "holds `a.proto` twice"],
    ["a file and a folder of one name", tarOf(A, { name: "a.proto/", type: "5" }), "holds `a.proto` twice"],
    ["a folder and a file of one name", tarOf({ name: "a.proto/", type: "5" }, A), "holds `a.proto` twice"],
    [
      "a path for all entries",
      tarOf({ name: "g", type: "g", content: paxRecord("path", "b") }, A),
      "sets `path` for all",
    ],
    ["two sizes", tarOf({ name: "x", type: "x", content: paxRecord("size", "0") }, A), "too large"],
    [
      "an extended header that lies",
      tarOf({ name: "x", type: "x", content: "99 path=b\n" }, A),
      "header in it is damaged",
    ],
    [
      "an extended header of no length",
      tarOf({ name: "x", type: "x", content: "0 path=b\n" }, A),
      "header in it is damaged",
    ],
    ["a name for nothing", tarOf({ name: "L", type: "L", content: "b\0" }), "ends too early"],
    ["a size of 65 MiB", tarOf({ ...A, size: (65 * 2 ** 20).toString(8).padStart(11, "0") }), "has 65 MiB"],
    ["a binary size", tarOf({ ...A, size: "\x80\0\0\0\0\0\0\0\0\0\0\x01" }), "too large"],
    ["a size that is none", tarOf({ ...A, size: "-0000000001" }), "is no number"],
    [
      "a long name of 2 MiB",
      tarOf({ name: "L", type: "L", content: "b".repeat(2 ** 21) }, A),
      "a name in it has 2 MiB",
    ],
    ["bytes that are no name", tarOf({ name: "x", type: "L", content: new Uint8Array([0xff]) }, A), "not UTF-8"],
    ["a changed header", changed(tarOf(A), 3), "no tar archive"],
    ["a changed second header", changed(tarOf({ name: "b" }, A), 515), "byte 512 is damaged"],
    ["no end", entryOf(A), "ends too early"],
    ["nothing", Buffer.alloc(0), "no tar archive"],
    ["a text", Buffer.alloc(2000, "text"), "no tar archive"],
  ])("is refused with %s", (_, archive, reason) => {
    expect(() => readTar(archive, () => true)).toThrow(TarFailure);
    expect(() => readTar(archive, () => true)).toThrow(reason);
  });

  it("is refused wherever it is cut off ahead of its end", () => {
    const whole = tarOf({ name: "b/", type: "5" }, A, { name: "c", content: "c".repeat(600) });
    for (let length = 0; length < whole.length - 512; length++) {
      expect(() => readTar(whole.subarray(0, length), () => true), `${length} bytes`).toThrow(TarFailure);
    }
  });

  it("is read or refused, whatever it is", () => {
    const whole = tarOf(
      { name: "x", type: "x", content: paxRecord("path", "b") },
      A,
      { name: "L", type: "L", content: "c" },
      A,
    );
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const archive = Buffer.from(whole);
        archive[at] = byte;
        try {
          readTar(archive, () => true);
        } catch (error) {
          expect(error).toBeInstanceOf(TarFailure);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

function changed(archive: Buffer, at: number): Buffer {
  archive[at] = 120;
  return archive;
}
