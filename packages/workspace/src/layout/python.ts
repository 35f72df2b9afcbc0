import { endingsOf } from "@nx-contracts/readers/stubs/header";
import type { Host } from "../host.js";
import { foldersUp, joinPath, nameOf } from "../path.js";

/**
 * The module that protoc writes for a proto, without a package ahead of it:
 * `a-b/c.d.proto` becomes `a_b.c.d_pb2`, in `a_b/c/d_pb2.py`.
 * @see https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/compiler/python/helpers.cc
 */
export function moduleOf(importPath: string): string {
  const stem = importPath.replace(/\.proto$/, "");
  return `${stem.replaceAll("-", "_").replaceAll("/", ".")}_pb2`;
}

/** Where that module lies below the folder of its output, without ending: `a_b/c/d_pb2`. */
export function modulePathOf(importPath: string): string {
  return moduleOf(importPath).replaceAll(".", "/");
}

/** The package that a folder is: the names of it and the folders around it that hold `__init__.py`; empty for none. */
export function packageOf(host: Host, folder: string): string {
  const names: string[] = [];
  for (const at of foldersUp(folder)) {
    if (at === "." || host.kind(joinPath(at, "__init__.py")) !== "file") break;
    names.unshift(nameOf(at));
  }
  return names.join(".");
}

/** Whether `import` takes a name: each part is an identifier and no keyword. */
export function isImportable(module: string): boolean {
  return module.split(".").every((part) => IDENTIFIER.test(part) && !KEYWORDS.has(part));
}

const IDENTIFIER = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** @see https://docs.python.org/3/reference/lexical_analysis.html#keywords */
const KEYWORDS = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from " +
    "global if import in is lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);

/** How the files of messages, their types and services end. */
export const PYTHON_ENDINGS: readonly string[] = (["python", "python-types", "python-grpc"] as const).flatMap(
  endingsOf,
);
