import { modulePathOf } from "../layout/python.js";
import { joinPath } from "../path.js";
import type { Target } from "./targets.js";

/** Where a generator puts what it makes of a proto: one path, or several of protobuf-es. */
export function expectedPaths({ kind, folder, endings }: Target, importPath: string): readonly string[] {
  const stem = importPath.replace(/\.proto$/, "");
  switch (kind) {
    case "python":
      return [joinPath(folder, `${modulePathOf(importPath)}.py`)];
    case "python-types":
      return [joinPath(folder, `${modulePathOf(importPath)}.pyi`)];
    case "python-grpc":
      return [joinPath(folder, `${modulePathOf(importPath)}_grpc.py`)];
    case "go":
      return [joinPath(folder, `${stem}.pb.go`)];
    case "go-grpc":
      return [joinPath(folder, `${stem}_grpc.pb.go`)];
    case "es":
    case "es-types":
      return endings.map((ending) => joinPath(folder, `${stem}${ending}`));
    case "descriptor-set":
      return [folder];
  }
}

/** The file beside a companion that holds the descriptor; `undefined` for what holds its own. */
export function mainFileOf(path: string): string | undefined {
  const [, stem, ending] = /^(.*?)(_pb2\.pyi|_pb2_grpc\.py|_grpc\.pb\.go|_pb\.d\.ts)$/s.exec(path) ?? [];
  return stem === undefined || ending === undefined ? undefined : `${stem}${MAIN[ending] ?? ""}`;
}

const MAIN: { readonly [ending: string]: string } = {
  "_pb2.pyi": "_pb2.py",
  "_pb2_grpc.py": "_pb2.py",
  "_grpc.pb.go": ".pb.go",
  "_pb.d.ts": "_pb.js",
};
