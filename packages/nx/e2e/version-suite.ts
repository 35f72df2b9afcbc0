import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { BOOKSHOP } from "./bookshop.js";
import { createWorkspace, type NxInstallation, type Workspace } from "./workspace.js";

const PROTO = "protos/bookshop/v1/book.proto";

/** How a workspace lets `nx release` version its contracts. */
const NX_JSON = JSON.stringify({
  analytics: false,
  defaultBase: "main",
  plugins: ["nx-contracts"],
  release: {
    projects: ["contracts"],
    releaseTag: { pattern: "proto-v{version}" },
    version: { versionActions: "nx-contracts/version-actions", updateDependents: "never" },
    changelog: { workspaceChangelog: false },
  },
});

/** States which versions `nx release` gives contracts, in one version of Nx. */
export function testVersions(find: () => NxInstallation): void {
  let workspace: Workspace;
  const tags = () => workspace.git("tag", "--list", "--format=%(refname:short)", "proto-*", "--sort=-creatordate");
  const removeTags = () => {
    for (const tag of [
      "proto-v7",
      "proto-v7.1.0",
      "proto-v8.0.0",
      "proto-v1.0.0",
      "proto-v7.0.1",
      "proto-v0.3.0",
      "proto-v0.4.0-rc.0",
    ]) {
      if (workspace.git("tag", "--list", tag) !== "") workspace.git("tag", "--delete", tag);
    }
  };

  beforeAll(() => {
    workspace = createWorkspace(find(), { ...BOOKSHOP, "nx.json": NX_JSON });
  });
  afterAll(() => workspace.remove());
  afterEach(() => {
    workspace.reset();
    removeTags();
  });

  const version = (...args: readonly string[]) => workspace.nx("release", "version", ...args);
  const change = (from: string, to: string) => {
    workspace.edit(PROTO, from, to);
    workspace.commit();
  };
  const start = () => workspace.git("rev-parse", "HEAD");

  it("gives a first release 1.0.0", () => {
    const said = version("auto", "--dry-run");
    expect(said.text).toContain("It is the first release. The new version is 1.0.0");
    expect(said.status).toBe(0);
  });

  it("gives what the changes ask for, from a tag like `proto-v7`, and tags it", () => {
    const before = start();
    workspace.git("tag", "proto-v7");
    change("int64 pages = 2;", "int64 pages = 2;\n  int64 chapters = 5;");
    const dry = version("auto", "--dry-run");
    expect(dry.text).toContain("tag proto-v7");
    expect(dry.text).toContain("ask for a minor version");
    expect(tags()).toBe("proto-v7");
    const whole = workspace.nx("release", "auto", "--skip-publish", "--dry-run");
    expect(whole.text).toContain("The new version is 7.1.0");
    expect(whole.status).toBe(0);
    const said = version("auto", "--git-tag", "--git-commit");
    expect(said.text).toContain("The new version is 7.1.0");
    expect(said.status).toBe(0);
    expect(workspace.git("describe", "--exact-match")).toBe("proto-v7.1.0");
    workspace.reset(before);
  });

  it("raises what is asked for where a break asks for more, and refuses a version that is not enough", () => {
    const before = start();
    workspace.git("tag", "proto-v7");
    change("  int64 pages = 2;\n", "");
    const raised = version("minor", "--dry-run");
    expect(raised.text).toMatch(/to get new version 8\.0\.0: The changes since proto-v7 ask for a major version/);
    expect(raised.status).toBe(0);
    const refused = version("7.2.0", "--dry-run");
    expect(refused.text).toContain("7.2.0 is not enough for contracts after `proto-v7`");
    expect(refused.text).toContain("Release it as 8.0.0 or higher.");
    expect(refused.status).not.toBe(0);
    expect(version("8.0.0", "--dry-run").text).toContain("8.0.0");
    workspace.reset(before);
  });

  it("goes from candidate to candidate to the release, and counts before 1.0.0 as semantic versions do", () => {
    const before = start();
    workspace.git("tag", "proto-v0.3.0");
    change("  int64 pages = 2;\n", "");
    expect(version("minor", "--dry-run").text).toContain("0.4.0");
    const candidate = version("prerelease", "--preid", "rc", "--dry-run");
    expect(candidate.text).toContain("0.4.0-rc.0");
    workspace.git("tag", "proto-v0.4.0-rc.0");
    expect(version("prerelease", "--preid", "rc", "--dry-run").text).toContain("0.4.0-rc.1");
    expect(version("auto", "--dry-run").text).toContain("The new version is 0.4.0");
    workspace.reset(before);
  });

  it("has nothing to release where nothing changed, but releases what is asked for", () => {
    workspace.git("tag", "proto-v7");
    const nothing = version("auto", "--dry-run");
    expect(nothing.text).toContain("Nothing of contracts changed since `proto-v7`");
    expect(nothing.status).not.toBe(0);
    expect(version("patch", "--dry-run").text).toContain("7.0.1");
  });
}
