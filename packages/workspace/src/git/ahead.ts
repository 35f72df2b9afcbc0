import { nearConfig } from "../config/find-config.js";
import { type Host, openHost } from "../host.js";
import { joinPath, parentOf } from "../path.js";
import { baseBranch } from "./base-branch.js";
import { changedFilesAhead } from "./changed-files.js";
import { mergeBaseAhead } from "./commit.js";
import { findGit } from "./git.js";

/** What is known of a judgement before anything of it is loaded. */
export interface Ahead {
  /** Absolute path of the current folder. */
  readonly cwd: string;
  /** Configuration file as a person typed it; default the nearest. */
  readonly config: string | undefined;
  /** The base branch, where somebody names it. */
  readonly base: string | undefined;
}

/**
 * Has git look for what a judgement of changes asks first: where the branch
 * left its base and, where the protos lie beside the configuration, what
 * differs since in their folder. Git works while the command is loaded.
 * Whoever needs an answer that is not there asks again.
 */
export function askAhead({ cwd, config, base }: Ahead): void {
  const host = openHost({ cwd });
  const folder = config === undefined ? folderNear(host, cwd) : folderOf(host, config);
  const git = folder === undefined ? undefined : findGit(host.absolute(folder));
  if (folder === undefined || git === undefined) return;
  const sha = mergeBaseAhead(git, baseBranch(host, base));
  // Beside a `buf.yaml` the whole folder is what is compared.
  if (sha === undefined || host.kind(joinPath(folder, "buf.yaml")) !== "file") return;
  changedFilesAhead(git, sha, [git.relative(host.absolute(folder))]);
}

function folderNear(host: Host, from: string): string | undefined {
  const near = nearConfig(host, from);
  return near === undefined ? undefined : parentOf(near);
}

function folderOf(host: Host, config: string): string {
  const path = host.relative(config);
  return host.kind(path) === "folder" ? path : parentOf(path);
}
