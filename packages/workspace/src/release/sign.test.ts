import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import { afterAll, describe, expect, it } from "vitest";
import { MAKERS } from "./makers.js";
import { contentOf, writeProject } from "./packages/content.test.support.js";
import { signatures } from "./sign.js";

const root = mkdtempSync(join(realpathSync(tmpdir()), "nx contracts-"));
writeProject(root, { "book.proto": 'syntax = "proto3";\nmessage Book {}\n' });
afterAll(() => rmSync(root, { recursive: true, force: true }));

const MADE = ["proto-python-artifacts-proto-v7.tar.gz", "a file.whl"].map((name) => ({
  name,
  bytes: new TextEncoder().encode(name),
}));

/** Signs by a script that Node runs. */
function sign(script: string, ...args: readonly string[]) {
  const content = contentOf(root, "proto-v7");
  const argv = [process.execPath, "-e", script, "--", ...args];
  const config = { ...content.config, release: { ...content.config.release, sign: argv } };
  return signatures([]).make({ ...content, config }, MADE, () => {});
}

const COPY =
  'const fs = require("node:fs"); for (const path of process.argv.slice(1)) fs.writeFileSync(`${path}.sig`, process.argv.slice(1).join());';

describe("signatures", () => {
  it("are what the tool writes beside the assets, which it is given at once", async () => {
    const signed = await sign(COPY);
    const all = "./a file.whl,./proto-python-artifacts-proto-v7.tar.gz";
    expect(signed.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
      ["a file.whl.sig", all],
      ["proto-python-artifacts-proto-v7.tar.gz.sig", all],
    ]);
  });

  it("are made one by one where an argument names the file", async () => {
    const signed = await sign(COPY, "{file}");
    expect(signed.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual([
      "./a file.whl",
      "./proto-python-artifacts-proto-v7.tar.gz",
    ]);
  });

  it("that fail end the release, and say which command said what", async () => {
    const error = await sign('console.error("no key"); process.exit(9)').catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(ContractsError);
    expect(error).toMatchObject({ code: "tool-failed", tool: { status: 9, output: "no key" } });
  });

  it.each([
    ["changed", 'require("node:fs").writeFileSync("a file.whl", "")'],
    ["removed", 'require("node:fs").unlinkSync("a file.whl")'],
    ["wrote no file", ""],
    ["no plain file", 'require("node:fs").mkdirSync("x")'],
  ])("of a tool that %s are refused", async (word, script) => {
    await expect(sign(script)).rejects.toThrow(word);
  });

  it("of a program that is not there are said to be", async () => {
    const content = contentOf(root, "proto-v7");
    const config = { ...content.config, release: { ...content.config.release, sign: ["./sign.sh"] } };
    await expect(signatures([]).make({ ...content, config }, MADE, () => {})).rejects.toMatchObject({
      code: "tool-missing",
    });
  });

  it("belong to the assets that they sign", () => {
    const owns = (name: string) => MAKERS.some((maker) => maker.owns(name));
    expect(
      [
        "proto-rust-artifacts-proto-v7.tar.gz.sig",
        "contracts_types-7.0.0-py3-none-any.whl.sigstore.json",
        "proto-provenance-proto-v7.intoto.json.asc",
      ].map(owns),
    ).toEqual([true, true, true]);
    expect(["notes.txt", "proto-v7.txt.sig", "README.md.asc"].map(owns)).toEqual([false, false, false]);
  });

  it("leave nothing behind", () => {
    const cache = contentOf(root, "proto-v7").workspace.cacheFolder ?? "";
    mkdirSync(cache, { recursive: true });
    expect(readdirSync(cache).filter((name) => name.startsWith(`sign-${process.pid}-`))).toEqual([]);
    writeFileSync(join(root, "kept"), "");
  });
});
