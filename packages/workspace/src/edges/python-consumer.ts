import { type PythonImport, readPythonImports } from "../imports/python.js";
import { below, joinPath, parentOf } from "../path.js";
import { type FindContracts, nearest, type SourceFile } from "./consumer.js";
import type { ContractProject, Output } from "./contract-project.js";
import { isPythonStub, type ProtoFolders } from "./proto-folders.js";

/** Contract projects whose stubs a Python file imports: modules, or packages of them. */
export const findInPython: FindContracts = (file, surroundings) => {
  const { contracts } = surroundings;
  if (!contracts.some((contract) => mayImport(contract, file.text))) return [];
  const imports = readPythonImports(file.text);
  const found = contracts.filter((contract) =>
    imports.some((each) => contract.outputs.some((output) => importsFrom(contract.protos, output, each, file))),
  );
  return nearest(found, file, surroundings);
};

/** Reading the syntax is needed for few files. */
function mayImport({ protos, outputs }: ContractProject, text: string): boolean {
  return outputs.length > 0 && (text.includes("_pb2") || [...protos.tops].some((top) => text.includes(top)));
}

function importsFrom(protos: ProtoFolders, output: Output, each: PythonImport, file: SourceFile): boolean {
  if (output.isFile) return false;
  const module = each.module.replaceAll(".", "/");
  const start = each.dots > 0 ? joinPath(parentOf(file.path), "../".repeat(each.dots - 1)) : undefined;
  const [folder, path] = start === undefined ? [output.python, module] : [output.path, joinPath(start, module)];
  const inside = folder === "" ? path : below(folder, path);
  // The package that the output is may be named to import a package within it.
  if (inside === undefined) return false;
  if (isPythonStub(protos, inside)) return true;
  const isHolder = holdsProtos(protos, inside);
  if (each.names === undefined) return isHolder;
  return each.names.some((name) => {
    if (name === "*") return isHolder;
    const member = joinPath(inside, name);
    return isPythonStub(protos, member) || protos.packages.has(member);
  });
}

function holdsProtos({ inside, packages }: ProtoFolders, path: string): boolean {
  return (
    inside.has(path) || (packages.has(path) && [...inside.keys()].some((key) => key.replaceAll("-", "_") === path))
  );
}
