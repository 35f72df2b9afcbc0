import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openHost } from "../host.js";
import { findEdges } from "./find-edges.js";
import type { KnownFile } from "./workspace-files.js";

let root: string;
let texts: Map<string, string>;
/** Hashes that Nx remembers. */
let known: Map<string, string>;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "edges-"));
  texts = new Map();
  known = new Map();
  write({
    "protos/contracts.yaml": `name: contracts
contracts:
  - id: anime
    source: { reader: proto, files: [shared_proto/v1/anime.proto] }
generate:
  - { tool: grpcio-tools, version: 1.80.0, out: ../libs/common/src }
  - { tool: protobuf-es, out: ../libs/web/src/gen }
  - { tool: prost, out: ../libs/client/proto/contracts.binpb }
  - { tool: protoc-gen-go, version: v1.36.0, out: ../libs/catalog, options: [paths=source_relative] }
`,
    "protos/shared_proto/v1/anime.proto": 'syntax = "proto3";\npackage shared_proto.v1;\n',
    "protos/shared_proto/storage/v2/anime-document.proto": `syntax = "proto3";
package shared_proto.storage.v2;
option go_package = "example.org/stored/v2;stored";
`,
    "libs/catalog/go.mod": "module example.org/catalog\n\ngo 1.24\n",
    "libs/web/package.json": '{ "name": "@catalog/web", "exports": { "./proto/*": { "import": "./dist/gen/*.js" } } }',
    "tsconfig.base.json": '{ "compilerOptions": { "paths": { "@gen/*": ["libs/web/src/gen/*"] } } }',
  });
});
afterEach(() => rmSync(root, { recursive: true }));

function write(files: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    texts.set(path, text);
  }
}

function remove(path: string): void {
  rmSync(join(root, path));
  texts.delete(path);
}

