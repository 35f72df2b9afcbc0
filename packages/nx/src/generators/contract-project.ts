import type { Tree } from "@nx/devkit";
import { ContractsError, nearestName } from "@nx-contracts/ir";
import { findConfigs, type Host } from "@nx-contracts/workspace";
import { parse } from "jsonc-parser";
import { registrationOf } from "./registration.js";

/** A contract project as generators name it. */
export interface ContractProject {
  /** Path of its `contracts.yaml`, relative to the workspace root. */
  readonly config: string;
  readonly contracts: {
    readonly project: string;
    /** Names of its targets. */
    readonly generate: string;
    readonly check: string;
    readonly release: string;
  };
}

/** Every project of the workspace: name → root. */
export async function knownProjects(): Promise<ReadonlyMap<string, string>> {
  const { createProjectGraphAsync } = await import("@nx/devkit");
  const { nodes } = await createProjectGraphAsync();
  return new Map(Object.values(nodes).map(({ name, data }) => [name, data.root]));
}

/**
 * Finds the contract project that is named, else the only one.
 *
 * @param asked name of a project, or the path of its folder or of its `contracts.yaml`
 * @throws ContractsError `config-missing` where there is none, `usage` where there is no such one or several
 */
export async function contractProject(
  host: Host,
  tree: Tree,
  projects: ReadonlyMap<string, string>,
  asked: string | undefined,
): Promise<ContractProject> {
  const all = await allContractProjects(host, tree, projects);
  const names = all.map(({ contracts }) => contracts.project);
  const [only, ...others] = all;
  if (asked !== undefined) {
    const found = all.find(
      ({ config, contracts }) =>
        contracts.project === asked || config === asked || config === `${asked.replace(/\/$/, "")}/contracts.yaml`,
    );
    if (found) return found;
    const near = nearestName(asked, names);
    throw new ContractsError("usage", {
      message: `There is no contract project \`${asked}\`.`,
      next: near ? `Did you mean \`--contracts ${near}\`?` : `Known: ${names.map((name) => `\`${name}\``).join(", ")}.`,
    });
  }
  if (only !== undefined && others.length === 0) return only;
  throw new ContractsError("usage", {
    message: `There are ${all.length} contract projects: ${names.map((name) => `\`${name}\``).join(", ")}.`,
    next: `Name one, such as \`--contracts ${names[0] ?? "contracts"}\`.`,
  });
}

/**
 * Every contract project that the plugin infers, by the path of its configuration.
 *
 * @throws ContractsError `config-missing` where there is none
 */
export async function allContractProjects(
  host: Host,
  tree: Tree,
  projects: ReadonlyMap<string, string>,
): Promise<readonly ContractProject[]> {
  const nxJson: unknown = parse(tree.read("nx.json", "utf8") ?? "{}");
  const registration = registrationOf(nxJson);
  const names = new Map([...projects].map(([name, root]) => [root, name]));
  const configs = await findConfigs(host, registration);
  const found = [...configs].sort().flatMap((config) => {
    const root = config.includes("/") ? config.slice(0, config.lastIndexOf("/")) : ".";
    const project = names.get(root);
    const target = (verb: string) => registration?.targets?.[verb] ?? verb;
    const [generate, check, release] = [target("generate"), target("check"), target("release")];
    return project === undefined ? [] : [{ config, contracts: { project, generate, check, release } }];
  });
  if (found.length > 0) return found;
  throw new ContractsError("config-missing", {
    message: "Nx knows no contract project in this workspace.",
    next: "Run `npx nx g nx-contracts:init`, which writes a contracts.yaml and registers the plugin.",
  });
}

/** What a consumer reads, as options name it. */
export interface SourceOptions {
  readonly from: "stubs" | "bundle" | undefined;
  readonly contracts: string | undefined;
  readonly bundle: string | undefined;
}

/**
 * Finds what a consumer reads: a release bundle, or what a contract project generates.
 *
 * @throws ContractsError as `contractProject`, and `usage` for options that do not go together
 */
export async function sourceOf(
  host: Host,
  tree: Tree,
  projects: ReadonlyMap<string, string>,
  { from, contracts, bundle }: SourceOptions,
): Promise<Partial<ContractProject> & { readonly bundle?: string }> {
  if (bundle === undefined && from !== "bundle") return contractProject(host, tree, projects, contracts);
  if (bundle !== undefined && from !== "stubs") return { bundle: host.relative(bundle) };
  throw new ContractsError("usage", {
    message: bundle === undefined ? "No bundle is named." : "`--from stubs` takes no `--bundle`.",
    next: "Name a bundle with `--from bundle --bundle proto-python-artifacts-proto-v7.tar.gz`, or leave both out.",
  });
}
