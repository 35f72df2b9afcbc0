import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import { afterAll, describe, expect, it } from "vitest";
import { openHost } from "../host.js";
import { loadConfig } from "./load.js";

const root = mkdtempSync(join(tmpdir(), "nx-contracts-"));
writeFileSync(join(root, "book.proto"), 'syntax = "proto3";\n');
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The packages of a configuration, line 6 and on. */
function load(packages: readonly string[], name = "contracts") {
  const lines = [
    `name: ${JSON.stringify(name)}`,
    "contracts:",
    "  - { id: book, kind: event, source: { reader: proto, files: [book.proto] } }",
    "release:",
    "  packages:",
    ...packages.map((each) => `    - { ${each} }`),
  ];
  writeFileSync(join(root, "contracts.yaml"), `${lines.join("\n")}\n`);
  return loadConfig(openHost({ cwd: root, root }), "contracts.yaml").release.packages;
}

function problemsOf(...packages: readonly string[]): readonly string[] {
  try {
    load(packages);
    return [];
  } catch (error) {
    if (!(error instanceof ContractsError)) throw error;
    return error.problems.map(({ message, at, next }) => `${at?.line}: ${message} ${next}`);
  }
}

describe("release.packages", () => {
  it("are called like the project, and have defaults", () => {
    const names = (name: string) =>
      load(["language: python", "language: rust", "language: typescript"], name).map((each) => each.name);
    expect(names("contracts")).toEqual(["contracts-types", "contracts-types", "contracts-types"]);
    expect(names("Büro & Verträge 2")).toEqual([
      "buro-vertrage-2-types",
      "buro-vertrage-2-types",
      "buro-vertrage-2-types",
    ]);
    expect(names("3")).toEqual(["contracts-types", "contracts-types", "contracts-types"]);
    expect(load(["language: rust"])[0]).toMatchObject({
      description: "What is generated from the contracts `contracts`.",
      authors: [],
      dependencies: [],
    });
  });

  it.each([
    "language: python, name: Acme.Contracts_types",
    "language: typescript, name: '@acme/contracts-types'",
    "language: go, module: example.org/acme/Contracts.types-2",
    "language: go, module: github.com/acme/contracts/vendored",
    "language: python, package: acme.contracts_types",
  ])("take { %s }", (entry) => expect(problemsOf(entry)).toEqual([]));

  it.each([
    ["language: python, name: -types", "6: `-types` is no name of a Python distribution."],
    ["language: rust, name: 3d-types", "6: `3d-types` is no name of a crate."],
    ["language: rust, name: '../types'", "6: `../types` is no name of a crate."],
    ["language: typescript, name: Contracts", "6: `Contracts` is no name of an npm package."],
    ["language: typescript, name: '@acme/../x'", "6: `@acme/../x` is no name of an npm package."],
    ["language: go, module: contracts-types", "6: `contracts-types` is no name of a Go module."],
    ["language: go, module: example.org/types/v2", "6: `example.org/types/v2` is no name of a Go module."],
    ["language: go, module: 'example.org/types;x'", "6: `example.org/types;x` is no name of a Go module."],
    ["language: go", "6: The key `module` is missing in `release.packages.0`."],
    ["language: java", "6: `release.packages.0.language` must be one of python, rust, typescript, go."],
    ["language: rust, modul: x", "6: There is no key `modul` in `release.packages.0`."],
    ["language: python, package: a-b", "6: `a-b` is no package of Python."],
  ])("refuse { %s }", (entry, message) => expect(problemsOf(entry)[0]).toContain(message));

  it("are different ones", () => {
    expect(problemsOf("language: rust", "language: rust")).toEqual([
      "7: Two packages of rust have the same name. Give this one a `name`.",
    ]);
    expect(problemsOf("language: rust", "language: python", "language: rust, name: other")).toEqual([]);
  });
});
