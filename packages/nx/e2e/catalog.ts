const target = (name: string) =>
  `{ "name": "${name}", "targets": { "test": { "command": "echo Tested ${name}." } } }\n`;

/**
 * A workspace as files: protos, the projects that their code is generated into,
 * a consumer in each language, and beside each a project that says the same
 * words and uses nothing.
 */
export const CATALOG: { readonly [path: string]: string } = {
  "package.json": `{
  "name": "catalog",
  "private": true,
  "workspaces": ["libs/web"],
  "devDependencies": { "nx": "*", "nx-contracts": "0.1.0" }
}
`,
  "nx.json": `{
  "analytics": false,
  "defaultBase": "main",
  "plugins": ["nx-contracts"]
}
`,
  ".gitignore": "node_modules\n.nx\n",
  "protos/project.json": `{ "name": "contracts", "targets": { "test": { "command": "echo Tested contracts." } } }\n`,
  "protos/buf.yaml": "version: v2\n",
  "protos/contracts.yaml": `name: contracts
contracts:
  - id: anime
    kind: event
    source: { reader: proto, files: [shared_proto/v1/anime.proto] }
generate:
  - { tool: grpcio-tools, version: 1.80.0, out: ../libs/common/src }
  - { tool: protobuf-es, out: ../libs/web/src/gen }
  - { tool: prost, out: ../apps/rust-consumer/proto/contracts.binpb }
  - { tool: protoc-gen-go, version: v1.36.0, out: ../libs/gostubs, options: [paths=source_relative] }
`,
  "protos/shared_proto/v1/anime.proto": `syntax = "proto3";

package shared_proto.v1;

// What is published.
message Anime {
  string title = 1;
}
`,
  "libs/common/project.json": target("common"),
  "libs/common/src/shared_proto/__init__.py": "",
  "libs/common/src/shared_proto/v1/__init__.py": "",
  "libs/common/src/shared_proto/v1/anime_pb2.py": "# Generated.\n",
  "libs/web/package.json": `{ "name": "@catalog/web", "version": "1.0.0", "exports": { "./*": "./src/*" } }\n`,
  "libs/web/project.json": target("web"),
  "libs/web/src/gen/shared_proto/v1/anime_pb.ts": "// Generated.\n",
  "libs/gostubs/project.json": target("gostubs"),
  "libs/gostubs/go.mod": "module example.org/gostubs\n\ngo 1.24\n",
  "libs/gostubs/shared_proto/v1/anime.pb.go": "// Generated.\npackage sharedprotov1\n",

  "apps/python-consumer/project.json": target("python-consumer"),
  "apps/python-consumer/main.py": `from shared_proto.v1 import anime_pb2

print(anime_pb2.Anime(title="Mushishi"))
`,
  "apps/typescript-consumer/project.json": target("typescript-consumer"),
  "apps/typescript-consumer/src/main.ts": `import { AnimeSchema } from "@catalog/web/gen/shared_proto/v1/anime_pb.js";

export const schema = AnimeSchema;
`,
  "apps/rust-consumer/project.json": target("rust-consumer"),
  "apps/rust-consumer/Cargo.toml": `[package]\nname = "rust-consumer"\nversion = "0.1.0"\nedition = "2024"\n`,
  "apps/rust-consumer/build.rs": `fn main() {
    println!("cargo::rerun-if-changed=proto/contracts.binpb");
}
`,
  "apps/rust-consumer/src/main.rs": `include!(concat!(env!("OUT_DIR"), "/shared_proto.v1.rs"));

fn main() {}
`,
  "apps/go-consumer/project.json": target("go-consumer"),
  "apps/go-consumer/go.mod": "module example.org/go-consumer\n\ngo 1.24\n",
  "apps/go-consumer/main.go": `package main

import (
	"fmt"

	sharedprotov1 "example.org/gostubs/shared_proto/v1"
)

func main() { fmt.Println(sharedprotov1.Anime{}) }
`,
  "apps/dependent/project.json": `{
  "name": "dependent",
  "implicitDependencies": ["python-consumer"],
  "targets": { "test": { "command": "echo Tested dependent." } }
}
`,

  "apps/python-decoy/project.json": target("python-decoy"),
  "apps/python-decoy/main.py": `"""
from shared_proto.v1 import anime_pb2
"""
# import shared_proto.v1.anime_pb2
from shared_proto_extra.v1 import anime_pb2

print("from shared_proto.v1 import anime_pb2", anime_pb2)
`,
  "apps/typescript-decoy/project.json": target("typescript-decoy"),
  "apps/typescript-decoy/src/main.ts": `// import { AnimeSchema } from "@catalog/web/gen/shared_proto/v1/anime_pb.js";
import { readFileSync } from "node:fs";

export const text = 'import "@catalog/web/gen/shared_proto/v1/anime_pb.js"' + readFileSync("anime_pb.ts", "utf8");
`,
  "apps/rust-decoy/project.json": target("rust-decoy"),
  "apps/rust-decoy/Cargo.toml": `[package]\nname = "rust-decoy"\nversion = "0.1.0"\nedition = "2024"\n`,
  "apps/rust-decoy/build.rs": `// prost_build::compile_protos(&["shared_proto/v1/anime.proto"], &["../../protos"])
fn main() {
    println!("cargo::rerun-if-changed=proto/own.proto");
}
`,
  "apps/rust-decoy/src/main.rs": `/* include!(concat!(env!("OUT_DIR"), "/shared_proto.v1.rs")); */
fn main() {
    println!("shared_proto.v1");
}
`,
  "apps/go-decoy/project.json": target("go-decoy"),
  "apps/go-decoy/go.mod": "module example.org/go-decoy\n\ngo 1.24\n",
  "apps/go-decoy/main.go": `package main

// import sharedprotov1 "example.org/gostubs/shared_proto/v1"
import "fmt"

func main() { fmt.Println("example.org/gostubs/shared_proto/v1") }
`,
};

/** Who has to be tested after a change of a proto. */
export const CONSUMERS = [
  "common",
  "contracts",
  "dependent",
  "go-consumer",
  "gostubs",
  "python-consumer",
  "rust-consumer",
  "typescript-consumer",
  "web",
];
