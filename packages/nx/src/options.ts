/** What `nx.json` may say about the plugin. */
export interface PluginOptions {
  /** Name of the target that judges by every family of rules; default `check`. */
  readonly checkTargetName?: string;
  /** Name of the target that compares sources with mirrors; default `parity`. */
  readonly parityTargetName?: string;
  /** Name of the target that runs buf lint; default `lint`. */
  readonly lintTargetName?: string;
  /** Name of the target that judges what changed; default `compat`. */
  readonly compatTargetName?: string;
  /** Name of the target that judges what has to change together; default `cochange`. */
  readonly cochangeTargetName?: string;
  /** Name of the target that says what changed; default `diff`. */
  readonly diffTargetName?: string;
  /** Name of the target that says what a change reaches; default `impact`. */
  readonly impactTargetName?: string;
  /** Name of the target that writes `contracts.lock`; default `lock`. */
  readonly lockTargetName?: string;
  /** Name of the target that generates code from the protos; default `generate`. */
  readonly generateTargetName?: string;
  /** Name of the target that makes the assets of a release; default `release`. */
  readonly releaseTargetName?: string;
  /** Name of the target that judges generated files; default `stubs`. */
  readonly stubsTargetName?: string;
}
