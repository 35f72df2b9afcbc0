import { ContractsError } from "@nx-contracts/ir";
import { isOutside } from "../../codegen/check-places.js";
import type { Host } from "../../host.js";
import { joinPath } from "../../path.js";
import { plainName } from "./names.js";

/** What of a request says where a consumer goes. */
export interface Placing {
  readonly name: string;
  readonly directory?: string;
  readonly projects: ReadonlyMap<string, string>;
}

/** Where projects usually lie, in the order in which they are tried. */
const USUAL = ["apps", "libs", "packages"];

/**
 * The folder of a consumer, relative to the workspace root.
 *
 * @throws ContractsError `usage` for a name that another project has, or a folder that is taken or lies outside
 */
export function placeConsumer(host: Host, placing: Placing): string {
  const { name, directory, projects } = placing;
  const base = USUAL.find((each) => host.kind(each) === "folder") ?? "libs";
  const folder = joinPath(directory ?? base, directory === undefined ? plainName(name) : ".");
  plainName(name);
  if (folder === "." || isOutside(host, folder) || host.kind(folder) === "file") {
    throw new ContractsError("usage", {
      message: `A project cannot be made in \`${directory ?? folder}\`.`,
      next: `Name a folder inside the workspace, such as \`--directory ${base}/${plainName(name)}\`.`,
    });
  }
  const other = projects.get(name);
  if (other !== undefined && other !== folder) {
    throw new ContractsError("usage", {
      message: `\`${name}\` is the project in \`${other}\`.`,
      next: `Take another name, such as \`--name ${freeName(placing)}\`.`,
    });
  }
  const here = [...projects].find(([each, root]) => root === folder && each !== name)?.[0];
  if (here !== undefined) {
    throw new ContractsError("usage", {
      message: `\`${folder}\` holds the project \`${here}\`.`,
      next: `Take another folder, such as \`--directory ${folder}-${freeName(placing).split("-").at(-1) ?? "2"}\`.`,
    });
  }
  return folder;
}

/** A name like the one that was asked for, which no project has. */
export function freeName({ name, projects }: Placing): string {
  for (let number = 2; ; number++) if (!projects.has(`${name}-${number}`)) return `${name}-${number}`;
}
