import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contentOf, writeProject } from "../packages/content.test.support.js";
import { digestLine } from "../make-assets.js";
import { provenance } from "../provenance/index.js";
import { verifyPath } from "./index.js";

let folder: string;
let project: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nx-contracts-"));
  project = mkdtempSync(join(tmpdir(), "nx-contracts-"));
  writeProject(project, { "book.proto": 'syntax = "proto3";\nmessage Book {}\n' });
});
afterEach(() => {
  for (const each of [folder, project]) rmSync(each, { recursive: true, force: true });
});

const encode = (text: string) => new TextEncoder().encode(text);

/** Puts an asset and its digest into the folder. */
function put(name: string, bytes: Uint8Array): void {
  writeFileSync(join(folder, name), bytes);
  writeFileSync(join(folder, `${name}.sha256`), digestLine(name, bytes));
}

async function release(): Promise<void> {
  const made = ["types-7.0.0.whl", "types-v7.0.0.zip"].map((name) => ({ name, bytes: encode(name) }));
  for (const { name, bytes } of [...made, ...(await provenance.make(contentOf(project, "proto-v7"), made, () => {}))])
    put(name, bytes);
}

describe("verify", () => {
  it("finds an asset that was exchanged together with its digest", async () => {
    await release();
    expect(verifyPath(folder, ".").findings).toEqual([]);
    put("types-7.0.0.whl", encode("something else"));
    expect(verifyPath(folder, ".").findings).toMatchObject([{ file: "types-7.0.0.whl", problem: "digest-wrong" }]);
    expect(verifyPath(folder, ".").findings[0]?.message).toContain("that `proto-provenance-proto-v7.intoto.json` says");
  });

  it("says once that an asset was changed", async () => {
    await release();
    writeFileSync(join(folder, "types-7.0.0.whl"), "changed");
    expect(verifyPath(folder, ".").findings).toHaveLength(1);
  });

  it("finds no fault with what was not downloaded, nor with more beside it", async () => {
    await release();
    for (const name of ["types-v7.0.0.zip", "types-v7.0.0.zip.sha256"]) rmSync(join(folder, name));
    put("notes.txt", encode("notes"));
    expect(verifyPath(folder, ".").findings).toEqual([]);
  });

  it.each(["", "{}", "[]", "{", "null", '{"_type":"https://in-toto.io/Statement/v1","subject":[7]}', "\u0000"])(
    "refuses a statement that is %j",
    async (text) => {
      await release();
      put("proto-provenance-proto-v7.intoto.json", encode(text));
      expect(verifyPath(folder, ".").findings).toMatchObject([{ problem: "malformed" }]);
    },
  );
});
