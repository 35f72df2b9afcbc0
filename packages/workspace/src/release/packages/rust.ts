import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ContractsError } from "@nx-contracts/ir";
import { installCommand, runTool } from "../../codegen/run-tool.js";
import type { PackageConfig } from "../../config/packages.js";
import { bufVersion } from "../generate-code.js";
import { runtimesOf } from "../runtimes.js";
import {
  authorOf,
  type BuildPackage,
  generateCode,
  licenseFiles,
  type PackageRoom,
  readme,
  versionOfTool,
  writeFiles,
} from "./package.js";
import { takePacked } from "./packed.js";
import { tomlPairs } from "./toml.js";

const DESCRIPTOR_SET = "descriptor_set.binpb";

/**
 * A crate by `cargo package`. It compiles the descriptor set inside by
 * `build.rs`: who uses it needs no protoc, and gets code for the prost that is
 * there. Its own tool gives every file the same time.
 */
export const buildRust: BuildPackage = async (room, wanted) => {
  refuseEditions(room, wanted);
  const { stage, content, progress, version } = room;
  const set = await generateCode(room, wanted, "prost", {});
  const [folder, target] = [stage.folder(), stage.folder()];
  const license = licenseFiles(room, wanted);
  const use = [
    `\`\`\`toml\n[dependencies]\n${wanted.name} = "${version.semver}"\n\`\`\``,
    `Modules are named as the packages of the protos. No protoc is needed.`,
  ];
  const protos = new Map([...content.protos].map(([path, bytes]) => [`protos/${path}`, bytes]));
  writeFiles(folder, protos);
  writeFiles(folder, license);
  for (const bytes of set.values()) writeFiles(folder, new Map([[DESCRIPTOR_SET, bytes]]));
  writeFiles(
    folder,
    new Map([
      ["Cargo.toml", manifest(wanted, version.semver, content.hasServices, [...license.keys()])],
      ["README.md", readme(room, wanted, use)],
      ["build.rs", content.hasServices ? BUILD_WITH_SERVICES : BUILD],
      ["src/lib.rs", LIBRARY],
    ]),
  );
  progress(`Packing the crate ${wanted.name} ${version.semver}`);
  const missing = {
    message: "Cargo is not installed: `cargo` is not on the path.",
    next: `Install Rust from https://rustup.rs, or run \`${installCommand({ apt: "cargo", brew: "rust", winget: "Rustlang.Rustup" })}\`.`,
  };
  const options = { cwd: folder, missing };
  const cargo = await versionOfTool(["cargo", "--version"], folder, missing);
  const help = await runTool(["cargo", "package", "--help"], { name: "cargo package", ...options });
  // A lock file says nothing to who depends on a library, and would hold whatever is newest today.
  const lockless = help.includes("--exclude-lockfile") ? ["--exclude-lockfile"] : [];
  await runTool(
    [
      "cargo",
      "package",
      "--quiet",
      "--no-verify",
      "--allow-dirty",
      "--no-metadata",
      ...lockless,
      "--target-dir",
      target,
    ],
    { name: "cargo package", ...options },
  );
  const packed = join(target, "package");
  const names = readdirSync(packed).filter((name) => name.endsWith(".crate"));
  const runtimes = runtimesOf("rust", new Map(), content.hasServices);
  const tools = { buf: await bufVersion(room.host), cargo };
  return names.map((name) => ({
    name,
    bytes: takePacked(
      {
        name,
        bytes: readFileSync(join(packed, name)),
        prefix: `${name.slice(0, -".crate".length)}/`,
        files: new Map([...protos, ...license]),
      },
      wanted,
    ),
    package: { language: "rust", runtimes, tools },
  }));
};

/**
 * @throws ContractsError `config-invalid` for protos that prost cannot compile: a crate of them would never build
 * @see https://github.com/tokio-rs/prost/issues/1031
 */
function refuseEditions({ schema }: PackageRoom, { at }: PackageConfig): void {
  const files = schema.options["files"];
  for (const file of Array.isArray(files) ? files : []) {
    const { path, syntax } = file as { readonly path: string; readonly syntax: string };
    if (syntax === "proto2" || syntax === "proto3") continue;
    throw new ContractsError("config-invalid", {
      message: `\`${path}\` is written in edition ${syntax.replace(/^edition /, "")}, which prost cannot compile: a crate of it would not build.`,
      at,
      next: "Take the package of Rust out of `release.packages`, or write the file in proto3.",
    });
  }
}

function manifest(wanted: PackageConfig, version: string, withServices: boolean, licenses: readonly string[]): string {
  const { name, description, license, repository, homepage, authors } = wanted;
  const written = authors
    .map(authorOf)
    .map((each) => (each.email === undefined ? each.name : `${each.name} <${each.email}>`));
  return [
    `[package]\n${tomlPairs({
      name,
      version,
      edition: "2021",
      description,
      readme: "README.md",
      license,
      // Cargo takes a licence's name or its text.
      "license-file": license === undefined ? licenses[0] : undefined,
      repository,
      homepage,
      authors: written.length === 0 ? undefined : written,
      include: [
        "/build.rs",
        "/src",
        "/protos",
        `/${DESCRIPTOR_SET}`,
        "/README.md",
        ...licenses.map((path) => `/${path}`),
      ],
    })}`,
    // What stands indented in the comments of protos is no code of Rust.
    "[lib]\ndoctest = false\n",
    withServices ? DEPENDENCIES_WITH_SERVICES : DEPENDENCIES,
    // A project of its own, whatever lies around.
    "[workspace]\n",
  ].join("\n");
}

const DEPENDENCIES = `[dependencies]
prost = "0.14"
prost-types = "0.14"

[build-dependencies]
prost = "0.14"
prost-build = { version = "0.14", default-features = false }
prost-types = "0.14"
`;

const DEPENDENCIES_WITH_SERVICES = `[features]
# Clients that connect by themselves, and servers that listen.
transport = ["tonic/transport"]

[dependencies]
prost = "0.14"
prost-types = "0.14"
tonic = { version = "0.14", default-features = false, features = ["codegen"] }
tonic-prost = "0.14"

[build-dependencies]
prost = "0.14"
prost-types = "0.14"
tonic-prost-build = { version = "0.14", default-features = false }
`;

const LIBRARY = `#![doc = include_str!("../README.md")]
#![allow(clippy::all, rustdoc::all)]

/// Every proto and what it imports, with comments, for reflection.
pub const FILE_DESCRIPTOR_SET: &[u8] = include_bytes!("../${DESCRIPTOR_SET}");

include!(concat!(env!("OUT_DIR"), "/contracts.rs"));
`;

const BUILD = buildScript(`prost_build::Config::new()
        .include_file("contracts.rs")
        .compile_fds(set)?;`);

const BUILD_WITH_SERVICES = buildScript(`tonic_prost_build::configure()
        .build_transport(env::var_os("CARGO_FEATURE_TRANSPORT").is_some())
        .include_file("contracts.rs")
        .compile_fds(set)?;`);

function buildScript(compile: string): string {
  return `//! Compiles the contracts from a descriptor set, so that no protoc is needed.

use std::{env, error::Error, fs, path::Path};

use prost::Message;
use prost_types::FileDescriptorSet;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=${DESCRIPTOR_SET}");
    let path = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("${DESCRIPTOR_SET}");
    let set = FileDescriptorSet::decode(fs::read(path)?.as_slice())?;
    ${compile}
    Ok(())
}
`;
}
