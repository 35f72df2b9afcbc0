import { type Alias, readAliases } from "../config/typescript-imports.js";
import type { Host } from "../host.js";
import { goPackageIn } from "../layout/go.js";
import { packageIn } from "../layout/protos.js";
import { joinPath } from "../path.js";
import { textAt } from "../read/text.js";
import type { ContractProject } from "./contract-project.js";
import { type ProtoFolders, readDeclared } from "./proto-folders.js";
import { projectAt, type Survey } from "./workspace-files.js";

/** A file that may use what is made of protos. */
export interface SourceFile {
  /** Relative to the workspace root. */
  readonly path: string;
  /** Root of its project. */
  readonly root: string;
  readonly text: string;
}

/** Finds the contract projects whose generated code, protos or descriptor sets a file uses. */
export type FindContracts = (file: SourceFile, surroundings: Surroundings) => readonly ContractProject[];

/** What the uses in all files are looked up in. What only some need is read when the first one asks. */
export class Surroundings {
  readonly host: Host;
  readonly contracts: readonly ContractProject[];
  readonly #roots: ReadonlyMap<string, string>;
  readonly #declared = new Map<string, ReadonlySet<string>>();
  #aliases: readonly Alias[] | undefined;
  #packages: ReadonlyMap<string, string> | undefined;

  constructor(host: Host, contracts: readonly ContractProject[], { roots }: Survey) {
    this.host = host;
    this.contracts = contracts;
    this.#roots = roots;
  }

  /** Entries of `paths` in the root's `tsconfig`. */
  get aliases(): readonly Alias[] {
    this.#aliases ??= readAliases(this.host);
    return this.#aliases;
  }

  /** Name of an npm package of the workspace → its folder. */
  get packages(): ReadonlyMap<string, string> {
    this.#packages ??= new Map(
      [...this.#roots.keys()].flatMap((root) => {
        const name = /"name"\s*:\s*"([^"]+)"/.exec(this.textOf(joinPath(root, "package.json")))?.[1];
        return name === undefined ? [] : [[name, root] as const];
      }),
    );
    return this.#packages;
  }

  /** Go packages, or packages, that the protos of a project declare. */
  declared(contract: ContractProject, what: "go_package" | "package"): ReadonlySet<string> {
    const key = `${what} ${contract.name}`;
    const known = this.#declared.get(key) ?? this.#readDeclared(contract.protos, what);
    this.#declared.set(key, known);
    return known;
  }

  #readDeclared(protos: ProtoFolders, what: "go_package" | "package"): ReadonlySet<string> {
    return readDeclared(this.host, protos, what === "package" ? packageIn : goPackageIn);
  }

  /** Project that a path lies in. */
  projectAt(path: string): string | undefined {
    return projectAt(this.#roots, path);
  }

  textOf(path: string): string {
    return textAt(this.host, path);
  }
}

/** Where several projects generate what a file imports, those that generate into the file's own project count. */
export function nearest(
  found: readonly ContractProject[],
  { path }: SourceFile,
  surroundings: Surroundings,
): readonly ContractProject[] {
  if (found.length < 2) return found;
  const own = surroundings.projectAt(path);
  const near = found.filter(({ outputs }) => outputs.some((output) => surroundings.projectAt(output.path) === own));
  return near.length > 0 ? near : found;
}
