import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHost } from "../host.js";
import { readImage } from "./image.js";

const BUF = createRequire(import.meta.url).resolve(`@bufbuild/buf-${process.platform}-${process.arch}/bin/buf`);

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "image-"));
  writeFileSync(join(folder, "buf.yaml"), "version: v2\n");
  writeFileSync(join(folder, "a.proto"), 'syntax = "proto3";\nmessage A { string b = 1; }\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (path: string) => readImage(openHost({ cwd: folder, root: folder }), path);

describe("an image", () => {
  it.each(["image.binpb", "image.binpb.gz", "image.pb"])("of buf build is read: %s", (name) => {
    const output = name.endsWith(".pb") ? `${name}#format=binpb` : name;
    expect(spawnSync(BUF, ["build", "-o", output], { cwd: folder, encoding: "utf8" }).stderr).toBe("");
    expect(read(name)).toMatchObject([{ path: "a.proto", messages: [{ fullName: "A", fields: [{ name: "b" }] }] }]);
  });

  it("is refused when it is none, or not there", () => {
    writeFileSync(join(folder, "empty.binpb"), "");
    expect(() => read("empty.binpb")).toThrow(
      expect.objectContaining({
        code: "source-unreadable",
        message: "`empty.binpb` cannot be read as a compiled image. It is empty.",
        problems: [expect.objectContaining({ next: expect.stringContaining("buf build -o image.binpb") })],
      }),
    );
    expect(() => read("absent.binpb")).toThrow(expect.objectContaining({ code: "source-missing" }));
    expect(() => read(".")).toThrow("`.` is a folder.");
  });
});
