import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "./reference.js";

const repository = resolve(import.meta.dirname, "../../..");
/** Kept between runs: compiling what messages depend on takes longest. */
const CARGO_TARGET = join(repository, "node_modules/.cache/nx-contracts-tests/cargo");
const GO_MODULES = join(repository, "node_modules/.cache/nx-contracts-tests/go");

const CONTRACTS = `name: contracts
contracts:
  - { id: anime, kind: event, source: { reader: proto, files: ["shared_proto/**/*.proto"] } }
generate:
  - { tool: grpcio-tools, version: "1.85.1", out: gen/python, checkedIn: false }
  - { tool: tonic, out: gen/contracts.binpb }
release:
  packages:
    - { language: python, license: MIT }
    - { language: rust, license: MIT }
    - { language: typescript, name: "@acme/contracts-types", license: MIT }
    - { language: go, module: example.org/acme/contracts-types, license: MIT }
`;

const parent = mkdtempSync(join(realpathSync(tmpdir()), "nx contracts "));
const assets = join(parent, "producer/dist/contracts");
/** What Python wrote from its bundle. */
const message = join(parent, "record.binpb");
afterAll(() => rmSync(parent, { recursive: true, force: true, maxRetries: 3 }));

beforeAll(async () => {
  const root = join(parent, "producer");
  for (const path of ["shared_proto", "buf.yaml"])
    cpSync(join(repository, "protos", path), join(root, "protos", path), { recursive: true });
  write(root, { "protos/contracts.yaml": CONTRACTS, ".gitignore": "node_modules\ngen\ndist\n" });
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  const git = (...args: readonly string[]) =>
    run("git", ["-c", "user.name=Tests", "-c", "user.email=tests@example.org", ...args], root);
  git("init", "-q", "-b", "main");
  expect(await runCommand(["lock"], join(root, "protos"))).toMatchObject({ status: 0 });
  git("add", "-A");
  git("commit", "-q", "-m", "Begin");
  git("tag", "proto-v7");
  const released = await runCommand(["release", "--tag", "proto-v7"], join(root, "protos"));
  expect(released.status, released.stderr).toBe(0);
});

function write(folder: string, files: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): string {
  return execFileSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 2 ** 26,
  });
}

function folderOf(name: string): string {
  const folder = join(parent, name);
  mkdirSync(folder);
  return folder;
}

function unpack(asset: string, folder: string): void {
  run("tar", ["-xzf", join(assets, asset), "-C", folder], folder);
}

/** The name of the one asset that ends like this. */
function assetEnding(ending: string): string {
  const found = readdirSync(assets).filter((name) => name.endsWith(ending));
  expect(found).toHaveLength(1);
  return found[0] ?? "";
}

const ENCODE = `
import pathlib, sys
from shared_proto.v1 import anime_pb2 as pb
record = pb.AnimeRecord(
    anime=pb.Anime(title="Cowboy Bebop", year=1998, episode_count=26, status=pb.ANIME_STATUS_FINISHED, genres=["space"]),
    episodes=[pb.Episode(title="Asteroid Blues", episode_number=1)],
)
record.anime.statistics["mal"].score = 8.75
pathlib.Path(sys.argv[1]).write_bytes(record.SerializeToString(deterministic=True))
`;

const IMPORT_ALL = `
import importlib, importlib.metadata
files = [path for path in importlib.metadata.files("contracts-types") if path.suffix == ".py"]
for path in files:
    importlib.import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
print(len(files), importlib.metadata.version("contracts-types"))
`;

