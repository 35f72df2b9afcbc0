import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { STUB_RULES } from "@nx-contracts/engine/stubs";
import type { Diagnostic } from "@nx-contracts/ir";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Repository, unlockedRepository } from "./repository.js";

/** A repository as the examples of the rules have it: a proto, its stub, and the manifest. */
function example(title: string): { readonly [path: string]: string } {
  const found = STUB_RULES.flatMap(({ examples }) => examples).find((each) => each.title === title);
  if (found === undefined) throw new Error(`There is no example "${title}".`);
  return found.files;
}

const GENERATED = example("As it was generated");
const STUB = "gen/anime_pb.ts";
const stub = GENERATED[STUB] ?? "";

let repository: Repository;
beforeEach(() => {
  repository = unlockedRepository(GENERATED);
  repository.delete("protos");
  repository.commit("Begin without another proto");
});
afterEach(() => repository.remove());

async function stubs(...args: readonly string[]): Promise<readonly Diagnostic[]> {
  const { stdout, stderr } = await repository.run("stubs", "--format", "json", ...args);
  if (stdout === "") throw new Error(stderr);
  return (JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics;
}

async function said(): Promise<readonly string[]> {
  return (await stubs()).map(({ rule, subject }) => `${rule} ${subject}`);
}

/** The descriptor in the stub by another one. */
function withDescriptor(bytes: string | Uint8Array): string {
  return stub.replace(/fileDesc\(".*"\)/, `fileDesc("${Buffer.from(bytes).toString("base64")}")`);
}

describe("five things that may be wrong, each with its finding", () => {
  test("nothing is wrong", async () => {
    expect(await said()).toEqual([]);
    expect(await repository.check("--only", "stubs")).toEqual([]);
  });

  test("edited by hand", async () => {
    repository.write(STUB, `${stub}export const isMine = true;\n`);
    expect(await said()).toEqual([`stubs/edited anime:${STUB}`]);
    expect(await repository.check("--only", "stubs")).toEqual([`stubs/edited anime:${STUB}`]);
  });

  test("deleted", async () => {
    repository.delete(STUB);
    expect(await said()).toEqual([`stubs/missing anime:${STUB}`]);
  });

  test("new and untracked", async () => {
    repository.git("rm", "-q", "--cached", STUB);
    expect(await said()).toEqual([`stubs/untracked anime:${STUB}`]);
    const { status, stdout } = await repository.run("stubs", "--no-time");
    expect(status).toBe(0);
    expect(stdout).toContain(`git add ${STUB}`);
  });

  test("without a proto", async () => {
    repository.write("show.proto", 'syntax = "proto3";\n');
    repository.write("contracts.yaml", (GENERATED["contracts.yaml"] ?? "").replace("[anime.proto]", "[show.proto]"));
    repository.delete("anime.proto");
    expect(await said()).toContain(`stubs/orphaned shows:${STUB}`);
  });

  test("made by another version of the tool", async () => {
    for (const name of ["a", "b"]) {
      repository.write(`${name}.proto`, 'syntax = "proto3";\n');
      const other = withDescriptor(Buffer.from(`\n\x07${name}.protob\x06proto3`, "latin1"));
      repository.write(`gen/${name}_pb.ts`, other.replaceAll("anime", name).replace("v2.17.0", "v2.16.1"));
    }
    repository.commit();
    expect(await said()).toEqual([`stubs/tool-drift anime:${STUB}`]);
  });
});

test("a changed proto is named with its fields, at the stub and in the proto, and in every format", async () => {
  repository.replace("anime.proto", "string title = 1;", "bytes title = 1;\n  int32 year = 2;");
  const [finding, ...rest] = await stubs();
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({
    rule: "stubs/stale",
    message: `\`${STUB}\` is not what \`anime.proto\` says: the field \`Anime.title\` has the type \`string\` instead of \`bytes\` and the field \`Anime.year\` is missing.`,
    at: { file: STUB, line: 1 },
    related: [{ at: { file: "anime.proto", line: 4 } }, { at: { file: "anime.proto", line: 5 } }],
  });
  const text = await repository.run("stubs", "--no-time");
  expect(text.status).toBe(1);
  expect(text.stdout).toContain("nx-contracts generate");
  const sarif = await repository.run("stubs", "--format", "sarif");
  expect(JSON.parse(sarif.stdout).runs[0].tool.driver.rules.map(({ id }: { id: string }) => id)).toContain(
    "stubs/stale",
  );
});

test("rules are configured like others", async () => {
  repository.delete(STUB);
  const config = GENERATED["contracts.yaml"] ?? "";
  repository.write("contracts.yaml", `${config}rules: { stubs/missing: warning }\n`);
  expect((await stubs()).map(({ severity }) => severity)).toEqual(["warning"]);
  repository.write("contracts.yaml", `${config}rules: { stubs/mising: warning }\n`);
  const { status, stderr } = await repository.run("stubs");
  expect(status).toBe(2);
  expect(stderr).toContain("Did you mean `stubs/missing`?");
});

describe("what nobody should have to deal with", () => {
  test.each<readonly [string, string | Uint8Array, string]>([
    ["a stub that is cut off", stub.slice(0, -60), "unreadable"],
    ["one that is no text", Uint8Array.from({ length: 4096 }, (_, index) => (index * 151) & 255), "unreadable"],
    ["an empty one", "", "unreadable"],
    ["a descriptor that is none", withDescriptor("no descriptor at all"), "unreadable"],
    [
      "one that names another file",
      withDescriptor(Buffer.from("\n\nother.proto".replace("\n\n", "\n\x0b"), "latin1")),
      "edited",
    ],
    ["names that a terminal would obey", withDescriptor("\n\x0banime.proto\x12\x05a\x1b[2J"), "unreadable"],
    ["messages in messages without end", withDescriptor(nested(20_000)), "unreadable"],
    ["a line of ten million characters", `${stub}// ${"\\x".repeat(5_000_000)}\n`, "edited"],
  ])("%s is a finding", async (_, content, rule) => {
    repository.write(STUB, content);
    expect(await said()).toEqual([`stubs/${rule} anime:${STUB}`]);
  });

  test("folders that contain themselves, and packages that others installed", async () => {
    symlinkSync(join(repository.root, "gen"), join(repository.root, "gen/again"));
    mkdirSync(join(repository.root, "gen/node_modules"));
    repository.write("gen/node_modules/x/other_pb.ts", stub);
    repository.write("gen/.venv/other_pb.ts", stub);
    expect(await said()).toEqual([]);
  });

  test("a proto that is broken is reported, and no stub is blamed for it", async () => {
    repository.replace("anime.proto", "string title = 1;", "string title = ;");
    expect(await said()).toEqual(["read/syntax-error anime:anime.proto"]);
  });

  test("a proto of another encoding", async () => {
    repository.write("anime.proto", Buffer.from('syntax = "proto3"; // caf\xe9', "latin1"));
    expect(await said()).toEqual(["read/not-utf8 anime:anime.proto"]);
  });

  test("outside of git nothing is said of git", async () => {
    repository.delete(".git");
    expect(await said()).toEqual([]);
  });
});

/** A descriptor of messages that lie in each other. */
function nested(levels: number): Uint8Array {
  let inner: Uint8Array = new Uint8Array();
  for (let level = 0; level < levels; level++) {
    inner = Buffer.concat([Buffer.from([level === levels - 1 ? 0x22 : 0x1a]), varint(inner.length), inner]);
  }
  return Buffer.concat([Buffer.from("\n\x0banime.proto", "latin1"), inner]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return Uint8Array.from([...bytes, rest]);
    bytes.push((rest & 127) | 128);
  }
}