/** Builds the graph as Nx does: hands over what changed since the last time; a folder of two levels is a project. */
function edges(): string[] {
  const projects: Record<string, { root: string }> = {};
  const files: Record<string, KnownFile[]> = {};
  const changed: Record<string, KnownFile[]> = {};
  for (const [file, text] of texts) {
    const [, folder] = /^((?:apps|libs)\/[^/]+|protos\w*)\//.exec(file) ?? [];
    if (folder === undefined) continue;
    const name = folder.replace(/^.*\//, "");
    const hash = createHash("sha256").update(text).digest("hex");
    projects[name] = { root: folder };
    (files[name] ??= []).push({ file, hash });
    if (known.get(file) !== hash) (changed[name] ??= []).push({ file, hash });
    known.set(file, hash);
  }
  const found = findEdges(
    openHost({ cwd: root, root }),
    { projects, files, changed },
    join(root, ".nx/edges.json"),
    "1",
  );
  return found
    .map(({ source, target, file, isLate }) => `${source} → ${target} by ${file}${isLate ? ", late" : ""}`)
    .sort();
}

/** The edges of projects without output. */
function consumers(): string[] {
  return edges().filter((edge) => edge.includes("apps/"));
}

describe("findEdges", () => {
  it("draws an edge from every project that code is generated into, by a file of it", () => {
    write({
      "libs/common/src/shared_proto/v1/anime_pb2.py": "",
      "libs/client/Cargo.toml": "",
      "libs/client/README.md": "",
    });
    expect(edges()).toEqual([
      "catalog → protos by libs/catalog/go.mod",
      "client → protos by libs/client/Cargo.toml",
      "common → protos by libs/common/src/shared_proto/v1/anime_pb2.py",
      "web → protos by libs/web/package.json",
    ]);
  });

  it.each([
    ["a module", "import shared_proto.v1.anime_pb2 as anime"],
    ["a member of a module", "from shared_proto.v1.anime_pb2 import Anime"],
    ["a module from its package", "from shared_proto.v1 import anime_pb2, other"],
    ["the services", "from shared_proto.v1 import anime_pb2_grpc"],
    ["a package", "from shared_proto import v1"],
    ["everything of a package", "from shared_proto.v1 import *"],
    ["the package alone", "import shared_proto.storage.v2"],
    ["a module whose proto has a dash", "import shared_proto.storage.v2.anime_document_pb2"],
    ["a module that is no longer made", "from shared_proto.v3 import gone_pb2"],
    ["a module for types only", "if TYPE_CHECKING: from shared_proto.v1 import anime_pb2"],
    ["a module by name", 'load = importlib.import_module("shared_proto.v1.anime_pb2")'],
  ])("sees a Python file import %s", (_, text) => {
    write({ "apps/loader/main.py": `${text}\n` });
    expect(consumers()).toEqual(["loader → protos by apps/loader/main.py"]);
  });

  it.each([
    ["a comment", "# import shared_proto.v1.anime_pb2"],
    ["a text", 'note = """\nimport shared_proto.v1.anime_pb2\n"""'],
    ["a package of a similar name", "from shared_proto_extra.v1 import anime_pb2"],
    ["a longer path", "from vendored.shared_proto.v1 import anime_pb2"],
    ["a shorter path", "from v1 import anime_pb2"],
    ["the package of all packages", "import shared_proto"],
    ["a package of the same name elsewhere", "from .shared_proto.v1 import anime_pb2"],
    ["an attribute", "shared_proto.v1.anime_pb2.Anime()"],
  ])("sees no import in %s of a Python file", (_, text) => {
    write({ "apps/loader/main.py": `import os\n${text}\n` });
    expect(consumers()).toEqual([]);
  });

  it("takes the package from the configuration, else from the folders", () => {
    write({ "libs/common/src/__init__.py": "", "apps/loader/main.py": "from src.shared_proto.v1 import anime_pb2\n" });
    expect(consumers()).toHaveLength(1);
    const config = texts.get("protos/contracts.yaml") ?? "";
    write({
      "protos/contracts.yaml": config.replace("out: ../libs/common/src", "out: ../libs/common/src, package: stubs"),
    });
    expect(consumers()).toEqual([]);
    write({ "apps/loader/main.py": "from stubs.shared_proto.v1 import anime_pb2\n" });
    expect(consumers()).toEqual(["loader → protos by apps/loader/main.py"]);
  });

  it.each([
    ["a path", 'import { AnimeSchema } from "../../libs/web/src/gen/shared_proto/v1/anime_pb.js";'],
    ["an alias", 'export * from "@gen/shared_proto/v1/anime_pb";'],
    ["the name of a package", 'import type { Anime } from "@catalog/web/src/gen/shared_proto/v1/anime_pb.js";'],
    ["what a package exports", 'const { AnimeSchema } = await import("@catalog/web/proto/shared_proto/v1/anime_pb");'],
  ])("sees a TypeScript file import a module by %s", (_, text) => {
    write({ "apps/page/main.ts": `${text}\n` });
    expect(consumers()).toEqual(["page → protos by apps/page/main.ts"]);
  });

  it.each([
    ["a comment", '// import "../../libs/web/src/gen/shared_proto/v1/anime_pb.js"'],
    ["a text", `const text = 'import "@gen/shared_proto/v1/anime_pb"';`],
    ["a module beside", 'import { layout } from "../../libs/web/src/layout_pb.js";'],
    ["a package of a similar name", 'import { x } from "@catalog/web-extra/proto/shared_proto/v1/anime_pb";'],
    ["what else a package exports", 'import { title } from "@catalog/web/src/title.js";'],
  ])("sees no import in %s of a TypeScript file", (_, text) => {
    write({ "apps/page/main.ts": `import "node:fs";\n${text}\n` });
    expect(consumers()).toEqual([]);
  });

  it.each([
    ["build.rs", 'fn main() { tonic_build::compile_protos("../../protos/shared_proto/v1/anime.proto").unwrap(); }'],
    ["build.rs", 'fn main() { prost_build::compile_protos(&["shared_proto/v1/anime.proto"], &[ROOT]).unwrap(); }'],
    ["build.rs", 'const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../protos");'],
    ["build.rs", 'const SET: &str = "../../libs/client/proto/contracts.binpb";'],
    ["src/lib.rs", 'tonic::include_proto!("shared_proto.v1");'],
    ["src/lib.rs", 'include!(concat!(env!("OUT_DIR"), "/shared_proto.storage.v2.rs"));'],
  ])("sees what %s says: %s", (name, text) => {
    write({ [`apps/reader/${name}`]: `${text}\n` });
    expect(consumers()).toEqual([`reader → protos by apps/reader/${name}`]);
  });

  it.each([
    ["build.rs", '// compile_protos("../../protos/shared_proto/v1/anime.proto")'],
    ["build.rs", 'fn main() { tonic_build::compile_protos("proto/own.proto").unwrap(); }'],
    ["build.rs", 'const SET: &str = "proto/contracts_extra.binpb";'],
    ["src/lib.rs", 'const PATH: &str = "../../protos/shared_proto/v1/anime.proto";'],
    ["src/lib.rs", 'tonic::include_proto!("shared_proto_extra.v1");'],
    ["src/lib.rs", '/* tonic::include_proto!("shared_proto.v1"); */'],
  ])("sees nothing in %s: %s", (name, text) => {
    write({ [`apps/reader/${name}`]: `${text}\n` });
    expect(consumers()).toEqual([]);
  });

  it.each(["example.org/catalog/shared_proto/v1", "example.org/stored/v2"])("sees a Go file import %s", (path) => {
    write({ "apps/server/main.go": `package main\n\nimport (\n\tpb "${path}"\n)\n` });
    expect(consumers()).toEqual(["server → protos by apps/server/main.go"]);
  });

  it.each([
    'import "example.org/catalog/search"',
    'import "example.org/catalog_extra/shared_proto/v1"',
    '// import "example.org/catalog/shared_proto/v1"',
    'const text = `\nimport "example.org/catalog/shared_proto/v1"\n`',
  ])("sees no generated package in %s", (text) => {
    write({ "apps/server/main.go": `package main\n\nimport "fmt"\n${text}\n` });
    expect(consumers()).toEqual([]);
  });

  it("follows a buf.gen.yaml: the project that it lies in, and those that it writes to", () => {
    write({
      "apps/gen/buf.gen.yaml": `version: v2
inputs: [{ directory: ../../protos }]
plugins:
  - { local: protoc-gen-es, out: ../site/src/gen }
managed: { enabled: true, override: [{ file_option: go_package_prefix, value: example.org/managed }] }
`,
      "apps/other/buf.gen.yaml":
        "version: v2\ninputs: [{ directory: proto }]\nplugins: [{ local: x, out: ../unrelated }]\n",
      "apps/unrelated/README.md": "",
      "apps/site/src/main.ts": 'import "./gen/shared_proto/v1/anime_pb.js";\n',
      "apps/server/main.go": 'package main\n\nimport "example.org/managed/shared_proto/v1"\n',
    });
    expect(consumers()).toEqual([
      "gen → protos by apps/gen/buf.gen.yaml",
      "server → protos by apps/server/main.go",
      "site → protos by apps/site/src/main.ts",
    ]);
  });

  it("leaves out what is generated, installed or built, and never leads back to itself", () => {
    const text = "import shared_proto.v1.anime_pb2\n";
    write({
      "apps/loader/.venv/lib/site.py": text,
      "apps/loader/node_modules/x/y.py": text,
      "apps/loader/target/x.py": text,
      "apps/loader/other_pb2.py": text,
      "protos/check.py": text,
    });
    expect(edges().filter((edge) => /loader|^protos/.test(edge))).toEqual([]);
  });

  it("leads to the contracts that are generated into the importing project, where several have the module", () => {
    const config = (out: string) => `generate: [{ tool: grpcio-tools, version: 1.80.0, out: ../apps/${out} }]\n`;
    const proto = 'syntax = "proto3";\npackage v9;\n';
    write({
      "protos_a/contracts.yaml": config("a"),
      "protos_a/v9/shelf.proto": proto,
      "protos_b/contracts.yaml": config("b"),
      "protos_b/v9/shelf.proto": proto,
      "apps/a/main.py": "import v9.shelf_pb2\n",
      "apps/b/main.py": "import v9.shelf_pb2\n",
      "apps/c/main.py": "import v9.shelf_pb2\n",
    });
    expect(consumers()).toEqual([
      "a → protos_a by apps/a/main.py",
      "b → protos_b by apps/b/main.py",
      "c → protos_a by apps/c/main.py",
      "c → protos_b by apps/c/main.py",
    ]);
  });

  it("takes what it can from a broken configuration, and leaves out what cannot be read", () => {
    write({ "apps/loader/main.py": "import shared_proto.v1.anime_pb2\n", "apps/loader/gone.py": "" });
    rmSync(join(root, "apps/loader/gone.py"));
    write({ "protos/contracts.yaml": "generate: [{ tool: grpcio-tools, out: 7 }, nonsense, { out: ../../outside }" });
    expect(() => edges()).not.toThrow();
    write({ "protos/contracts.yaml": "\0\t- &a [*a" });
    expect(edges()).toEqual([]);
  });
});

describe("findEdges from one construction to the next", () => {
  beforeEach(() => {
    write({ "apps/loader/main.py": "import shared_proto.v1.anime_pb2\n", "apps/loader/other.py": "import os\n" });
    expect(consumers()).toHaveLength(1);
  });

  it("says nothing twice, and looks into what changed only", () => {
    expect(edges()).toEqual([]);
    write({ "apps/loader/other.py": "import shared_proto.v1.anime_pb2\n" });
    rmSync(join(root, "apps/loader/main.py"));
    expect(edges()).toEqual(["loader → protos by apps/loader/other.py"]);
    write({ "apps/loader/other.py": "import os\n" });
    expect(edges()).toEqual([]);
  });

  it("says each time what comes into being by a change of the configuration, until the file changes", () => {
    write({ "apps/server/main.py": "from stubs.shared_proto.v1 import anime_pb2\n" });
    expect(edges()).toEqual([]);
    const config = texts.get("protos/contracts.yaml") ?? "";
    write({
      "protos/contracts.yaml": config.replace("out: ../libs/common/src", "out: ../libs/common/src, package: stubs"),
    });
    const late = ["server → protos by apps/server/main.py, late"];
    expect(edges()).toEqual(late);
    expect(edges()).toEqual(late);
    write({ "apps/server/main.py": "from stubs.shared_proto.v1 import anime_pb2 as anime\n" });
    expect(edges()).toEqual(["server → protos by apps/server/main.py"]);
    expect(edges()).toEqual([]);
    remove("apps/server/main.py");
    expect(edges()).toEqual([]);
  });

  it("does not look at everything again for one more proto in a folder", () => {
    const before = readFileSync(join(root, ".nx/edges.json"), "utf8");
    write({ "protos/shared_proto/v1/episode.proto": 'syntax = "proto3";\npackage shared_proto.v1;\n' });
    expect(edges()).toEqual([]);
    expect(readFileSync(join(root, ".nx/edges.json"), "utf8")).toBe(before);
  });

  it.each(["", "{", "[]", '{"digest":1}', '{"digest":"x","files":{"apps/loader/main.py":7}}'])(
    "looks at everything where its memory is damaged: %s",
    (text) => {
      writeFileSync(join(root, ".nx/edges.json"), text);
      expect(consumers()).toEqual(["loader → protos by apps/loader/main.py, late"]);
    },
  );
});
