import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KnownWorkspace } from "./known-workspace.test.support.js";

let workspace: KnownWorkspace;

beforeEach(() => {
  workspace = new KnownWorkspace();
});
afterEach(() => workspace.delete());

describe("findEdges", () => {
  it("draws an edge from every project that code is generated into, by a file of it", () => {
    workspace.write({
      "libs/common/src/shared_proto/v1/anime_pb2.py": "",
      "libs/client/Cargo.toml": "",
      "libs/client/README.md": "",
    });
    expect(workspace.edges()).toEqual([
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
    workspace.write({ "apps/loader/main.py": `${text}\n` });
    expect(workspace.consumers()).toEqual(["loader → protos by apps/loader/main.py"]);
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
    workspace.write({ "apps/loader/main.py": `import os\n${text}\n` });
    expect(workspace.consumers()).toEqual([]);
  });

  it("takes the package from the configuration, else from the folders", () => {
    workspace.write({
      "libs/common/src/__init__.py": "",
      "apps/loader/main.py": "from src.shared_proto.v1 import anime_pb2\n",
    });
    expect(workspace.consumers()).toHaveLength(1);
    workspace.configure("out: ../libs/common/src", "out: ../libs/common/src, package: stubs");
    expect(workspace.consumers()).toEqual([]);
    workspace.write({ "apps/loader/main.py": "from stubs.shared_proto.v1 import anime_pb2\n" });
    expect(workspace.consumers()).toEqual(["loader → protos by apps/loader/main.py"]);
  });

  it.each([
    ["a path", 'import { AnimeSchema } from "../../libs/web/src/gen/shared_proto/v1/anime_pb.js";'],
    ["an alias", 'export * from "@gen/shared_proto/v1/anime_pb";'],
    ["the name of a package", 'import type { Anime } from "@catalog/web/src/gen/shared_proto/v1/anime_pb.js";'],
    ["what a package exports", 'const { AnimeSchema } = await import("@catalog/web/proto/shared_proto/v1/anime_pb");'],
  ])("sees a TypeScript file import a module by %s", (_, text) => {
    workspace.write({ "apps/page/main.ts": `${text}\n` });
    expect(workspace.consumers()).toEqual(["page → protos by apps/page/main.ts"]);
  });

  it.each([
    ["a comment", '// import "../../libs/web/src/gen/shared_proto/v1/anime_pb.js"'],
    ["a text", `const text = 'import "@gen/shared_proto/v1/anime_pb"';`],
    ["a module beside", 'import { layout } from "../../libs/web/src/layout_pb.js";'],
    ["a package of a similar name", 'import { x } from "@catalog/web-extra/proto/shared_proto/v1/anime_pb";'],
    ["what else a package exports", 'import { title } from "@catalog/web/src/title.js";'],
  ])("sees no import in %s of a TypeScript file", (_, text) => {
    workspace.write({ "apps/page/main.ts": `import "node:fs";\n${text}\n` });
    expect(workspace.consumers()).toEqual([]);
  });

  it.each([
    ["build.rs", 'fn main() { tonic_build::compile_protos("../../protos/shared_proto/v1/anime.proto").unwrap(); }'],
    ["build.rs", 'fn main() { prost_build::compile_protos(&["shared_proto/v1/anime.proto"], &[ROOT]).unwrap(); }'],
    ["build.rs", 'const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../protos");'],
    ["build.rs", 'const SET: &str = "../../libs/client/proto/contracts.binpb";'],
    ["src/lib.rs", 'tonic::include_proto!("shared_proto.v1");'],
    ["src/lib.rs", 'include!(concat!(env!("OUT_DIR"), "/shared_proto.storage.v2.rs"));'],
  ])("sees what %s says: %s", (name, text) => {
    workspace.write({ [`apps/reader/${name}`]: `${text}\n` });
    expect(workspace.consumers()).toEqual([`reader → protos by apps/reader/${name}`]);
  });

  it.each([
    ["build.rs", '// compile_protos("../../protos/shared_proto/v1/anime.proto")'],
    ["build.rs", 'fn main() { tonic_build::compile_protos("proto/own.proto").unwrap(); }'],
    ["build.rs", 'const SET: &str = "proto/contracts_extra.binpb";'],
    ["src/lib.rs", 'const PATH: &str = "../../protos/shared_proto/v1/anime.proto";'],
    ["src/lib.rs", 'tonic::include_proto!("shared_proto_extra.v1");'],
    ["src/lib.rs", '/* tonic::include_proto!("shared_proto.v1"); */'],
  ])("sees nothing in %s: %s", (name, text) => {
    workspace.write({ [`apps/reader/${name}`]: `${text}\n` });
    expect(workspace.consumers()).toEqual([]);
  });

  it.each(["example.org/catalog/shared_proto/v1", "example.org/stored/v2"])("sees a Go file import %s", (path) => {
    workspace.write({ "apps/server/main.go": `package main\n\nimport (\n\tpb "${path}"\n)\n` });
    expect(workspace.consumers()).toEqual(["server → protos by apps/server/main.go"]);
  });

  it.each([
    'import "example.org/catalog/search"',
    'import "example.org/catalog_extra/shared_proto/v1"',
    '// import "example.org/catalog/shared_proto/v1"',
    'const text = `\nimport "example.org/catalog/shared_proto/v1"\n`',
  ])("sees no generated package in %s", (text) => {
    workspace.write({ "apps/server/main.go": `package main\n\nimport "fmt"\n${text}\n` });
    expect(workspace.consumers()).toEqual([]);
  });

  it("keeps the edges when the last proto of a folder is gone", () => {
    workspace.write({
      "apps/loader/main.py": "import shared_proto.v1.anime_pb2\n",
      "apps/reader/build.rs": 'const PROTO: &str = "../../protos/shared_proto/v1/anime.proto";\n',
      "apps/reader/src/lib.rs": 'tonic::include_proto!("shared_proto.v1");\n',
      "apps/server/main.go": 'package main\n\nimport "example.org/catalog/shared_proto/v1"\n',
    });
    workspace.remove("protos/shared_proto/v1/anime.proto");
    workspace.remove("protos/shared_proto/storage/v2/anime-document.proto");
    expect(workspace.consumers()).toHaveLength(4);
  });

  it("follows a buf.gen.yaml: the project that it lies in, and those that it writes to", () => {
    workspace.write({
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
    expect(workspace.consumers()).toEqual([
      "gen → protos by apps/gen/buf.gen.yaml",
      "server → protos by apps/server/main.go",
      "site → protos by apps/site/src/main.ts",
    ]);
  });

  it("leaves out what is generated, installed or built, and never leads back to itself", () => {
    const text = "import shared_proto.v1.anime_pb2\n";
    workspace.write({
      "apps/loader/.venv/lib/site.py": text,
      "apps/loader/node_modules/x/y.py": text,
      "apps/loader/target/x.py": text,
      "apps/loader/other_pb2.py": text,
      "protos/check.py": text,
    });
    expect(workspace.edges().filter((edge) => /loader|^protos/.test(edge))).toEqual([]);
  });

  it("leads to the contracts that are generated into the importing project, where several have the module", () => {
    const config = (out: string) => `generate: [{ tool: grpcio-tools, version: 1.80.0, out: ../apps/${out} }]\n`;
    const proto = 'syntax = "proto3";\npackage v9;\n';
    workspace.write({
      "protos_a/contracts.yaml": config("a"),
      "protos_a/v9/shelf.proto": proto,
      "protos_b/contracts.yaml": config("b"),
      "protos_b/v9/shelf.proto": proto,
      "apps/a/main.py": "import v9.shelf_pb2\n",
      "apps/b/main.py": "import v9.shelf_pb2\n",
      "apps/c/main.py": "import v9.shelf_pb2\n",
    });
    expect(workspace.consumers()).toEqual([
      "a → protos_a by apps/a/main.py",
      "b → protos_b by apps/b/main.py",
      "c → protos_a by apps/c/main.py",
      "c → protos_b by apps/c/main.py",
    ]);
  });

  it("takes what it can from a broken configuration, and leaves out what cannot be read", () => {
    workspace.write({ "apps/loader/main.py": "import shared_proto.v1.anime_pb2\n", "apps/loader/gone.py": "" });
    rmSync(join(workspace.root, "apps/loader/gone.py"));
    workspace.write({
      "protos/contracts.yaml": "generate: [{ tool: grpcio-tools, out: 7 }, nonsense, { out: ../../outside }",
    });
    expect(() => workspace.edges()).not.toThrow();
    workspace.write({ "protos/contracts.yaml": "\0\t- &a [*a" });
    expect(workspace.edges()).toEqual([]);
  });
});
