import { join, resolve } from "node:path";
import type { CreateDependenciesContext, DependencyType, RawProjectGraphDependency } from "@nx/devkit";
import { findEdges } from "@nx-contracts/workspace/edges";
import { openHost } from "@nx-contracts/workspace/inputs";

// Members of an enumeration of the devkit, which takes a tenth of a second to load.
const STATIC = "static" as DependencyType.static;
const IMPLICIT = "implicit" as DependencyType.implicit;

/**
 * The edges from consumers to the contract projects, as Nx wants them.
 *
 * An edge that is late stands twice. Nx drops what it is told about a file that
 * has not changed and has other edges, but keeps an implicit edge.
 *
 * @param data folder of Nx's own memory, where its environment names one
 */
export function createEdges(
  { workspaceRoot, projects, fileMap, filesToProcess }: CreateDependenciesContext,
  version: string,
  data: string | undefined,
): RawProjectGraphDependency[] {
  const host = openHost({ cwd: workspaceRoot, root: workspaceRoot });
  const request = { projects, files: fileMap.projectFileMap, changed: filesToProcess.projectFileMap };
  const folder = data === undefined ? join(workspaceRoot, ".nx/workspace-data") : resolve(workspaceRoot, data);
  const edges = findEdges(host, request, join(folder, "nx-contracts-edges.json"), version);
  return edges.flatMap(({ source, target, file, isLate }): RawProjectGraphDependency[] => [
    { source, target, type: STATIC, sourceFile: file },
    ...(isLate ? [{ source, target, type: IMPLICIT }] : []),
  ]);
}
