import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CONFIG, copyReference, MODELS, PROTO, type Workspace } from "./reference.js";

let workspace: Workspace;
beforeEach(() => {
  workspace = copyReference();
});
afterEach(() => workspace.remove());

async function check() {
  const { status, stdout, stderr } = await workspace.run(["check", "--format", "json"]);
  const diagnostics =
    stdout === ""
      ? []
      : (
          JSON.parse(stdout) as {
            diagnostics: readonly {
              rule: string;
              message: string;
              at: { file: string; line: number };
              help?: string;
            }[];
          }
        ).diagnostics;
  return {
    status,
    stderr,
    diagnostics: diagnostics.filter((each) => each.rule.startsWith("read/") || each.rule.startsWith("lint/")),
  };
}

describe("a source that cannot be read is a diagnostic at its place", () => {
  test("a Python file with a syntax error", async () => {
    const line = workspace.replace(MODELS, "class Anime(BaseModel):", "class Anime(BaseModel:");
    const { status, diagnostics } = await check();
    expect(status).toBe(1);
    expect(diagnostics).toMatchObject([{ rule: "read/syntax-error", at: { file: MODELS } }]);
    expect(Math.abs((diagnostics[0]?.at.line ?? 0) - line)).toBeLessThanOrEqual(1);
  });

  test("a proto that does not parse", async () => {
    const line = workspace.replace(PROTO, "optional bool nsfw = 7;", "optional bool nsfw 7;");
    const { status, diagnostics } = await check();
    expect(status).toBe(1);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        rule: "read/syntax-error",
        at: expect.objectContaining({ file: PROTO, line }) as unknown,
      }),
    );
  });

  test("a missing import", async () => {
    const line =
      workspace.replace(
        PROTO,
        'import "google/protobuf/timestamp.proto";',
        'import "google/protobuf/timestamp.proto";\nimport "shared_proto/v1/missing.proto";',
      ) + 1;
    const { status, diagnostics } = await check();
    expect(status).toBe(1);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        rule: "read/unresolved-import",
        at: expect.objectContaining({ file: PROTO, line }) as unknown,
      }),
    );
  });

  test("a cyclic import", async () => {
    workspace.replace(
      PROTO,
      'import "google/protobuf/timestamp.proto";',
      'import "google/protobuf/timestamp.proto";\nimport "shared_proto/v1/catalog_service.proto";',
    );
    const { status, diagnostics } = await check();
    expect(status).toBe(1);
    expect(diagnostics.map(({ rule }) => rule)).toContain("read/import-cycle");
  });

  test("an empty file", async () => {
    workspace.write(MODELS, "");
    const { status, diagnostics } = await check();
    expect(status).toBe(1);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ rule: "read/empty-source", at: expect.objectContaining({ file: MODELS }) as unknown }),
    );
  });

  test("a line of ten megabytes", async () => {
    workspace.write(MODELS, `${workspace.read(MODELS)}\nNOISE = "${"x".repeat(10 * 1024 * 1024)}"\n`);
    const { status, diagnostics } = await check();
    expect(status).toBe(0);
    expect(diagnostics).toEqual([]);
  });

  test("Latin-1 bytes", async () => {
    const line = workspace.read(MODELS).split("\n").length;
    workspace.write(
      MODELS,
      Buffer.concat([Buffer.from(workspace.read(MODELS)), Buffer.from([0x23, 0x20, 0xe9, 0x0a])]),
    );
    const { status, diagnostics } = await check();
    expect(status).toBe(1);
    expect(diagnostics).toMatchObject([{ rule: "read/not-utf8", at: { file: MODELS, line } }]);
  });

  test("a byte order mark and CRLF are no finding", async () => {
    workspace.write(MODELS, `\ufeff${workspace.read(MODELS).replaceAll("\n", "\r\n")}`);
    workspace.write(PROTO, `\ufeff${workspace.read(PROTO).replaceAll("\n", "\r\n")}`);
    const { status, diagnostics } = await check();
    expect(diagnostics).toEqual([]);
    expect(status).toBe(0);
  });
});

