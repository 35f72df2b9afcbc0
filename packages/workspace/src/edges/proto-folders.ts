import type { Host } from "../host.js";
import { below } from "../path.js";
import { textAt } from "../read/text.js";

/** The protos of one contract project by the folders that they lie in: names of generated code follow from these. */
export interface ProtoFolders {
  /** Folders that imports of protos start from, relative to the workspace root. */
  readonly roots: readonly string[];
  /** Folders below a root that hold protos, with one of these; `.` for the root itself. */
  readonly inside: ReadonlyMap<string, string>;
  /** These, those that the configuration names, and the folders above them, as Python packages: with a `_` for each `-`. */
  readonly packages: ReadonlySet<string>;
  /** The first folders below the roots, under both names. */
  readonly tops: ReadonlySet<string>;
}

/**
 * Arranges the folders that hold protos below the roots of a contract project.
 *
 * @param folders with a proto of each
 * @param named folders that the configuration names: who uses what was made of them has to learn that it is gone
 */
export function arrangeProtos(
  roots: readonly string[],
  folders: ReadonlyMap<string, string>,
  named: Iterable<string>,
): ProtoFolders {
  const inside = new Map<string, string>();
  const packages = new Set<string>();
  const tops = new Set<string>();
  for (const folder of [...folders.keys(), ...named]) {
    const proto = folders.get(folder);
    for (const root of roots) {
      const rest = below(root, folder);
      if (rest === undefined) continue;
      if (proto !== undefined) inside.set(rest, proto);
      if (rest === ".") continue;
      const parts = rest.split("/");
      const [top = ""] = parts;
      tops.add(top).add(top.replaceAll("-", "_"));
      for (let depth = 1; depth <= parts.length; depth += 1)
        packages.add(parts.slice(0, depth).join("/").replaceAll("-", "_"));
    }
  }
  return { roots, inside, packages, tops };
}

const PYTHON_MODULE = /_pb2(?:_grpc)?$/;
const SCRIPT_MODULE = /_(?:pb|grpc_pb|grpc_web_pb|pb_service|connect|connectquery|connectweb)$/;

/** Whether a Python module is one that protos become; its path is relative to the output, without ending. */
export function isPythonStub({ inside, tops }: ProtoFolders, path: string): boolean {
  const parts = path.split("/");
  const at = parts.findIndex((part) => PYTHON_MODULE.test(part));
  // A module whose proto is gone still counts: who imports it has to learn of that.
  return at === 0 ? inside.has(".") : at > 0 && tops.has(parts[0] ?? "");
}

/** The same of TypeScript and JavaScript. */
export function isScriptStub(protos: ProtoFolders, path: string): boolean {
  const [first = "", ...rest] = path.split("/");
  return SCRIPT_MODULE.test(path) || (rest.length > 0 && protos.tops.has(first));
}

/** Whether a path below a root names protos: a file, or a folder that holds some. */
export function namesProtos(protos: ProtoFolders, path: string): boolean {
  if (path.endsWith(".proto")) return path.includes("/") ? protos.tops.has(path.split("/")[0] ?? "") : true;
  return protos.inside.has(path) || protos.packages.has(path.replaceAll("-", "_"));
}

/** What one proto of each folder declares; the others of a folder declare the same, as Go and Buf want it. */
export function readDeclared(
  host: Host,
  { inside }: ProtoFolders,
  declaredIn: (text: string) => string | undefined,
): ReadonlySet<string> {
  const declared = new Set<string>();
  for (const proto of inside.values()) {
    const name = declaredIn(textAt(host, proto));
    if (name !== undefined) declared.add(name);
  }
  return declared;
}
