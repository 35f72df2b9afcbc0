import { readGoImports } from "../imports/go.js";
import type { FindContracts } from "./consumer.js";
import type { ContractProject } from "./contract-project.js";
import { below } from "../path.js";

/** Contract projects whose generated packages a Go file imports. */
export const findInGo: FindContracts = (file, surroundings) => {
  const imports = readGoImports(file.text).filter((path) => path.includes("/"));
  if (imports.length === 0) return [];
  return surroundings.contracts.filter(
    (contract) =>
      imports.some((path) => isBelowPrefix(contract, path)) ||
      (mayDeclare(contract) && imports.some((path) => surroundings.declared(contract, "go_package").has(path))),
  );
};

/** The folder of an output, or a prefix of a template, and the folders of the protos. */
function isBelowPrefix({ protos, outputs, goPrefixes }: ContractProject, path: string): boolean {
  return [...outputs.flatMap(({ go }) => go ?? []), ...goPrefixes].some((prefix) => {
    const inside = below(prefix, path);
    if (inside === undefined) return false;
    return protos.inside.has(inside) || (inside !== "." && protos.tops.has(inside.split("/")[0] ?? ""));
  });
}

function mayDeclare({ outputs, goPrefixes }: ContractProject): boolean {
  return goPrefixes.length > 0 || outputs.some(({ go }) => go !== undefined);
}
