import { isPlain } from "../config/tolerant-yaml.js";
import { aliasTargets } from "../config/typescript-imports.js";
import { readSpecifiers } from "../imports/typescript.js";
import { exportedPaths } from "../layout/package-exports.js";
import { below, joinPath, parentOf } from "../path.js";
import { type FindContracts, nearest, type SourceFile, type Surroundings } from "./consumer.js";
import type { ContractProject } from "./contract-project.js";
import { isScriptStub, namesProtos } from "./proto-folders.js";

/** Contract projects whose generated modules a TypeScript or JavaScript file imports: by path, alias or package. */
export const findInTypeScript: FindContracts = (file, surroundings) => {
  const contracts = surroundings.contracts.filter(({ outputs }) => outputs.some(({ isFile }) => !isFile));
  const isPossible = contracts.some(
    ({ protos }) => file.text.includes("_") || [...protos.tops].some((top) => file.text.includes(top)),
  );
  if (!isPossible) return [];
  const targets = readSpecifiers(file.text).flatMap((specifier) => targetsOf(specifier, file, surroundings));
  const found = contracts.filter((contract) => targets.some((target) => isGenerated(contract, target, surroundings)));
  return nearest(found, file, surroundings);
};

/** A module without its ending. */
interface Target {
  readonly path: string;
  /** Root of the npm package by whose name it is imported. */
  readonly root?: string;
}

const ENDING = /(?:\.d)?\.[cm]?[jt]sx?$/;

function targetsOf(specifier: string, file: SourceFile, surroundings: Surroundings): readonly Target[] {
  if (specifier.startsWith(".")) return [{ path: withoutEnding(joinPath(parentOf(file.path), specifier)) }];
  const aliased = aliasTargets(surroundings.aliases, specifier).map((path) => ({ path: withoutEnding(path) }));
  const [, name = "", rest = ""] = /^((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(specifier) ?? [];
  const root = rest === "" ? undefined : surroundings.packages.get(name);
  if (root === undefined) return aliased;
  const exported = exportsIn(surroundings.textOf(joinPath(root, "package.json")), `./${rest}`);
  return [...aliased, ...[rest, ...exported].map((path) => ({ path: withoutEnding(joinPath(root, path)), root }))];
}

function isGenerated(
  { protos, outputs }: ContractProject,
  { path, root }: Target,
  surroundings: Surroundings,
): boolean {
  return outputs.some((output) => {
    const inside = output.isFile ? undefined : below(output.path, path);
    if (inside !== undefined) return inside !== "." && isScriptStub(protos, inside);
    // A package exports its build, which lies elsewhere than what it is built from.
    if (root === undefined || surroundings.projectAt(output.path) !== surroundings.projectAt(root)) return false;
    const parts = (below(root, path) ?? "").split("/");
    return parts.some((_, at) => {
      const folder = parts.slice(at, -1).join("/");
      return folder !== "" && namesProtos(protos, folder) && isScriptStub(protos, parts.slice(at).join("/"));
    });
  });
}

/** What `exports` of a package gives for a name. */
function exportsIn(manifest: string, name: string): readonly string[] {
  try {
    const content: unknown = JSON.parse(manifest);
    return isPlain(content) ? exportedPaths(content["exports"], name) : [];
  } catch {
    return [];
  }
}

function withoutEnding(path: string): string {
  return path.replace(ENDING, "");
}
