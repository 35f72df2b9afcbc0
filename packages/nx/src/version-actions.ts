import { join } from "node:path";
import { formatError } from "@nx-contracts/engine";
import { ContractsError } from "@nx-contracts/ir";
import type { ReleaseAdvice } from "@nx-contracts/workspace";
// Nx loads this file while it releases, so that its own library is there already.
import { VersionActions } from "nx/release";

/** The specifier that leaves the version to what changed: `nx release version auto`. */
const AUTO = "auto";

/** Relative specifiers from the smallest to the largest; with `pre` ahead they stay candidates. */
const STEPS = ["patch", "minor", "major"] as const;

const CONFIG = "contracts.yaml";

/** Configurations of projects that have a new version. */
const VERSIONED = new Set<string>();

/**
 * Without a file that changed, `nx release version` makes no tag, and a tag is
 * what a version of contracts is: their configuration stands for it. Nx skips
 * the commit where nothing of it is staged.
 */
export function afterAllProjectsVersioned(): Promise<{ changedFiles: string[]; deletedFiles: string[] }> {
  return Promise.resolve({ changedFiles: [...VERSIONED], deletedFiles: [] });
}

type Tree = Parameters<VersionActions["init"]>[0];

/**
 * Lets `nx release` version a contract project: what it asks for is at least
 * what the changes since the last release ask for. The version is that of the
 * last tag, and no file holds it.
 * @see https://nx.dev/docs/guides/nx-release/customize-versioning
 */
export default class ContractsVersionActions extends VersionActions {
  override validManifestFilenames = [CONFIG];
  #advice: Promise<ReleaseAdvice> | undefined;
  #root = "";

  override async init(tree: Tree): Promise<void> {
    this.#root = tree.root;
    await super.init(tree);
  }

  /**
   * The version of the last tag, also of one like `proto-v7` that Nx itself
   * reads no version in. Where none can be told, why is said when the new one
   * is asked for: Nx would take it for a file that is not there.
   */
  override async readCurrentVersionFromSourceManifest(): Promise<{ currentVersion: string; manifestPath: string }> {
    const found = await this.readCurrentVersionFromRegistry().catch(() => ({
      currentVersion: "0.0.0",
      logText: "no tag",
    }));
    return { currentVersion: found.currentVersion, manifestPath: found.logText };
  }

  /** The same: of contracts, tags are the registry. */
  override async readCurrentVersionFromRegistry(): Promise<{ currentVersion: string; logText: string }> {
    const { last } = await this.#advise();
    if (last === undefined) return { currentVersion: "0.0.0", logText: "no tag, this is the first release" };
    if (last.version !== undefined) return { currentVersion: last.version, logText: `tag ${last.tag}` };
    throw new Error(
      `The last release, the tag \`${last.tag}\`, names no semantic version. Name the next one like \`proto-v1.0.0\`.`,
    );
  }

  override async calculateNewVersion(
    ...[current, input, why, data, preid]: Parameters<VersionActions["calculateNewVersion"]>
  ): ReturnType<VersionActions["calculateNewVersion"]> {
    const advice = await this.#advise();
    if (input === AUTO) return autoVersion(advice, this.projectGraphNode.name);
    const asked = await super.calculateNewVersion(current, input, why, data, preid);
    if (advice.isEnough(asked.newVersion)) return asked;
    for (const larger of largerThan(input)) {
      const raised = await super.calculateNewVersion(current, larger, why, data, preid);
      if (advice.isEnough(raised.newVersion)) return { ...raised, logText: `${raised.logText}: ${said(advice)}` };
    }
    throw new Error(
      `${asked.newVersion} is not enough for ${this.projectGraphNode.name} after \`${advice.previous?.tag ?? ""}\`: ${said(advice)} Release it as ${advice.next ?? "a higher version"} or higher.`,
    );
  }

  override readCurrentVersionOfDependency(): Promise<{ currentVersion: null; dependencyCollection: null }> {
    return Promise.resolve({ currentVersion: null, dependencyCollection: null });
  }

  override updateProjectVersion(_tree: Tree, newVersion: string): Promise<string[]> {
    const { name, data } = this.projectGraphNode;
    VERSIONED.add(join(data.root, CONFIG));
    return Promise.resolve([`🏷️  The version of ${name} is that of its tag: ${newVersion} is written to no file.`]);
  }

  override updateProjectDependencies(): Promise<string[]> {
    return Promise.resolve([]);
  }

  #advise(): Promise<ReleaseAdvice> {
    this.#advice ??= adviseProject(this.#root, this.projectGraphNode.data.root);
    return this.#advice;
  }
}

async function adviseProject(root: string, project: string): Promise<ReleaseAdvice> {
  const { adviseRelease, openHost } = await import("@nx-contracts/workspace");
  const cwd = join(root, project);
  const host = openHost({ cwd, root });
  try {
    return await adviseRelease(host, { cwd, config: join(cwd, CONFIG) });
  } catch (error) {
    // Nx prints the message of an error and nothing else.
    if (error instanceof ContractsError) throw new Error(formatError(error), { cause: error });
    throw error;
  }
}

function autoVersion(advice: ReleaseAdvice, project: string): { newVersion: string; logText: string } {
  if (advice.next !== undefined)
    return { newVersion: advice.next, logText: `❓ ${said(advice)} The new version is ${advice.next}` };
  throw new Error(
    `Nothing of ${project} changed since \`${advice.previous?.tag ?? ""}\`. Name a version to release it all the same: \`nx release version patch\`.`,
  );
}

function said({ bump, reason, previous }: ReleaseAdvice): string {
  return previous === undefined ? reason : `The changes since ${previous.tag} ask for a ${bump} version. ${reason}`;
}

/** What is larger than a relative specifier; nothing for a version that is written out. */
function largerThan(input: string): readonly string[] {
  if (input === "prerelease") return STEPS.map((step) => `pre${step}`);
  const pre = input.startsWith("pre") ? "pre" : "";
  const at = STEPS.findIndex((step) => `${pre}${step}` === input);
  return at < 0 ? [] : STEPS.slice(at + 1).map((step) => `${pre}${step}`);
}