// One after the other: what Python wrote is what the others read.
describe("what a release holds, taken by projects elsewhere", () => {
  it("is a wheel that a fresh virtual environment installs, and a bundle that says the same", () => {
    const folder = folderOf("python");
    run("python3", ["-m", "venv", "venv"], folder);
    const python = join(folder, "venv/bin/python");
    run(python, ["-m", "pip", "install", "--quiet", join(assets, assetEnding(".whl"))], folder);
    expect(run(python, ["-c", IMPORT_ALL], folder).trim()).toBe("8 7.0.0");
    run(python, ["-m", "pip", "check"], folder);
    run(python, ["-c", ENCODE, join(folder, "by-wheel")], folder);
    unpack("proto-python-artifacts-proto-v7.tar.gz", folder);
    run(python, ["-c", ENCODE, message], folder, { PYTHONPATH: join(folder, "python/generated") });
    run("cmp", [message, join(folder, "by-wheel")], folder);
  }, 120_000);

  it("is a module of npm that tsc takes and Node decodes with", () => {
    const folder = folderOf("npm");
    write(folder, {
      "package.json": '{ "name": "reader", "private": true, "type": "module" }\n',
      "main.ts": `import { fromBinary } from "@bufbuild/protobuf";
import { AnimeRecordSchema, AnimeStatus } from "@acme/contracts-types/shared_proto/v1/anime_pb";
import { CatalogService } from "@acme/contracts-types/shared_proto/v1/catalog_service_pb.js";
declare const process: { getBuiltinModule(name: string): { readFileSync(path: string): Uint8Array }; argv: string[] };
const bytes = process.getBuiltinModule("node:fs").readFileSync(process.argv[2]!);
const { anime, episodes } = fromBinary(AnimeRecordSchema, bytes);
const finished: boolean = anime?.status === AnimeStatus.FINISHED;
console.log(anime?.title, anime?.year, anime?.statistics["mal"]?.score, episodes[0]?.title, finished, CatalogService.typeName);
`,
    });
    run(
      "npm",
      ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline", join(assets, assetEnding(".tgz"))],
      folder,
    );
    const tsc = join(repository, "node_modules/@typescript/native/bin/tsc");
    run(
      process.execPath,
      [tsc, "--strict", "--module", "nodenext", "--target", "es2022", "--types", "", "main.ts"],
      folder,
    );
    const said = run(process.execPath, ["main.js", message], folder).trim();
    expect(said).toBe("Cowboy Bebop 1998 8.75 Asteroid Blues true shared_proto.v1.CatalogService");
  }, 120_000);

  it("is a module of Go that comes from a proxy and decodes", () => {
    const folder = folderOf("go");
    const module = "example.org/acme/contracts-types/v7";
    for (const ending of [".zip", ".mod", ".info"])
      cpSync(join(assets, assetEnding(`-v7.0.0${ending}`)), join(folder, `proxy/${module}/@v/v7.0.0${ending}`));
    for (const path of ["example.org", "cache/download/example.org"])
      rmSync(join(GO_MODULES, path), { recursive: true, force: true });
    const cached = run("go", ["env", "GOMODCACHE"], folder).trim();
    const env = {
      GOPROXY: `file://${encodeURI(join(folder, "proxy"))},file://${cached}/cache/download,https://proxy.golang.org`,
      GOMODCACHE: GO_MODULES,
      GONOSUMDB: "example.org",
      GOFLAGS: "-mod=mod -modcacherw",
      GOWORK: "off",
      GOTOOLCHAIN: "local",
    };
    const consumer = join(folder, "consumer");
    write(consumer, {
      "go.mod": "module example.org/reader\n\ngo 1.23\n",
      "reader_test.go": `package reader

import (
	"os"
	"testing"

	pb "${module}/shared_proto/v1"
	"google.golang.org/protobuf/proto"
)

func TestDecodesWhatPythonWrote(t *testing.T) {
	bytes, err := os.ReadFile(os.Getenv("RECORD"))
	if err != nil {
		t.Fatal(err)
	}
	record := &pb.AnimeRecord{}
	if err := proto.Unmarshal(bytes, record); err != nil {
		t.Fatal(err)
	}
	if record.GetAnime().GetTitle() != "Cowboy Bebop" || record.GetAnime().GetStatus() != pb.AnimeStatus_ANIME_STATUS_FINISHED {
		t.Fatalf("decoded %v", record)
	}
}
`,
    });
    run("go", ["get", `${module}@v7.0.0`], consumer, env);
    run("go", ["mod", "tidy"], consumer, env);
    expect(run("go", ["test", "./..."], consumer, { ...env, RECORD: message })).toMatch(/^ok\s/);
  }, 180_000);

  it("is a descriptor set that tonic-prost-build compiles, and a crate that needs no protoc", () => {
    const folder = folderOf("rust");
    unpack("proto-rust-artifacts-proto-v7.tar.gz", folder);
    unpack(assetEnding(".crate"), folder);
    // The versions that the other Rust projects here have.
    cpSync(join(repository, "libs/catalog-rs/Cargo.lock"), join(folder, "Cargo.lock"));
    write(folder, {
      "Cargo.toml": `[package]
name = "reader"
version = "0.1.0"
edition = "2024"

[dependencies]
contracts-types = { path = "contracts-types-7.0.0" }
prost = "0.14"
prost-types = "0.14"
tonic = { version = "0.14", default-features = false, features = ["codegen"] }
tonic-prost = "0.14"

[build-dependencies]
prost = "0.14"
prost-types = "0.14"
tonic-prost-build = { version = "0.14", default-features = false }

[workspace]
`,
      "build.rs": `use prost::Message;
fn main() {
    let bytes = std::fs::read("rust/generated/contracts_descriptor_set.pb").unwrap();
    let set = prost_types::FileDescriptorSet::decode(bytes.as_slice()).unwrap();
    tonic_prost_build::configure().build_transport(false).include_file("contracts.rs").compile_fds(set).unwrap();
}
`,
      "src/lib.rs": `include!(concat!(env!("OUT_DIR"), "/contracts.rs"));

#[test]
fn decodes_what_python_wrote() {
    use prost::Message;
    let bytes = std::fs::read(std::env::var("RECORD").unwrap()).unwrap();
    let from_bundle = shared_proto::v1::AnimeRecord::decode(bytes.as_slice()).unwrap();
    let from_crate = contracts_types::shared_proto::v1::AnimeRecord::decode(bytes.as_slice()).unwrap();
    let anime = from_bundle.anime.unwrap();
    assert_eq!(anime.title, "Cowboy Bebop");
    assert_eq!(anime.status(), shared_proto::v1::AnimeStatus::Finished);
    assert_eq!(from_crate.episodes[0].title, "Asteroid Blues");
    assert_eq!(from_crate.encode_to_vec().len(), bytes.len());
    assert!(!contracts_types::FILE_DESCRIPTOR_SET.is_empty());
    let _client: Option<contracts_types::shared_proto::v1::catalog_service_client::CatalogServiceClient<()>> = None;
}
`,
    });
    const env = { CARGO_TARGET_DIR: CARGO_TARGET, PROTOC: "/nowhere/protoc", RECORD: message };
    expect(run("cargo", ["test", "--quiet"], folder, env)).toContain("1 passed");
  }, 300_000);
});
