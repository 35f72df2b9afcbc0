import { readRustIncludes } from "../imports/rust.js";
import { below, joinPath, parentOf } from "../path.js";
import type { FindContracts, SourceFile, Surroundings } from "./consumer.js";
import type { ContractProject } from "./contract-project.js";
import { namesProtos } from "./proto-folders.js";

/** Such a file is a build script, or helps one. */
const COMPILES = /(?:^|\/)build\.rs$/;
const COMPILERS = /\b(?:prost_build|tonic_build|tonic_prost_build|protox|protobuf_codegen|compile_protos)\b/;
const INCLUDES = /\binclude_proto\b|\bOUT_DIR\b|\binclude_file_descriptor_set\b/;

/**
 * Contract projects whose protos or descriptor sets a build script names, and
 * those whose packages a file includes.
 */
export const findInRust: FindContracts = (file, surroundings) => {
  const compiles = COMPILES.test(file.path) || COMPILERS.test(file.text);
  const includes = INCLUDES.test(file.text);
  if (!compiles && !includes) return [];
  const { texts, packages } = readRustIncludes(file.text);
  return surroundings.contracts.filter(
    (contract) =>
      (compiles && texts.some((text) => namesInput(contract, text, file, surroundings))) ||
      (includes && packages.some((name) => isPackage(contract, name, surroundings))),
  );
};

/** Paths in a build script start from the folder of the crate; those that are pieced together may start with `/`. */
function namesInput(
  { protos, outputs }: ContractProject,
  text: string,
  file: SourceFile,
  around: Surroundings,
): boolean {
  if (!/^[^\s"<>|?*]+$/.test(text)) return false;
  const folder = parentOf(file.path);
  const path = joinPath(folder, text);
  if (outputs.some((output) => output.isFile && isSet(output.path, path, text, file))) return true;
  for (const root of protos.roots) {
    const inside = below(root, path);
    if (inside !== undefined && (inside === "." ? root !== "." : namesProtos(protos, inside))) return true;
  }
  // Relative to a folder to import from, which is named elsewhere.
  const isImported = text.endsWith(".proto") && protos.packages.has(parentOf(text).replaceAll("-", "_"));
  return isImported && around.host.kind(path) !== "file";
}

/** The descriptor set itself, or the end of its path within the crate. */
function isSet(set: string, path: string, text: string, { root }: SourceFile): boolean {
  return set === path || (below(root, set) !== undefined && text.includes(".") && `/${set}`.endsWith(`/${text}`));
}

function isPackage(contract: ContractProject, name: string, surroundings: Surroundings): boolean {
  const { protos } = contract;
  return protos.packages.has(name.replaceAll(".", "/")) || surroundings.declared(contract, "package").has(name);
}
