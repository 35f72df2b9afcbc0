import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const CONFIG = "protos/contracts.yaml";
export const PROTO = "protos/shows/v1/show.proto";
export const STUBS = {
  python: "libs/common/src/shows/v1/show_pb2.py",
  pythonTypes: "libs/common/src/shows/v1/show_pb2.pyi",
  typescript: "libs/page/src/gen/shows/v1/show_pb.ts",
  go: "libs/search/gen/shows/v1/show.pb.go",
} as const;

/** Sources that read `shows.v1.Show.score`, one project a language. */
export const READERS = {
  python: "libs/digest/src/digest/report.py",
  typescript: "libs/page/src/page.ts",
  rust: "libs/player/src/lib.rs",
  go: "libs/search/rank.go",
} as const;

/** Names of the projects of `READERS`, sorted. */
export const READING_PROJECTS = ["digest", "page", "player", "search"] as const;
/** Imports the Python stub and reads another field. */
export const OTHER_FIELD = { project: "archive", file: "libs/archive/src/archive/names.py" } as const;
/** Knows nothing of the contract, though it says `score`. */
export const UNRELATED = { project: "weather", file: "libs/weather/src/weather.ts" } as const;

const CONTRACTS = `name: contracts
contracts:
  - id: shows
    owner: { team: programming, contact: "#programming" }
    kind: event
    source:
      reader: proto
      files: [shows/v1/show.proto]
generate:
  - { tool: grpcio-tools, version: 1.85.1, out: ../libs/common/src }
  - { tool: protobuf-es, out: ../libs/page/src/gen, options: [target=ts] }
  - { tool: prost, out: ../libs/player/proto/contracts.binpb }
  - { tool: protoc-gen-go, version: v1.36.11, out: ../libs/search, options: [module=example.org/search] }
`;

export const SHOW = `syntax = "proto3";
package shows.v1;

option go_package = "example.org/search/gen/shows/v1;showsv1";

message Show {
  string id = 1;
  string title = 2;
  int32 score = 3;
  Studio studio = 4;
  Mood mood = 5;
}

message Studio {
  string name = 1;
}

enum Mood {
  MOOD_UNSPECIFIED = 0;
  MOOD_DARK = 1;
  MOOD_LIGHT = 2;
}
`;

const PYTHON = `"""How well a show is liked."""

from dataclasses import dataclass

from shows.v1 import show_pb2

# show.score lies between 0 and 100.
LABEL = "show.score"


@dataclass
class Review:
    score: int


def stars(show: show_pb2.Show) -> str:
    return "*" * (show.score // 20)


def best(reviews: list[Review]) -> int:
    return max(review.score for review in reviews)
`;

const TYPESCRIPT = `import type { Show } from "./gen/shows/v1/show_pb.js";

interface Review {
  readonly score: number;
}

// show.score lies between 0 and 100.
export const LABEL = "show.score";

export function stars(show: Show): string {
  return "*".repeat(Math.floor(show.score / 20));
}

export function best(reviews: readonly Review[]): number {
  return Math.max(...reviews.map((review) => review.score));
}
`;

const RUST = `pub mod pb {
    include!(concat!(env!("OUT_DIR"), "/shows.v1.rs"));
}

pub struct Review {
    pub score: i32,
}

// show.score lies between 0 and 100.
pub const LABEL: &str = "show.score";

pub fn stars(show: &pb::Show) -> String {
    "*".repeat((show.score / 20) as usize)
}

pub fn best(reviews: &[Review]) -> Option<i32> {
    reviews.iter().map(|review| review.score).max()
}
`;

const BUILD = `fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bytes = std::fs::read("proto/contracts.binpb")?;
    let set = prost::Message::decode(bytes.as_slice())?;
    prost_build::Config::new().compile_fds(set)?;
    println!("cargo:rerun-if-changed=proto/contracts.binpb");
    Ok(())
}
`;

const GO = `package search

import (
	"strings"

	showsv1 "example.org/search/gen/shows/v1"
)

// Review is what somebody thinks of a show.
type Review struct {
	Score int
}

// Label names what is shown; show.GetScore() lies between 0 and 100.
const Label = "show.Score"

// Stars says how well a show is liked.
func Stars(show *showsv1.Show) string {
	return strings.Repeat("*", int(show.GetScore() / 20))
}

// Best is the highest score of all.
func Best(reviews []Review) int {
	best := 0
	for _, review := range reviews {
		best = max(best, review.Score)
	}
	return best
}
`;

const pyproject = (name: string) => `[project]\nname = "${name}"\nversion = "0.1.0"\n`;
const packageJson = (name: string) => `${JSON.stringify({ name, private: true, type: "module" }, null, 2)}\n`;

const stub = (name: string) => readFileSync(join(import.meta.dirname, "stubs", `${name}.txt`), "utf8");

/** Every file of the workspace but the lock. */
export function consumerFiles(): { readonly [path: string]: string } {
  const stubs = {
    [STUBS.python]: stub("show_pb2.py"),
    [STUBS.pythonTypes]: stub("show_pb2.pyi"),
    [STUBS.typescript]: stub("show_pb.ts"),
    [STUBS.go]: stub("show.pb.go"),
  };
  const lines = Object.entries(stubs).map(([path, text]) => `${sha256(text)}  ../${path}\n`);
  return {
    "nx.json": "{}\n",
    "package.json": packageJson("shows"),
    ".gitignore": "node_modules\ntarget\n*.binpb\n",
    [CONFIG]: CONTRACTS,
    "protos/buf.yaml": "version: v2\n",
    "protos/contracts.stubs": lines.sort().join(""),
    [PROTO]: SHOW,
    ...stubs,
    "libs/common/project.json": `${JSON.stringify({ name: "common", root: "libs/common" }, null, 2)}\n`,
    "libs/common/src/shows/__init__.py": "",
    "libs/common/src/shows/v1/__init__.py": "",
    "libs/digest/pyproject.toml": pyproject("digest"),
    [READERS.python]: PYTHON,
    "libs/page/package.json": packageJson("page"),
    [READERS.typescript]: TYPESCRIPT,
    "libs/player/Cargo.toml": CARGO,
    "libs/player/build.rs": BUILD,
    [READERS.rust]: RUST,
    "libs/search/go.mod": "module example.org/search\n\ngo 1.24\n\nrequire google.golang.org/protobuf v1.36.11\n",
    [READERS.go]: GO,
    "libs/archive/pyproject.toml": pyproject("archive"),
    [OTHER_FIELD.file]:
      "from shows.v1.show_pb2 import Show\n\n\ndef name(show: Show) -> str:\n    return show.title.casefold()\n",
    "libs/weather/package.json": packageJson("weather"),
    [UNRELATED.file]: "export const mildness = (show: { score: number }) => show.score;\n",
  };
}

const CARGO = `[package]
name = "player"
version = "0.1.0"
edition = "2021"

[dependencies]
prost = "0.14"

[build-dependencies]
prost = "0.14"
prost-build = "0.14"
`;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
