import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectVariables, releaseVariable } from "@nx-contracts/workspace/circumstances";
import { openHost } from "@nx-contracts/workspace/inputs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PluginOptions } from "../options.js";
import { inferProject } from "./infer-project.js";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "infer-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function infer(text: string, options: PluginOptions = {}) {
  mkdirSync(join(root, "protos"));
  writeFileSync(join(root, "protos/contracts.yaml"), text);
  return inferProject(openHost({ cwd: root, root }), "protos/contracts.yaml", options, "1.0.0");
}

const { against, due, beside } = projectVariables("protos");

describe("inferProject", () => {
  it("gives every verb its command, cached where the same inputs give the same answer", () => {
    const { targets = {} } = infer("name: contracts\n");
    expect(Object.entries(targets).map(([name, { command, cache }]) => [name, command, cache])).toEqual([
      ["check", "nx-contracts check --no-time", true],
      ["parity", "nx-contracts parity --no-time", true],
      ["lint", "nx-contracts lint --no-time", true],
      ["compat", "nx-contracts compat --no-time", true],
      ["cochange", "nx-contracts cochange --no-time", true],
      ["diff", "nx-contracts diff --against merge-base", false],
      ["impact", "nx-contracts impact", false],
      ["lock", "nx-contracts lock --no-time", false],
    ]);
    for (const { outputs, metadata } of Object.values(targets)) {
      expect(outputs).toEqual([]);
      expect(metadata?.description).toMatch(/^[A-Z].*\.$/);
    }
  });

  it("has the commits and the days hashed where they count, and nowhere else", () => {
    const { targets = {} } = infer("name: contracts\n");
    const files = ["contracts.approvals.yaml", "contracts.lock", "contracts.yaml"].map(
      (name) => `{projectRoot}/${name}`,
    );
    const withRun = [...files, { env: against }, { env: due }, { env: beside }];
    const inputs = Object.entries(targets).map(([name, target]) => [name, target.inputs]);
    expect(Object.fromEntries(inputs)).toEqual({
      check: withRun,
      parity: ["{projectRoot}/contracts.yaml"],
      lint: ["{projectRoot}/contracts.yaml"],
      compat: withRun,
      cochange: withRun,
      diff: files,
      impact: files,
      lock: files,
    });
    expect(targets["check"]?.options.env).toEqual({ NX_CONTRACTS_VERSION: "1.0.0", NX_CONTRACTS_HASHED: against });
    expect(targets["parity"]?.options.env).toEqual({ NX_CONTRACTS_VERSION: "1.0.0" });
  });

  it("keeps no answer about what lies outside the workspace", () => {
    const { targets = {} } = infer("name: contracts\ncompat: { against: ../../released }\n");
    expect([targets["check"]?.cache, targets["compat"]?.cache, targets["parity"]?.cache]).toEqual([false, false, true]);
  });

  it("generates where the configuration says what, and keeps what comes out", () => {
    const { targets = {} } = infer("name: contracts\ngenerate: [{ tool: tonic, out: ../libs/rs/set.binpb }]\n");
    expect(targets["generate"]).toMatchObject({
      command: "nx-contracts generate --no-time",
      cache: true,
      outputs: ["{workspaceRoot}/libs/rs/set.binpb"],
      options: { cwd: "{projectRoot}" },
    });
    expect(targets["generate"]?.inputs).toContain("{projectRoot}/**/*.proto");
    expect(targets["generate"]?.inputs).toContain("{projectRoot}/contracts.yaml");
  });

  it("keeps nothing of plugins whose version nobody knows", () => {
    const { targets = {} } = infer("generate: [{ tool: buf, template: buf.gen.yaml }]\n", {
      generateTargetName: "codegen",
    });
    expect(targets["codegen"]).toMatchObject({ command: "nx-contracts generate --no-time", cache: false });
  });

  it("hashes the generated files that are checked in, and which of them git knows, where they are judged", () => {
    const outputs = '[{ tool: grpcio-tools, version: "1.85.1", out: ../py }, { tool: tonic, out: ../rs/set.binpb }]';
    const { targets = {} } = infer(`generate: ${outputs}\n`);
    const stubs = ["_pb2.py", "_pb2.pyi", "_pb2_grpc.py"].map((ending) => `{workspaceRoot}/py/**/*${ending}`);
    const index = {
      runtime: 'git ls-files -- "py/*_pb2.py" "py/*_pb2.pyi" "py/*_pb2_grpc.py" || exit 0',
    };
    for (const verb of ["check", "stubs"]) {
      expect(targets[verb]?.inputs).toEqual(expect.arrayContaining([...stubs, "{projectRoot}/contracts.stubs", index]));
      expect(targets[verb]).toMatchObject({ cache: true, outputs: [] });
    }
    expect(targets["parity"]?.inputs).not.toContain(stubs[0]);
  });

  it("takes other names for every target", () => {
    const { targets = {} } = infer("", {
      checkTargetName: "a",
      parityTargetName: "b",
      lintTargetName: "c",
      compatTargetName: "d",
      cochangeTargetName: "e",
      diffTargetName: "f",
      impactTargetName: "g",
      lockTargetName: "h",
    });
    expect(Object.keys(targets).join("")).toBe("abcdefgh");
  });
});

describe("the target that releases", () => {
  const GENERATE = "generate: [{ tool: tonic, out: set.binpb }]\n";

  it("is an executor, to which a tag is a value, and depends on the tag's commit and the run alone", () => {
    const { targets = {} } = infer(`name: contracts\n${GENERATE}`);
    expect(targets["release"]).toMatchObject({
      executor: "nx-contracts:release",
      options: { out: "dist/contracts" },
      cache: true,
      outputs: ["{options.out}"],
    });
    expect(targets["release"]?.command).toBeUndefined();
    expect(targets["release"]?.inputs).toEqual(
      expect.arrayContaining([
        { env: releaseVariable("protos") },
        { env: "SOURCE_DATE_EPOCH" },
        { env: "GITHUB_RUN_ID" },
      ]),
    );
    for (const input of targets["release"]?.inputs ?? []) expect(input).toHaveProperty("env");
  });

  it("is there where something says what to release, under the name and with the folder that are given", () => {
    expect(infer("name: contracts\n").targets).not.toHaveProperty("release");
    rmSync(join(root, "protos"), { recursive: true });
    const { targets = {} } = infer("release: { bundles: [rust], out: ../made }\n", { releaseTargetName: "publish" });
    expect(targets["publish"]?.options).toMatchObject({ out: "made" });
    rmSync(join(root, "protos"), { recursive: true });
    expect(infer("release: { out: ../../elsewhere }\n").targets?.["release"]?.cache).toBe(false);
  });
});
