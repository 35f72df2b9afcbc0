import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { LIBRARY } from "./library.js";
import { createWorkspace, HIT, type NxInstallation, type Workspace } from "./workspace.js";

const ASSET = "dist/contracts/proto-typescript-artifacts-proto-v1.tar.gz";

/** States how the packed plugin releases in one version of Nx. */
export function testRelease(find: () => NxInstallation): void {
  let workspace: Workspace;

  beforeAll(() => {
    workspace = createWorkspace(find(), LIBRARY);
    workspace.write(".gitignore", "node_modules\n.nx\ndist\n");
    workspace.command("lock", "--config", "protos");
    workspace.command("generate", "--config", "protos");
    workspace.commit();
  });
  afterAll(() => workspace.remove());

  const release = (tag: string, ...args: readonly string[]) => {
    const finished = workspace.nx("run", "contracts:release", `--tag=${tag}`, ...args);
    return { ...finished, isHit: HIT.test(finished.text) };
  };

  it("keeps what the commit of a tag makes, byte for byte, and makes it anew for another commit", () => {
    workspace.git("tag", "proto-v1");
    expect(release("proto-v1")).toMatchObject({ status: 0, isHit: false });
    const digest = workspace.read(`${ASSET}.sha256`);
    rmSync(join(workspace.root, "dist"), { recursive: true });
    // What is checked out has no say in what was tagged.
    workspace.edit("protos/library/v1/shelf.proto", "row = 1;", "row = 1;\n  int32 place = 2;");
    expect(release("proto-v1")).toMatchObject({ status: 0, isHit: true });
    expect(workspace.read(`${ASSET}.sha256`)).toBe(digest);
    expect(workspace.command("verify", "dist/contracts")).toMatchObject({ status: 0 });
    workspace.reset();
    workspace.git("commit", "--quiet", "--allow-empty", "--message=Another commit");
    workspace.git("tag", "--force", "proto-v1");
    expect(release("proto-v1")).toMatchObject({ status: 0, isHit: false });
    expect(workspace.read(`${ASSET}.sha256`)).not.toBe(digest);
    expect(workspace.nx("run", "contracts:release", "--tag=proto-v1", "--skip-nx-cache")).toMatchObject({ status: 0 });
  });

  it("takes a tag for a value, and says which gate refuses it", () => {
    const hostile = release("proto-v2;touch pwned $(touch pwned)");
    expect(hostile).toMatchObject({ status: 1 });
    expect(hostile.text).toContain("names is no version");
    expect(existsSync(join(workspace.root, "pwned"))).toBe(false);
    const ungated = release("proto-v2;touch pwned $(touch pwned)", "--no-gate");
    expect(ungated).toMatchObject({ status: 0 });
    expect(existsSync(join(workspace.root, "pwned")) || existsSync(join(workspace.root, "protos/pwned"))).toBe(false);
    expect(release("v2").text).toContain('The tag "v2" does not match');
  });
}