describe("a question that cannot be answered is exit 2 with the next step", () => {
  test("a folder where a file should be", async () => {
    rmSync(join(workspace.root, MODELS));
    mkdirSync(join(workspace.root, MODELS));
    const { status, stderr } = await check();
    expect(status).toBe(2);
    expect(stderr).toMatch(/^protos\/contracts\.yaml:\d+:\d+: error: `.*anime\.py` is a folder\.\n {2}Name files/);
  });

  test("a missing source, with the nearest name", async () => {
    workspace.replace(CONFIG, "models/anime.py", "models/anme.py");
    const { status, stderr } = await check();
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^protos\/contracts\.yaml:\d+:\d+: error: `.*anme\.py` does not exist\.\n {2}Did you mean `.*models\/anime\.py`\?/,
    );
  });

  test("symbolic links that form a loop", async () => {
    rmSync(join(workspace.root, MODELS));
    symlinkSync(join(workspace.root, MODELS), join(workspace.root, MODELS));
    const { status, stderr } = await check();
    expect(status).toBe(2);
    expect(stderr).toMatch(/cannot be read .*loop/);
  });

  test("a misspelt key, with the nearest key", async () => {
    const line = workspace.replace(CONFIG, "    mirrors:\n", "    mirors:\n");
    const { status, stderr } = await check();
    expect(status).toBe(2);
    expect(stderr).toContain(
      `protos/contracts.yaml:${line}:5: error: There is no key \`mirors\` in \`contracts.0\`.\n  Did you mean \`mirrors\`?`,
    );
  });

  test.each([
    ["not YAML", "name: [\n", /not valid YAML/],
    ["empty", "", /must be a mapping|missing/],
    ["a wrong type", "name: x\ncontracts: 3\n", /`contracts` must be a list/],
    [
      "a wrong word",
      "name: x\ncontracts: [{ id: a, kind: events, source: { reader: proto, files: [a] } }]\n",
      /Did you mean `event`\?/,
    ],
    [
      "an unknown rule",
      "name: x\nrules: { parity/presence-mismach: off }\ncontracts: [{ id: a, kind: event, source: { reader: proto, files: [a] } }]\n",
      /Did you mean `parity\/presence-mismatch`\?/,
    ],
    [
      "an alias bomb",
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[..."bcdefghi"].map((key, i) => `${key}: &${key} [${Array(9).fill(`*${"abcdefgh"[i]}`).join(",")}]`).join("\n")}\n`,
      /cannot be expanded|no key/,
    ],
  ])("contracts.yaml: %s", async (_case, text, message) => {
    workspace.write(CONFIG, text);
    const { status, stderr } = await check();
    expect(status).toBe(2);
    expect(stderr).toMatch(/^protos\/contracts\.yaml:\d+:\d+: error: /);
    expect(stderr).toMatch(message);
  });

  test.each([
    [["chekc"], /Did you mean `check`\?/],
    [["check", "--formt", "json"], /Did you mean `--format`\?/],
    [["check", "--format", "jsn"], /Did you mean `json`\?/],
    [["check", "--config", "nowhere.yaml"], /does not exist/],
    [["read"], /no reader/],
    [["read", "protobuf", "x"], /Did you mean `proto`\?/],
    [["read", "proto", "nowhere.proto"], /does not exist/],
    [["explain", "parity/presence-mismach"], /Did you mean `parity\/presence-mismatch`\?/],
  ])("%j", async (args, message) => {
    const { status, stdout, stderr } = await workspace.run(args);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(message);
  });

  test("no configuration anywhere", async () => {
    rmSync(join(workspace.root, CONFIG));
    const { status, stderr } = await workspace.run(["check"], { cwd: "libs" });
    expect(status).toBe(2);
    expect(stderr).toMatch(/no contracts\.yaml in this workspace/);
  });

  test("several configurations, and none of them near", async () => {
    workspace.write("libs/other/contracts.yaml", "name: other\ncontracts: []\n");
    const { status, stderr } = await workspace.run(["check"], { cwd: "libs/common" });
    expect(status).toBe(2);
    expect(stderr).toMatch(/`--config \.\.\/other\/contracts\.yaml`, `--config \.\.\/\.\.\/protos\/contracts\.yaml`/);
  });
});

test("a tool that fails is exit 3, with its words", async () => {
  workspace.write("protos/buf.yaml", "version: v9\n");
  const { status, stderr } = await check();
  expect(status).toBe(3);
  expect(stderr).toMatch(/`buf lint` failed[\s\S]*\$ buf lint[\s\S]*exit status \d+[\s\S]*\| /);
});
