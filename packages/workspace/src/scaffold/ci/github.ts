import { joinPath } from "../../path.js";
import { NODE_VERSION, type PipelineFacts, type ReleasedProject } from "./facts.js";
import { pinned } from "./pins.js";
import { shellWord } from "../../shell-word.js";
import { indented, yamlText } from "./yaml-text.js";

const FOLDER = ".github/workflows";
const RUNNER = "ubuntu-latest";

/** The workflows of GitHub Actions: path → text. */
export function githubWorkflows(facts: PipelineFacts, isAttested: boolean): ReadonlyMap<string, string> {
  const files = new Map([[`${FOLDER}/contracts.yml`, checkWorkflow(facts)]]);
  for (const project of facts.projects) {
    const name =
      facts.projects.length === 1 ? "contracts" : project.name.replaceAll(/[^\w.-]+/g, "-").replace(/^-+/, "");
    files.set(joinPath(FOLDER, `${name}-release.yml`), releaseWorkflow(facts, project, isAttested));
  }
  return files;
}

function checkWorkflow(facts: PipelineFacts): string {
  const { branch, packageManager, projects } = facts;
  const checks = [...new Set(projects.map(({ check }) => check))].map(shellWord).join(" ");
  return `name: Contracts

on:
  pull_request:
  merge_group:
  push:
    branches: [${yamlText(branch)}]

permissions:
  contents: read

concurrency:
  group: contracts-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

jobs:
  check:
    name: Check contracts
    runs-on: ${RUNNER}
    timeout-minutes: 15
    env:
      # What the changes are compared with; a push says where its branch was before.
      NX_BASE: \${{ github.event.pull_request.base.sha || github.event.merge_group.base_sha || github.event.before }}
      NX_CACHE_DIRECTORY: .nx/cache
    steps:
${indented(checkout(), 6)}
${indented(setUp(facts, true), 6)}
${indented(cache(), 6)}
      - name: Check what is affected
        run: |
${indented(FIND_BASE, 10)}
          ${packageManager.run} nx affected -t ${checks}
${projects.map((project) => indented(report(facts, project), 6)).join("\n")}
`;
}

/** A new branch has been nowhere before, and one that was pushed by force was where nothing is any more. */
const FIND_BASE = `git cat-file -e "$NX_BASE^{commit}" 2>/dev/null || NX_BASE=$(git rev-list --max-parents=0 HEAD | tail -n 1)
export NX_BASE`;

function checkout(): string {
  return `- uses: ${pinned("actions/checkout")}
  with:
    fetch-depth: 0
    persist-credentials: false`;
}

/** @param isCaching a release takes nothing from runs before */
function setUp({ packageManager, nodeVersionFile }: PipelineFacts, isCaching: boolean): string {
  const { name, lockFile, isNamed, usesCorepack, install } = packageManager;
  const before = {
    npm: "",
    pnpm: `- uses: ${pinned("pnpm/action-setup")}\n${isNamed ? "" : "  with:\n    version: 10\n"}`,
    yarn: usesCorepack ? "- run: corepack enable\n" : "",
    bun: `- uses: ${pinned("oven-sh/setup-bun")}\n`,
  };
  const version =
    nodeVersionFile === undefined ? `node-version: ${NODE_VERSION}` : `node-version-file: ${nodeVersionFile}`;
  const cached = name === "bun" || lockFile === undefined ? "" : `\n    cache: ${name}`;
  const kept = isCaching ? cached : "\n    package-manager-cache: false";
  return `${before[name]}- uses: ${pinned("actions/setup-node")}
  with:
    ${version}${kept}
- name: Install packages
  run: ${install}`;
}

function cache(): string {
  return `- uses: ${pinned("actions/cache")}
  with:
    path: .nx/cache
    key: nx-\${{ runner.os }}-\${{ github.sha }}
    restore-keys: nx-\${{ runner.os }}-`;
}

/** Says it at the lines that are meant, and once on the page of the run. GitHub takes no summary above 1 MiB. */
function report({ packageManager: { run }, projects }: PipelineFacts, { name, config }: ReleasedProject): string {
  const title = projects.length === 1 ? "Annotate and summarise" : `Annotate and summarise ${name}`;
  return `- name: ${yamlText(title)}
  if: \${{ !cancelled() }}
  env:
    CONTRACTS: ${yamlText(config)}
  run: |
${indented(FIND_BASE, 4)}
    ${run} nx-contracts check --config "$CONTRACTS" --format github || true
    {
      ${run} nx-contracts check --config "$CONTRACTS" --format markdown || true
      ${run} nx-contracts impact --config "$CONTRACTS" --base "$NX_BASE" --format markdown || true
    } | head -c 1000000 >> "$GITHUB_STEP_SUMMARY"`;
}

function releaseWorkflow(facts: PipelineFacts, project: ReleasedProject, isAttested: boolean): string {
  const { packageManager } = facts;
  const { name, tags, assets, release } = project;
  const folder = assets.replaceAll(/[^\w./-]/g, "?");
  return `name: Release ${name.replaceAll(/[^\w@/. -]/g, "")}

on:
  push:
    tags: [${yamlText(tags)}]

permissions:
  contents: read

concurrency:
  group: contracts-release-\${{ github.ref }}
  cancel-in-progress: false

jobs:
  build:
    name: Build and verify
    runs-on: ${RUNNER}
    timeout-minutes: 30
    steps:
${indented(checkout(), 6)}
${indented(setUp(facts, false), 6)}
${indented(languages(project), 6)}      - name: Build the assets
        env:
          # A tag is a value, and never a part of a script.
          TAG: \${{ github.ref_name }}
        run: ${packageManager.run} nx run ${shellWord(`${name}:${release}`)} --tag="$TAG"
      - name: Verify the assets
        env:
          ASSETS: ${yamlText(assets)}
        run: |
          ${packageManager.run} nx-contracts verify "$ASSETS"
          cd "$ASSETS"
          sha256sum --check -- *.sha256
${isAttested ? `${indented(attest(folder), 6)}\n` : ""}      - uses: ${pinned("actions/upload-artifact")}
        with:
          name: contracts
          path: ${yamlText(assets)}
          if-no-files-found: error
  publish:
    name: Publish
    needs: build
    runs-on: ${RUNNER}
    timeout-minutes: 10
    permissions:
      contents: write
    steps:
      - uses: ${pinned("actions/download-artifact")}
        with:
          name: contracts
          path: assets
      - name: Create the release
        env:
          GH_TOKEN: \${{ github.token }}
          GH_REPO: \${{ github.repository }}
          TAG: \${{ github.ref_name }}
        run: gh release create "$TAG" --verify-tag --generate-notes assets/*
`.replace("    timeout-minutes: 30\n", isAttested ? ATTESTING : "    timeout-minutes: 30\n");
}

const ATTESTING = `    timeout-minutes: 30
    permissions:
      contents: read
      id-token: write
      attestations: write
`;

function attest(folder: string): string {
  return `- uses: ${pinned("actions/attest-build-provenance")}
  with:
    subject-path: ${yamlText(`${folder}/*.tar.gz`)}`;
}

function languages({ needsPython, needsGo }: ReleasedProject): string {
  const python = `- uses: ${pinned("actions/setup-python")}\n  with:\n    python-version: "3.13"\n`;
  const go = `- uses: ${pinned("actions/setup-go")}\n  with:\n    go-version: stable\n    cache: false\n`;
  return `${needsPython ? python : ""}${needsGo ? go : ""}`;
}
