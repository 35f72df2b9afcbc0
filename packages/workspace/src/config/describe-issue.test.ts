import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openHost } from "../host.js";
import { loadConfig } from "./load.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "nx contracts "));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** What is wrong with one entry of `generate`, as lines of place, message and next step. */
function problemsOf(entry: string): readonly string[] {
  const contract = "{ id: a, kind: event, source: { reader: proto, files: [a.proto] } }";
  writeFileSync(join(root, "a.proto"), 'syntax = "proto3";\n');
  writeFileSync(join(root, "contracts.yaml"), `name: c\ncontracts: [${contract}]\ngenerate:\n  - ${entry}\n`);
  try {
    loadConfig(openHost({ cwd: root, root }), "contracts.yaml");
    return [];
  } catch (error) {
    if (!(error instanceof ContractsError)) throw error;
    return error.problems.map(({ at, message, next }) => `${at?.line}:${at?.column} ${message} ${next}`);
  }
}

const TOOLS = "grpcio-tools, buf, protobuf-es, prost, tonic, protoc-gen-go, protoc-gen-go-grpc";

describe("an entry of generate", () => {
  test.each([
    ["{ tool: grpcio-tool, out: gen }", "grpcio-tool,", `must be one of ${TOOLS}. Did you mean \`grpcio-tools\`?`],
    ["{ tool: 3, out: gen }", "3,", `must be one of ${TOOLS}. Take one of these words.`],
    ["{ out: gen }", "{", `The key \`tool\` is missing in \`generate.0\`. Add it: one of ${TOOLS}.`],
    [
      "{ tool: protobuf-es, out: gen, optoins: [] }",
      "optoins",
      "no key `optoins` in `generate.0`. Did you mean `options`?",
    ],
    ["{ tool: tonic, out: a, zzz: 1 }", "zzz", "Known here: tool, id, protos, out, checkedIn."],
    ['{ tool: grpcio-tools, version: ">=1", out: gen }', '">=1"', "must be one exact version. Write it out, such as"],
    ["{ tool: protobuf-es, out: /gen }", "/gen", "`/gen`, the `out` of `protobuf-es`, is an absolute path. Write it"],
    ["{ tool: buf, template: /buf.gen.yaml }", "/buf", "the `template` of `buf`, is an absolute path."],
  ])("%s", (entry, place, text) => {
    const [problem, ...others] = problemsOf(entry);
    expect(others).toEqual([]);
    expect(problem).toContain(text);
    expect(problem).toMatch(new RegExp(`^4:${entry.indexOf(place) + 5} `));
  });

  test("one that is right", () => {
    expect(problemsOf("{ tool: tonic, out: ../a/b.binpb }")).toEqual([]);
  });
});
