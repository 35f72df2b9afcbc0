import { NODE_VERSION, type PipelineFacts, type ReleasedProject } from "./facts.js";
import { shellWord } from "../../shell-word.js";
import { indented, yamlText } from "./yaml-text.js";

export const GITLAB_FILE = ".gitlab-ci.yml";

/** The pipeline of GitLab: its jobs, and nothing that would change those of others. */
export function gitlabPipeline(facts: PipelineFacts): string {
  return `${[job(facts), ...facts.projects.map((project) => releaseJobs(facts, project))].join("\n")}`;
}

function job(facts: PipelineFacts): string {
  const { projects, packageManager } = facts;
  const checks = [...new Set(projects.map(({ check }) => check))].map(shellWord).join(" ");
  const reports = projects.map((_, i) => `gl-code-quality-report${projects.length === 1 ? "" : `-${i + 1}`}.json`);
  return `contracts:check:
  stage: test
${indented(setUp(facts, []), 2)}
  timeout: 15 minutes
  interruptible: true
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == ${JSON.stringify(facts.branch)}
  script:
    - |
      NX_BASE="\${CI_MERGE_REQUEST_DIFF_BASE_SHA:-$CI_COMMIT_BEFORE_SHA}"
      git cat-file -e "$NX_BASE^{commit}" 2>/dev/null || NX_BASE=$(git rev-list --max-parents=0 HEAD | tail -n 1)
      export NX_BASE
      status=0
      ${packageManager.run} nx affected -t ${checks} || status=$?
${projects.map(({ config }, i) => indented(report(packageManager.run, config, reports[i] ?? ""), 6)).join("\n")}
      exit "$status"
  artifacts:
    when: always
    expire_in: 30 days
    paths: [contracts-summary.md]
    reports:
      codequality: ${reports.length === 1 ? reports[0] : `[${reports.join(", ")}]`}
`;
}

/** GitLab shows findings in the merge request from the report, and keeps the summary as a file. */
function report(run: string, config: string, file: string): string {
  const path = shellWord(config);
  return `${run} nx-contracts check --config ${path} --format gitlab --output ${file} || true
${run} nx-contracts check --config ${path} --format markdown >> contracts-summary.md || true
${run} nx-contracts impact --config ${path} --base "$NX_BASE" --format markdown >> contracts-summary.md || true`;
}

function setUp({ packageManager }: PipelineFacts, aptPackages: readonly string[]): string {
  const { name, lockFile, install, usesCorepack } = packageManager;
  const stores = { npm: ".npm/", pnpm: ".pnpm-store/", yarn: ".yarn-cache/", bun: ".bun-cache/" };
  const settings = {
    npm: "npm_config_cache: $CI_PROJECT_DIR/.npm",
    pnpm: "npm_config_store_dir: $CI_PROJECT_DIR/.pnpm-store",
    yarn: "YARN_CACHE_FOLDER: $CI_PROJECT_DIR/.yarn-cache",
    bun: "BUN_INSTALL_CACHE_DIR: $CI_PROJECT_DIR/.bun-cache",
  };
  const managers = {
    npm: [],
    pnpm: ["corepack enable"],
    yarn: usesCorepack ? ["corepack enable"] : [],
    bun: ["npm install --global bun"],
  };
  const apt = aptPackages.length === 0 ? [] : [`apt-get update && apt-get install --yes ${aptPackages.join(" ")}`];
  const commands = [...apt, ...managers[name], install];
  return `image: node:${NODE_VERSION}-trixie
variables:
  GIT_DEPTH: "0"
  NX_CACHE_DIRECTORY: .nx/cache
  ${settings[name]}
cache:
  key: ${lockFile === undefined ? "contracts" : `\n    files: [${lockFile}]`}
  paths: [${stores[name]}, .nx/cache/]
before_script:
${commands.map((command) => `  - ${command}`).join("\n")}`;
}

function releaseJobs(facts: PipelineFacts, project: ReleasedProject): string {
  const { name, tags, assets, release, needsPython, needsGo } = project;
  const { run } = facts.packageManager;
  const suffix = facts.projects.length === 1 ? "" : `:${name}`;
  const packages = [...(needsPython ? ["python3-venv"] : []), ...(needsGo ? ["golang-go"] : [])];
  const pattern = `/^${tags.split("*").map(escapeRegExp).join(".*")}$/`;
  return `${yamlText(`contracts:release${suffix}`)}:
  stage: build
${indented(setUp(facts, packages), 2)}
  timeout: 30 minutes
  rules:
    - if: $CI_COMMIT_TAG =~ ${pattern}
  script:
    # A tag is a value, and never a part of a script.
    - ${run} nx run ${shellWord(`${name}:${release}`)} --tag="$CI_COMMIT_TAG"
    - ${run} nx-contracts verify ${shellWord(assets)}
    - cd ${shellWord(assets)} && sha256sum --check -- *.sha256
  artifacts:
    expire_in: never
    paths: [${yamlText(assets)}]

${yamlText(`contracts:publish${suffix}`)}:
  stage: deploy
  image: registry.gitlab.com/gitlab-org/cli:v1.76.2
  needs: [${yamlText(`contracts:release${suffix}`)}]
  timeout: 10 minutes
  rules:
    - if: $CI_COMMIT_TAG =~ ${pattern}
  script:
    - glab auth login --job-token "$CI_JOB_TOKEN" --hostname "$CI_SERVER_HOST"
    - glab release create "$CI_COMMIT_TAG" ${shellWord(assets)}/* --notes "The assets of this release."
`;
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.|?+()[\]{}/]/g, String.raw`\$&`);
}
