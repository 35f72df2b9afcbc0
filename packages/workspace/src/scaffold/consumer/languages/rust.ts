import { toLowerSnake } from "@nx-contracts/ir";
import { foldersUp, joinPath } from "../../../path.js";
import { textAt } from "../../../read/text.js";
import { nestedNames } from "../../../uses/spelling/spelling.js";
import { RUST, snakeCase } from "../../../uses/spelling/rust.js";
import type { ConsumerLanguage, Stubs, Wanted } from "../language.js";
import { listCrate } from "../cargo-workspace.js";
import { refuseTaken, snakeName } from "../names.js";
import { projectJson } from "../project-json.js";
import { relativePath } from "../relative-path.js";
import type { Sample } from "../samples.js";

const KEPT_BY_CARGO = ["core", "std", "alloc", "proc_macro", "test", "build", "deps", "examples", "incremental"];
/** Names that stay no names when they are written raw. */
const NEVER_RAW = new Set(["self", "super", "extern", "crate"]);

/** A crate that compiles messages, and services where there are some, from a descriptor set. */
export const rust: ConsumerLanguage = {
  language: "rust",
  refusal: () => undefined,
  entry: ({ config, folder }) => ({
    tool: "tonic",
    out: relativePath(config.folder, `${folder}/proto/contracts.binpb`),
  }),
  ahead: () => new Map(),
  files(wanted, stubs) {
    const { host, name, folder, subject } = wanted;
    const crate = snakeName(name);
    refuseTaken(crate, KEPT_BY_CARGO, "a name that cargo keeps for itself");
    const outer = [...foldersUp(folder)]
      .slice(1)
      .find((at) => /^\s*\[workspace\b/m.test(textAt(host, joinPath(at, "Cargo.toml"))));
    const listed = outer === undefined ? undefined : listCrate(host, outer, folder);
    const [, ...inner] = RUST.record(subject.record).symbol.split(".").reverse();
    const type = [
      ...packageModules(subject.packageName),
      ...inner.reverse(),
      RUST.record(subject.record).symbol.split(".").at(-1),
    ];
    const path = type.join("::");
    const symbol = type.at(-1) ?? "";
    const file = toLowerSnake(nestedNames(subject.record).join("_"));
    const set = relativePath(folder, stubs.output.out);
    const files = {
      "README.md": `# ${name}

Reads and writes \`${symbol}\` of the contracts in Rust. \`build.rs\` compiles them from the descriptor set \`${set}\`,
${stubs.origin}; no protoc is needed.

\`\`\`sh
nx run ${name}:test # or: cargo test
\`\`\`
`,
      "project.json": projectJson(
        wanted,
        stubs,
        {
          build: { command: "cargo build" },
          test: { command: "cargo test" },
        },
        "rustc --version",
      ),
      "Cargo.toml": manifest(wanted, stubs, outer === undefined),
      ".gitignore": stubs.release !== undefined ? "/target/\n" : "/target/\n/proto/*.binpb\n",
      "build.rs": buildScript(stubs, set),
      "src/lib.rs": library(stubs.packages, path, symbol),
      [`tests/${file}.rs`]: test(crate, path, symbol, wanted, subject.samples),
    };
    return {
      files: new Map(Object.entries(files).map(([each, text]) => [joinPath(folder, each), text])),
      edits: listed?.edits ?? new Map(),
      left: listed?.left ?? [],
    };
  },
};

function packageModules(name: string): readonly string[] {
  return name === "" ? [] : name.split(".").map(moduleName);
}

function moduleName(part: string): string {
  return raw(snakeCase(part));
}

function raw(name: string): string {
  if (NEVER_RAW.has(name)) return `${name}_`;
  return RUST_KEYWORDS.has(name) ? `r#${name}` : name;
}

const RUST_KEYWORDS: ReadonlySet<string> = new Set(
  (
    "as break const continue else enum false fn for if impl in let loop match mod move mut pub ref return " +
    "static struct trait true type unsafe use where while dyn abstract become box do final macro override " +
    "priv typeof unsized virtual yield async await try gen"
  ).split(" "),
);

function manifest({ name, subject }: Wanted, { hasServices }: Stubs, isAlone: boolean): string {
  const tonic = `tonic = { version = "0.14", default-features = false, features = ["codegen"] }\ntonic-prost = "0.14"\n`;
  const build = hasServices
    ? `tonic-prost-build = { version = "0.14", default-features = false }\n`
    : `prost-build = "0.14"\n`;
  return `[package]
name = "${name.replace(/^@[^/]*\//, "").replaceAll(".", "-")}"
version = "0.1.0"
edition = "2021"
description = "Reads and writes ${subject.record.definition.name} of the contracts."
publish = false

[dependencies]
prost = "0.14"
prost-types = "0.14"
${hasServices ? tonic : ""}
[build-dependencies]
prost = "0.14"
prost-types = "0.14"
${build}${isAlone ? "\n# A project of its own: nothing above it is a cargo workspace.\n[workspace]\n" : ""}`;
}

function buildScript({ hasServices, remedy }: Stubs, set: string): string {
  const compile = hasServices
    ? `    // The transport is the choice of whoever makes the channel.
    tonic_prost_build::configure()
        .build_transport(false)
        .compile_fds(contracts)?;
    Ok(())
`
    : `    prost_build::compile_fds(contracts)?;
    Ok(())
`;
  return `//! Compiles the contracts from a descriptor set, so that no protoc is needed.

use std::{error::Error, fs};

use prost::Message;
use prost_types::FileDescriptorSet;

${constant("DESCRIPTOR_SET", set)}
${constant("MISSING", `${set} ${remedy}`)}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DESCRIPTOR_SET}");
    let bytes = fs::read(DESCRIPTOR_SET).expect(MISSING);
    let contracts = FileDescriptorSet::decode(bytes.as_slice())?;
${compile}}
`;
}

/** As rustfmt breaks it. */
function constant(name: string, value: string): string {
  const head = `const ${name}: &str =`;
  const text = JSON.stringify(value);
  return `${head}${head.length + text.length + 2 > 100 ? "\n   " : ""} ${text};`;
}

interface Module {
  readonly inner: Map<string, Module>;
  package?: string;
}

/** Modules are nested as packages are: that is how generated code names what other packages hold. */
function library(packages: readonly string[], path: string, symbol: string): string {
  const root: Module = { inner: new Map() };
  for (const name of packages) {
    let at = root;
    for (const part of name === "" ? [] : name.split(".")) {
      const next = at.inner.get(part) ?? { inner: new Map() };
      at.inner.set(part, next);
      at = next;
    }
    at.package = name;
  }
  // Longer ones do not fit the lines.
  const type = symbol.length > 40 ? "Record" : symbol;
  const isImported = path.includes("::") || type !== symbol;
  const imported = `\nuse crate::${path}${type === symbol ? "" : ` as ${type}`};\n`;
  return `//! Reads and writes \`${symbol}\` of the contracts.

use prost::{DecodeError, Message};
${isImported ? imported : ""}
${modules(root, 0)}
/// Writes a message as bytes, as they are sent and stored.
pub fn encode(message: &${type}) -> Vec<u8> {
    message.encode_to_vec()
}

/// Reads what \`encode\` wrote, here or in another language.
pub fn decode(bytes: &[u8]) -> Result<${type}, DecodeError> {
    ${type}::decode(bytes)
}
`;
}

/** As rustfmt breaks it. */
function inclusion(name: string, indent: string): string {
  const file = `"/${name === "" ? "_" : name}.rs"`;
  if (file.length <= 34) return `include!(concat!(env!("OUT_DIR"), ${file}));`;
  return `include!(concat!(\n${indent}    env!("OUT_DIR"),\n${indent}    ${file}\n${indent}));`;
}

function modules(module: Module, depth: number): string {
  const indent = "    ".repeat(depth);
  const own = module.package === undefined ? "" : `${indent}${inclusion(module.package, indent)}\n`;
  const inner = [...module.inner].map(
    ([name, each]) =>
      `${depth === 0 ? "/// The contracts, in modules named as their packages.\n" : ""}${indent}pub mod ${moduleName(name)} {\n${modules(each, depth + 1)}${indent}}\n`,
  );
  return `${own}${inner.join("")}`;
}

function test(crate: string, path: string, symbol: string, { subject }: Wanted, samples: readonly Sample[]): string {
  const spelled = RUST.fields(subject.record);
  const fields = samples.map((sample) => {
    const name = raw(spelled.get(sample.field)?.spellings[0] ?? sample.field.name);
    return { name, value: literal(sample), isOptional: sample.presence === "optional" };
  });
  const isWhole = fields.length === subject.record.definition.fields.length;
  const written = fields.map(({ name, value, isOptional }) => `${name}: ${isOptional ? `Some(${value})` : value}`);
  return `//! What the consumer reads is what was written.

use ${crate}::${path};
use ${crate}::{decode, encode};

#[test]
fn reads_what_was_written() {
    let message = ${structure(symbol, written, isWhole)};
    let read = decode(&encode(&message)).expect("the bytes are a message");
    assert_eq!(read, message);
}
`;
}

/** As rustfmt leaves it: a short one stands on one line. */
function structure(symbol: string, fields: readonly string[], isWhole: boolean): string {
  if (fields.length === 0) return `${symbol}::default()`;
  const parts = isWhole ? fields : [...fields, "..Default::default()"];
  const line = parts.join(", ");
  if (line.length <= 18) return `${symbol} { ${line} }`;
  return `${symbol} {\n${parts.map((part) => `        ${part}${part.startsWith("..") ? "" : ","}\n`).join("")}    }`;
}

/** Values that every width holds exactly. */
function literal({ kind, text }: Sample): string {
  switch (kind) {
    case "string":
      return `${JSON.stringify(text)}.to_string()`;
    case "int":
      return "7";
    case "float":
      return "7.5";
    case "bool":
      return "true";
    case "bytes":
      return "vec![0, 255]";
  }
}
