import { createHash } from "node:crypto";
import { findGit } from "../git/git.js";
import { joinAbsolute } from "./circumstances.js";
import { unknownVersions } from "./versions-text.js";

/** The name of the variable that says what a release of the project in a folder is made from. */
export function releaseVariable(folder: string): string {
  return `NX_CONTRACTS_RELEASE_${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`;
}

/**
 * What a release depends on besides its options: the commit of the tag, and
 * every tag that leads to it. Where the tag does not exist yet that is what is
 * checked out, as long as nothing of it differs from the commit. Never throws;
 * what cannot be known is unlike anything that was known before.
 *
 * @param root absolute path of the workspace
 * @param folder of the project, relative to it
 * @param tag as it was typed; absent where nobody named one on the command line
 */
export async function releaseState(root: string, folder: string, tag: string | undefined): Promise<string> {
  try {
    const git = findGit(joinAbsolute(root, folder));
    if (git === undefined || tag === undefined || /[\0\n]/.test(tag)) return unknownVersions();
    const ref = `refs/tags/${tag}`;
    const object = await git.tell(["show-ref", "--verify", "--hash", "--", ref]);
    if (object === undefined && (await git.tell(["status", "--porcelain"])) !== undefined) return unknownVersions();
    const sha = await git.tell(["rev-parse", "--verify", "--quiet", `${object ?? "HEAD"}^{commit}`]);
    if (sha === undefined) return unknownVersions();
    const tags = await git.ask(["for-each-ref", "--merged", sha, "--format=%(objectname) %(refname)", "refs/tags"]);
    // Whether the tag is there already makes no difference to what is made.
    const others = tags
      .toString()
      .split("\n")
      .filter((line) => !line.endsWith(` ${ref}`));
    return `${sha} ${createHash("sha256").update(others.join("\n")).digest("hex")}`;
  } catch {
    return unknownVersions();
  }
}
