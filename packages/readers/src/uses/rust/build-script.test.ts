import type { Vocabulary } from "@nx-contracts/ir";
import { expect, test } from "vitest";
import { readUses } from "../read.js";

const VOCABULARY: Vocabulary = {
  language: "rust",
  types: ["shows::v1", "people::v1"].map((module) => ({
    kind: "record",
    name: `${module.replace("::", ".")}.Thing`,
    module,
    symbol: "Thing",
    members: [],
  })),
  compiled: [
    { path: "protos/shows/v1/show.proto", module: "shows::v1" },
    { path: "protos/people/v1/person.proto", module: "people::v1" },
    { path: "libs/rs/proto/all.binpb", module: "shows::v1" },
    { path: "libs/rs/proto/all.binpb", module: "people::v1" },
  ],
};

async function modulesOf(text: string, path = "libs/rs/build.rs"): Promise<readonly string[]> {
  const uses = await readUses([{ path, text }], VOCABULARY);
  return uses.map(({ kind, subject, at }) => `${at.line} ${kind} ${subject}`);
}

test.each<readonly [string, string, readonly string[]]>([
  ["a path from the crate", `compile_protos("../../protos/shows/v1/show.proto")?;`, ["1 module shows::v1"]],
  [
    "paths below roots of imports",
    `prost_build::compile_protos(
&["people/v1/person.proto",
"./shows/v1/show.proto"], &["../../protos"])?;`,
    ["2 module people::v1", "3 module shows::v1"],
  ],
  ["a set of descriptors", `const SET: &str = "proto/all.binpb";`, ["1 module people::v1", "1 module shows::v1"]],
  ["a folder", `for file in walk("../../protos/people") { files.push(file); }`, ["1 module people::v1"]],
  ["something else", `println!("cargo::rerun-if-changed=show.txt"); run(".proto", "prot", "v1/other.proto");`, []],
  ["a comment", `// "../../protos/shows/v1/show.proto"`, []],
])("%s", async (_, text, modules) => {
  expect(await modulesOf(`fn main() { ${text} }`)).toEqual(modules);
});

test("only what cargo runs is a build script", async () => {
  expect(await modulesOf(`fn main() { f("../../../protos/shows/v1/show.proto"); }`, "libs/rs/src/main.rs")).toEqual([]);
});
