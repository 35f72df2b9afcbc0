import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Schema } from "@nx-contracts/ir";
import { protoReader } from "@nx-contracts/readers/proto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Config } from "../config/config.js";
import { loadConfig } from "../config/load.js";
import { type Host, openHost } from "../host.js";
import { findUses } from "./find-uses.js";

const PROTO = `syntax = "proto3";
package catalog.v1;
option go_package = "example.org/gen/catalog/v1;catalogv1";
message Anime {
  string title = 1;
  int32 score = 2;
  Studio studio = 3;
}
message Studio { string name = 1; }
`;

const FILES: { readonly [path: string]: string } = {
  "nx.json": "{}",
  "package.json": `{ "name": "workspace", "workspaces": ["libs/*"] }`,
  ".gitignore": "ignored/\nnode_modules/\n",
  "protos/buf.yaml": "version: v2\n",
  "protos/catalog/v1/anime.proto": PROTO,
  "protos/contracts.yaml": `name: contracts
contracts:
  - id: anime
    kind: event
    source: { reader: proto, files: [catalog/v1/anime.proto] }
generate:
  - { tool: grpcio-tools, version: "1.85.1", out: ../libs/stubs/src }
  - { tool: protobuf-es, out: ../libs/es/src/generated, options: [target=ts] }
`,
  "libs/es/package.json": `{ "name": "@acme/es", "exports": { ".": "./dist/index.js", "./*": "./dist/*.js" } }`,
  "libs/es/src/index.ts": `export * from "./generated/catalog/v1/anime_pb.js";\n`,
  "libs/es/src/generated/catalog/v1/anime_pb.ts": `export type Anime = { score: number; title: string };\n`,
  "libs/stubs/src/catalog/v1/anime_pb2.py": "Anime = object()\nAnime.score\n",
  "libs/py/pyproject.toml": `[build-system]\nrequires = []\n[project]\nname = "catalog-py"\n`,
  "libs/py/src/app/load.py": "from catalog.v1.anime_pb2 import Anime\ndef load() -> Anime: ...\n",
  "libs/py/src/app/view.py": "from .load import load\n# load().score\ndef f():\n    return load().score\n",
  "libs/py/src/app/other.py": `from catalog.v1 import anime_pb2\nclass Match:\n    score = 1\nMatch().score, "score"\n`,
  "libs/web/project.json": `{ "name": "web" }`,
  "libs/web/src/card.tsx": `import type { Anime } from "@acme/es";
export const Card = ({ anime }: { anime: Anime }) => <p title="score">{anime.score} {anime.studio?.name}</p>;
`,
  "libs/web/src/generated.ts": `import { Anime } from "../../es/src/generated/catalog/v1/anime_pb";\nexport const f = (a: Anime[]) => a.map((b) => b.score);\n`,
  "libs/rs/Cargo.toml": `[package]\nname = "catalog-rs"\n`,
  "libs/rs/src/lib.rs": `pub mod load; pub mod v1 { tonic::include_proto!("catalog.v1"); }
pub fn f(anime: &v1::Anime) -> i32 { anime.score }
`,
  "libs/rs/build.rs": `fn main() {
    tonic_prost_build::configure().compile_protos(&["catalog/v1/anime.proto"], &["../../protos"]).unwrap();
}
`,
  // Whoever uses the crate, in its tests and in a crate beside it, has a record from it.
  "libs/rs/src/load.rs": `use crate::v1;\npub fn load() -> v1::Anime { v1::Anime::default() }\n`,
  "libs/rs/tests/load.rs": `use catalog_rs::{load::load, v1::Anime};\nfn f() -> i32 { load().score }\n`,
  "libs/player/Cargo.toml": `[package]\nname = "player"\n[dependencies]\ncatalog-rs = { path = "../rs" }\n`,
  "libs/player/src/main.rs": `use catalog_rs::{load, v1::Anime};\nfn f() -> i32 { load::load().score }\n`,
  // Another package of the same module.
  "libs/go/cmd/main.go": `package main
import view "example.org/catalog-go/v2"
func main() { shelf, err := view.Open(); _ = shelf.Anime().GetScore(); _ = err.Score }
`,
  "libs/go/open.go": `package view
import pb "example.org/gen/catalog/v1"
func Open() (*Shelf, error) { return nil, nil }
func (s *Shelf) Anime() *pb.Anime { return s.anime }
`,
  "libs/go/go.mod": "module example.org/catalog-go/v2\n",
  "libs/go/view.go": `package view
import pb "example.org/gen/catalog/v1"
func F(a *pb.Anime) int32 { return a.GetScore() }
`,
  // One package: what a file declares another one sees without an import.
  "libs/go/shelf.go": "package view\nfunc G(s *Shelf) int32 { return s.anime.Score }\n",
  "libs/go/types.go": `package view
import pb "example.org/gen/catalog/v1"
type Shelf struct { anime *pb.Anime }
`,
  "ignored/view.py": "from catalog.v1.anime_pb2 import Anime\nAnime().score\n",
  "vendor/view.py": "from catalog.v1.anime_pb2 import Anime\nAnime().score\n",
  "libs/web/node_modules/x/index.ts": `import { Anime } from "@acme/es"; declare const a: Anime; a.score;\n`,
};

