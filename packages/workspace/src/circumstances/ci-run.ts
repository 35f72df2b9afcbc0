import { ContractsError } from "@nx-contracts/ir";

/** What the environment says about who releases, and when. */
export interface ReleaseEnvironment {
  readonly repository?: string;
  readonly runId?: string;
  readonly runNumber?: string;
  /** Seconds since 1970. */
  readonly epoch?: number;
}

/** Variables of GitHub Actions and GitLab, the first that is set counts; with that of reproducible builds. */
export const RELEASE_VARIABLES = {
  repository: ["GITHUB_REPOSITORY", "CI_PROJECT_PATH"],
  runId: ["GITHUB_RUN_ID", "CI_PIPELINE_ID"],
  runNumber: ["GITHUB_RUN_NUMBER", "CI_PIPELINE_IID"],
  epoch: ["SOURCE_DATE_EPOCH"],
} as const;

/** The last second that a tar archive can name without an extension. */
const LAST = 8 ** 11 - 1;

/**
 * Reads what a CI run and `SOURCE_DATE_EPOCH` say of a release.
 * @see https://reproducible-builds.org/specs/source-date-epoch/
 *
 * @throws ContractsError `usage` for a `SOURCE_DATE_EPOCH` that is no time
 */
export function releaseEnvironment(env: { readonly [name: string]: string | undefined }): ReleaseEnvironment {
  const first = (names: readonly string[]) =>
    names.map((name) => env[name]).find((value) => value !== undefined && value !== "");
  const [repository, runId, runNumber, epoch] = [
    first(RELEASE_VARIABLES.repository),
    first(RELEASE_VARIABLES.runId),
    first(RELEASE_VARIABLES.runNumber),
    first(RELEASE_VARIABLES.epoch),
  ];
  return {
    ...(repository !== undefined && { repository }),
    ...(runId !== undefined && { runId }),
    ...(runNumber !== undefined && { runNumber }),
    ...(epoch !== undefined && { epoch: secondsOf(epoch) }),
  };
}

function secondsOf(text: string): number {
  if (/^\d{1,11}$/.test(text) && Number(text) <= LAST) return Number(text);
  throw new ContractsError("usage", {
    message: `SOURCE_DATE_EPOCH is ${JSON.stringify(text)}, which is no number of seconds since 1970.`,
    next: "Set it to what `git log -1 --format=%ct` prints, or unset it.",
  });
}
