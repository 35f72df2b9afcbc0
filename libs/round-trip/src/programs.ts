import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createFileRegistry, type FileRegistry, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { pythonEnvironment } from "../../../tools/python-env.mjs";
import type { Program } from "./speaker.js";

const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The contracts as they are described to Rust; written anew, because the description is not checked in. */
export function loadContracts(): FileRegistry {
  const args = ["packages/cli/dist/main.js", "generate", "--config", "protos", "--only", "tonic"];
  run(process.execPath, args, here("../.."));
  const bytes = readFileSync(here("../catalog-rs/proto/contracts.binpb"));
  return createFileRegistry(fromBinary(FileDescriptorSetSchema, bytes));
}

/** TypeScript, as built, with the modules of catalog-web or with others. */
export function typescript(generated?: string): Program {
  const args = [here("dist/speak.js"), ...(generated === undefined ? [] : [generated])];
  return { language: "TypeScript", command: process.execPath, args };
}

/** Python, with the stubs of libs/common. */
export function python(): Program {
  const command = pythonEnvironment("catalog-py", "libs/catalog-py/requirements.txt");
  return { language: "Python", command, args: [here("python/speak.py")], env: { PYTHONPATH: here("../common/src") } };
}

/** Rust, built where libs/catalog-rs is built: what both depend on is compiled once. */
export function rust(): Program {
  const target = here("../catalog-rs/target");
  run("cargo", ["build", "--locked", "--quiet", "--target-dir", target], here("rust"));
  return { language: "Rust", command: `${target}/debug/round-trip`, args: [] };
}

/** Go, with the stubs of libs/catalog-go. */
export function go(): Program {
  const command = here("dist/round-trip-go");
  run("go", ["build", "-o", command, "."], here("go"));
  return { language: "Go", command, args: [] };
}

function run(program: string, args: readonly string[], cwd: string): void {
  execFileSync(program, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
}