const SCORE = [
  "libs/go/cmd/main.go:3 catalog-go",
  "libs/go/shelf.go:2 catalog-go",
  "libs/go/view.go:3 catalog-go",
  "libs/player/src/main.rs:2 player",
  "libs/py/src/app/view.py:4 catalog-py",
  "libs/rs/src/lib.rs:2 catalog-rs",
  "libs/rs/tests/load.rs:2 catalog-rs",
  "libs/web/src/card.tsx:2 web",
  "libs/web/src/generated.ts:2 web",
];

let host: Host;
let config: Config;
let schemas: readonly Schema[];

function write(files: typeof FILES): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(host.absolute(path)), { recursive: true });
    writeFileSync(host.absolute(path), text);
  }
}

async function certain(...subjects: readonly string[]): Promise<readonly string[]> {
  const found = await findUses(host, config, { schemas, subjects });
  return found
    .filter(({ certainty }) => certainty === "certain")
    .map(({ at, project }) => `${at.file}:${at.line} ${project}`);
}

describe.each(["a git repository", "a folder without git"])("in %s", (kind) => {
  beforeAll(() => {
    const root = mkdtempSync(join(tmpdir(), "find uses-"));
    host = openHost({ cwd: root, root });
    write(FILES);
    mkdirSync(host.absolute("node_modules/@acme"), { recursive: true });
    symlinkSync(host.absolute("libs/es"), host.absolute("node_modules/@acme/es"));
    symlinkSync(root, host.absolute("libs/loop"));
    if (kind === "a git repository") {
      const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: root });
      git("init", "-q");
      // One file is new and not yet added.
      git("add", "--all", "--", ":!libs/py/src/app/view.py");
      git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "Start");
    } else rmSync(host.absolute("ignored"), { recursive: true });
    config = loadConfig(host, "protos/contracts.yaml");
    schemas = [protoReader.read([{ path: "protos/catalog/v1/anime.proto", text: PROTO }], {}).schema];
  });
  afterAll(() => rmSync(host.root, { recursive: true, force: true }));

  test("a field is found in four languages, and nothing else is taken for it", async () => {
    const uses = await findUses(host, config, { schemas, subjects: ["catalog.v1.Anime.score"] });
    expect(uses.map(({ at, project }) => `${at.file}:${at.line} ${project}`)).toEqual(SCORE);
    expect(uses.every((use) => use.certainty === "certain" && use.access === "read")).toBe(true);
  });

  test("a field behind another one", async () => {
    expect(await certain("catalog.v1.Studio.name")).toEqual(["libs/web/src/card.tsx:2 web"]);
  });

  test("a record's uses include those of its fields", async () => {
    const uses = await findUses(host, config, { schemas, subjects: ["catalog.v1.Anime"] });
    expect(uses.map(({ at }) => `${at.file}:${at.line}`)).toEqual(
      expect.arrayContaining(SCORE.map((each) => each.split(" ")[0])),
    );
    expect(new Set(uses.map(({ kind: each }) => each))).toEqual(new Set(["record", "field"]));
  });

  test("everything is at least what is asked for by name", async () => {
    const all = await findUses(host, config, { schemas });
    expect(all.filter(({ subject }) => subject === "catalog.v1.Anime.score").map(({ at }) => at.file)).toEqual(
      SCORE.map((each) => each.split(":")[0]),
    );
    expect(all.filter(({ kind: each }) => each === "module").map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(["catalog.v1.anime_pb2", "libs/es/src/generated/catalog/v1/anime_pb", "catalog::v1"]),
    );
  });

  test("a build script uses what it compiles", async () => {
    const all = await findUses(host, config, { schemas });
    expect(all.filter(({ at }) => at.file.endsWith("build.rs"))).toMatchObject([
      { kind: "module", subject: "catalog::v1", project: "catalog-rs", certainty: "certain", at: { line: 2 } },
    ]);
  });

  test("what does not exist is used by nobody", async () => {
    expect(await certain("catalog.v1.Anime.missing", "__proto__", "constructor")).toEqual([]);
  });
});
