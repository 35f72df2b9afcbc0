import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ContractsError } from "@nx-contracts/ir";
import { openHost } from "../host.js";
import { readBundle } from "./bundle.js";
import { describeModule } from "./describe-module.js";
import { filesOf, wholeFolder } from "./modules.js";
import { textIn } from "./proto-tree.js";
import { tarOf } from "./tar.test.support.js";

let folder = "";
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "bundle-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const host = () => openHost({ cwd: folder, root: folder });
const LONG = `python/protos/${"deep/".repeat(60)}long.proto`;
const FILES: { readonly [path: string]: string } = {
  "python/protos/anime/v1/anime.proto":
    'syntax = "proto3";\npackage anime.v1;\nimport "anime/v1/kind.proto";\nmessage Anime { Kind kind = 1; }\n',
  "python/protos/anime/v1/kind.proto": 'syntax = "proto3";\npackage anime.v1;\nenum Kind { KIND_UNSPECIFIED = 0; }\n',
  "python/protos/進撃/é.proto": 'syntax = "proto3";\n',
  "python/generated/anime/v1/anime_pb2.py": "",
  "python/generated/other.proto": "",
  "python/metadata.json": "{}",
};

/** An archive that GNU tar makes of files. */
function gnuTar(name: string, files: { readonly [path: string]: string }, ...flags: readonly string[]): string {
  const source = join(folder, `${name}.source`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(source, path)), { recursive: true });
    writeFileSync(join(source, path), text);
  }
  const run = spawnSync("tar", ["-C", source, ...flags, "-cf", join(folder, name), "."], { encoding: "utf8" });
  expect(run.stderr).toBe("");
  return name;
}

function written(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes);
  return name;
}

function refusal(path: string): ContractsError {
  try {
    readBundle(host(), path);
  } catch (error) {
    if (error instanceof ContractsError) return error;
    throw error;
  }
  throw new Error(`${path} is not refused`);
}

describe("a release bundle", () => {
  it.each([
    ["ustar.tar", "--format=ustar", {}],
    ["gnu.tar.gz", "--format=gnu", { [LONG]: "" }],
    ["pax.tgz", "--format=posix", { [LONG]: "" }],
    ["v7.tar", "--format=v7", {}],
  ])("is read from what GNU tar makes: %s", (name, format, more) => {
    const packed = name.endsWith("z") ? ["-z"] : [];
    const tree = readBundle(host(), gnuTar(name, { ...FILES, ...more }, format, ...packed));
    const all = Object.keys({ ...FILES, ...more });
    expect(tree.folder).toBe("python/protos");
    expect(tree.name).toBe(name);
    expect(tree.list()).toEqual(all.filter((path) => path.startsWith("python/protos/")).sort());
    for (const path of tree.list()) expect(textIn(tree, path)).toBe({ ...FILES, ...more }[path]);
    expect(tree.bytes("python/metadata.json")).toBeUndefined();
  });

  it("is a tree that can be described", () => {
    const tree = readBundle(host(), gnuTar("described.tar", FILES));
    const module = wholeFolder(tree);
    const paths = filesOf(tree, module).keys();
    const { files } = describeModule({
      side: { tree, modules: [module] },
      module,
      paths,
      alsoImported: [],
      check: () => true,
    });
    expect(files.map(({ path }) => path)).toEqual(["anime/v1/anime.proto", "anime/v1/kind.proto", "進撃/é.proto"]);
    expect(files[0]?.messages[0]?.fields[0]?.typeName).toBe("anime.v1.Kind");
  });

  it("may be of several languages with the same protos, or of none", () => {
    const rust = Object.fromEntries(
      Object.entries(FILES).map(([path, text]) => [path.replace("python", "rust"), text]),
    );
    expect(readBundle(host(), gnuTar("both.tar", { ...FILES, ...rust })).folder).toBe("python/protos");
    const tree = readBundle(host(), gnuTar("protos.tar", { "protos/a/b.proto": "", "README.md": "" }));
    expect([tree.folder, tree.list()]).toEqual(["protos", ["protos/a/b.proto"]]);
    const plain = readBundle(host(), gnuTar("plain.tar", { "protos/b.proto": "", "a/b.proto": "" }));
    expect([plain.folder, plain.list()]).toEqual([".", ["a/b.proto", "protos/b.proto"]]);
  });

  it.each([
    [
      "differing.tar",
      () => tarOf({ name: "a/protos/x.proto" }, { name: "b/protos/x.proto", content: "b" }),
      /in `a\/protos` and in `b\/protos` are not the same/,
    ],
    ["missing.tar", () => tarOf({ name: "a/protos/x.proto" }, { name: "b/protos/y.proto" }), /are not the same/],
    ["empty.tar", () => tarOf({ name: "README.md" }), /for it holds no proto files/],
    ["link.tar", () => tarOf({ name: "a.proto", type: "2" }), /for `a.proto` in it is a symbolic link/],
    ["text.tar.gz", () => Buffer.from("not found"), /for it is no tar archive/],
    ["nothing.tar.gz", () => Buffer.alloc(0), /for it is no tar archive/],
    ["packed.tar.gz", () => gzipSync("not found"), /for it is no tar archive/],
    [
      "cut.tar.gz",
      () => gzipSync(tarOf({ name: "a.proto" })).subarray(0, -4),
      /for what gzip packed cannot be unpacked/,
    ],
    ["bomb.tar.gz", () => gzipSync(Buffer.alloc(513 * 2 ** 20)), /for it has more than 512 MiB when unpacked/],
  ])("is refused: %s", (name, bytes, reason) => {
    const { code, message, problems } = refusal(written(name, bytes()));
    expect(code).toBe("source-unreadable");
    expect(message).toMatch(reason);
    expect(message).toContain(`\`${name}\``);
    expect(problems[0]?.next).toMatch(/\.$/);
  });

  it("is refused when it is not there, or a text in it is none", () => {
    expect(refusal("absent.tar")).toMatchObject({ code: "source-missing", message: "There is no file `absent.tar`." });
    const tree = readBundle(host(), written("latin1.tar", tarOf({ name: "a.proto", content: new Uint8Array([0xe9]) })));
    expect(() => textIn(tree, "a.proto")).toThrow(
      "The file is not UTF-8: the byte 0xe9 does not belong there. It is `a.proto` in `latin1.tar`.",
    );
  });
});
