import { ContractsError } from "@nx-contracts/ir";
import { isOutside } from "../../codegen/check-places.js";
import type { ChangePlan } from "../../change/request.js";
import type { Host } from "../../host.js";
import { newFiles, type Texts } from "../plan.js";
import { type PipelineFacts, type PipelineProject, readFacts } from "./facts.js";
import { githubWorkflows } from "./github.js";
import { GITLAB_FILE, gitlabPipeline } from "./gitlab.js";

export interface CiRequest {
  readonly provider: "github" | "gitlab";
  readonly projects: readonly PipelineProject[];
  /** The branch that changes are compared with. */
  readonly branch: string;
  /** File for the pipeline of GitLab; default `.gitlab-ci.yml`. */
  readonly file?: string;
  /** Whether releases are attested, which takes the right to sign. */
  readonly attest?: boolean;
}

/**
 * Plans pipelines that check the contracts of every change, and release them
 * when a tag is pushed.
 *
 * @throws ContractsError `usage` where another pipeline is in the way; `config-invalid` for a broken `contracts.yaml`
 */
export async function planCi(host: Host, request: CiRequest): Promise<ChangePlan> {
  const { provider, projects, branch, file, attest = false } = request;
  if (file !== undefined && (provider === "github" || isOutside(host, file))) {
    throw new ContractsError("usage", {
      message: provider === "github" ? "`--file` is for GitLab." : `\`${file}\` lies outside the workspace.`,
      next: provider === "github" ? "Leave it out: GitHub reads `.github/workflows`." : "Name a file inside it.",
    });
  }
  const facts = readFacts(host, projects, branch);
  const path = file ?? GITLAB_FILE;
  const texts: Texts =
    provider === "github" ? githubWorkflows(facts, attest) : new Map([[path, gitlabPipeline(facts)]]);
  const next =
    provider === "github"
      ? "Delete or rename it, and run this again; or take over from what `--dry-run` in another branch shows."
      : "Write the jobs elsewhere with `--file .gitlab/contracts.yml`, and include that file in yours.";
  const files = newFiles(host, texts, next);
  return {
    files,
    done: [...files.keys()].map((each) => `Wrote \`${each}\`.`),
    left: files.size === 0 ? [] : leftOf(facts, provider, file),
  };
}

function leftOf(
  { projects }: PipelineFacts,
  provider: CiRequest["provider"],
  file: string | undefined,
): readonly string[] {
  const left: string[] = [];
  if (provider === "gitlab" && file !== undefined && file !== GITLAB_FILE)
    left.push(`Add \`include: [{ local: ${file} }]\` to \`${GITLAB_FILE}\`.`);
  for (const { name, config, releases } of projects) {
    if (releases) continue;
    left.push(
      `Say in \`${config}\` what \`${name}\` releases, by \`generate\` or \`release: { bundles: [rust] }\`: until then a tag fails.`,
    );
  }
  const patterns = projects.map(({ tags }) => tags);
  const shared = patterns.find((pattern, i) => patterns.indexOf(pattern) !== i);
  if (shared !== undefined) {
    left.push(
      `Several contract projects are released by the tags \`${shared}\`: give each its own \`release: { tag: … }\`, and run this again.`,
    );
  }
  return left;
}
