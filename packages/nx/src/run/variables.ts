import { createHash } from "node:crypto";
import {
  BRANCH_VARIABLE,
  findCircumstances,
  projectVariables,
  releaseState,
  releaseVariable,
  STATE_VARIABLE,
  unknownVersions,
} from "@nx-contracts/workspace/circumstances";

/** A run of Nx. */
export interface Run {
  /** Absolute path of the workspace. */
  readonly root: string;
  readonly argv: readonly string[];
  readonly env: { readonly [name: string]: string | undefined };
  /** As `2026-12-31`, in UTC. */
  readonly today: string;
}

/**
 * The variables that say what the tasks of a run depend on besides files. Nx
 * hashes those that a target names in its inputs. Never throws.
 */
export async function runVariables({ root, argv, env, today }: Run): Promise<{ readonly [name: string]: string }> {
  const { base: given, isByHand } = readArguments(argv);
  try {
    const { base, projects } = await findCircumstances(root, given ?? (env["NX_BASE"] || undefined), today);
    const variables: Record<string, string> = {};
    for (const { folder, against, due, beside } of projects) {
      const names = projectVariables(folder);
      // What the tasks get as an argument is theirs to find, and answered anew each time.
      variables[names.against] = isByHand ? unknownVersions() : against;
      variables[names.due] = due;
      variables[names.beside] = beside;
    }
    const state = createHash("sha256").update(JSON.stringify(Object.entries(variables).sort()));
    const tag = optionOf(argv, "--tag");
    const releases = projects.map(async ({ folder }) => [
      releaseVariable(folder),
      await releaseState(root, folder, tag),
    ]);
    Object.assign(variables, Object.fromEntries(await Promise.all(releases)));
    return { ...variables, [BRANCH_VARIABLE]: base.isGiven ? base.name : "", [STATE_VARIABLE]: state.digest("hex") };
  } catch {
    return { [STATE_VARIABLE]: unknownVersions() };
  }
}

/**
 * The base branch of `nx affected`, and whether the tasks are told what to
 * compare with. Elsewhere `--base` is an option of the tasks, not always ours.
 */
function readArguments(argv: readonly string[]): { readonly base?: string; readonly isByHand: boolean } {
  const [own, rest] = splitAt(argv.slice(2), "--");
  const isAffected = own.find((word) => !word.startsWith("-"))?.startsWith("affected") === true;
  const base = isAffected ? optionOf(own, "--base") : undefined;
  const told = isAffected ? optionOf(rest, "--base") : optionOf(argv, "--base");
  return {
    ...(base !== undefined && { base }),
    isByHand: told !== undefined || optionOf(argv, "--against") !== undefined,
  };
}

function splitAt(words: readonly string[], word: string): readonly [readonly string[], readonly string[]] {
  const at = words.indexOf(word);
  return at < 0 ? [words, []] : [words.slice(0, at), words.slice(at + 1)];
}

/** Value of `--name value` or `--name=value`; the last one counts. */
function optionOf(words: readonly string[], name: string): string | undefined {
  const at = words.findLastIndex((word) => word === name || word.startsWith(`${name}=`));
  const word = words[at];
  return word === name ? words[at + 1] : word?.slice(name.length + 1);
}
