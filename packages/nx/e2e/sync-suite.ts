import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { LIBRARY } from "./library.js";
import { createWorkspace, type NxInstallation, type Workspace } from "./workspace.js";

const PROTO = "protos/library/v1/shelf.proto";
const STUB = "web/src/gen/library/v1/shelf_pb.ts";

const BOOK = "web/src/gen/library/v1/book_pb.ts";

/** States how the packed plugin generates, and how `nx sync` keeps what is generated, in one version of Nx. */
export function testSync(find: () => NxInstallation, isNewest: boolean): void {
  let workspace: Workspace;

  beforeAll(() => {
    workspace = createWorkspace(find(), LIBRARY);
  });
  afterAll(() => workspace.remove());
  afterEach(() => workspace.reset());

  it("generates with a target, and takes the files from the cache", () => {
    expect(workspace.run("contracts:generate")).toMatchObject({ status: 0, isHit: false });
    const stub = workspace.read(STUB);
    expect(stub).toContain("export type Shelf");
    const manifest = workspace.read("protos/contracts.stubs");
    workspace.commit();
    rmSync(join(workspace.root, STUB));
    rmSync(join(workspace.root, "protos/contracts.stubs"));
    expect(workspace.run("contracts:generate")).toMatchObject({ status: 0, isHit: true });
    expect([workspace.read(STUB), workspace.read("protos/contracts.stubs")]).toEqual([stub, manifest]);
    expect(workspace.read("web/src/gen/own.ts")).toContain("by hand");
    workspace.edit(PROTO, "row = 1;", "row = 1;\n  int32 place = 2;");
    expect(workspace.run("contracts:generate")).toMatchObject({ status: 0, isHit: false });
    expect(workspace.read(STUB)).toContain("place: number");
  });

  it("has executors that generate and judge what is generated", () => {
    const options = { format: "json", output: "reports/stubs.json" };
    workspace.write(
      "protos/project.json",
      JSON.stringify({
        name: "contracts",
        targets: {
          code: { executor: "nx-contracts:generate" },
          judged: { executor: "nx-contracts:stubs", options },
        },
      }),
    );
    workspace.edit(PROTO, "row = 1;", "row = 1;\n  int32 shelf = 3;");
    const stale = workspace.run("contracts:judged");
    expect(stale).toMatchObject({ status: 1 });
    expect(JSON.parse(workspace.read(options.output)).diagnostics).toMatchObject([{ rule: "stubs/stale" }]);
    const generated = workspace.run("contracts:code");
    expect(generated).toMatchObject({ status: 0 });
    expect(generated.text).toContain(STUB);
    expect(workspace.read(STUB)).toContain("shelf: number");
    expect(workspace.run("contracts:judged")).toMatchObject({ status: 0 });
    workspace.edit(PROTO, "int32 shelf = 3;", "int32 = 3;");
    expect(workspace.run("contracts:code")).toMatchObject({ status: 1, text: expect.stringContaining(`${PROTO}:7:`) });
  });

  it("is in sync while what is generated is what the protos say", () => {
    const { status, text } = workspace.nx("sync:check");
    expect(text).toContain("up to date");
    expect(status).toBe(0);
    workspace.edit(PROTO, "message Shelf", "// Where a book stands.\nmessage Shelf");
    expect(workspace.nx("sync:check").status).toBe(0);
  });

  it("lists what a change of a proto leaves behind, and generates it again", () => {
    workspace.edit(PROTO, "row = 1;", "row = 1;\n  int32 place = 2;");
    const before = workspace.read(STUB);
    const check = workspace.nx("sync:check");
    expect(check.status).toBe(1);
    expect(check.text).toContain(`${STUB} (stubs/stale)`);
    expect(check.text).toContain("protos/contracts.stubs");
    expect(workspace.read(STUB)).toBe(before);
    expect(workspace.nx("sync").status).toBe(0);
    expect(workspace.read(STUB)).toContain("place: number");
    expect(workspace.nx("sync:check").status).toBe(0);
    const synced = workspace.read("protos/contracts.stubs");
    expect(workspace.nx("run", "contracts:generate", "--skip-nx-cache").status).toBe(0);
    expect(workspace.read("protos/contracts.stubs")).toBe(synced);
  });

  if (!isNewest) return;
  // The rest hangs on nothing in which versions of Nx differ.

  it("judges what is generated with a target, again when a stub or a proto changes", () => {
    expect(workspace.run("contracts:stubs")).toMatchObject({ status: 0, isHit: false });
    expect(workspace.run("contracts:stubs")).toMatchObject({ status: 0, isHit: true });
    workspace.write("web/src/gen/own.ts", 'export const own = "still by hand";\n');
    expect(workspace.run("contracts:stubs")).toMatchObject({ status: 0, isHit: true });
    workspace.edit(STUB, "export type Shelf", "export  type Shelf");
    expect(workspace.affected("stubs")).toMatchObject({ status: 1, tasks: ["contracts:stubs"], isHit: false });
  });

  it("mends what is edited by hand or missing, and removes what has no proto any more", () => {
    const stubs = [STUB, BOOK].map((path) => workspace.read(path));
    workspace.edit(STUB, "export type Shelf", "export  type Shelf");
    rmSync(join(workspace.root, BOOK));
    const torn = workspace.nx("sync:check");
    expect(torn.status).toBe(1);
    expect(torn.text).toContain(`${STUB} (stubs/edited)`);
    expect(torn.text).toContain(`${BOOK} (stubs/missing)`);
    expect(workspace.nx("sync").status).toBe(0);
    expect([STUB, BOOK].map((path) => workspace.read(path))).toEqual(stubs);
    workspace.git("rm", "--quiet", "protos/library/v1/book.proto");
    expect(workspace.nx("sync:check").text).toContain(`${BOOK} (stubs/orphaned)`);
    expect(workspace.nx("sync").status).toBe(0);
    expect(existsSync(join(workspace.root, BOOK))).toBe(false);
  });

  it("says where a proto is broken, and leaves every file as it is", () => {
    workspace.edit(PROTO, "string row = 1;", "string row = ;");
    const before = workspace.read(STUB);
    for (const command of ["sync:check", "sync"]) {
      const { status, text } = workspace.nx(command);
      expect(status).toBe(1);
      expect(text).toContain(`${PROTO}:6:`);
    }
    expect(workspace.read(STUB)).toBe(before);
  });

  it("leaves out the configurations that nx.json excludes", () => {
    workspace.write("fixtures/contracts.yaml", "contracts: [broken");
    workspace.edit("nx.json", '["nx-contracts"]', '[{ "plugin": "nx-contracts", "exclude": ["fixtures/**"] }]');
    expect(workspace.nx("sync:check")).toMatchObject({ status: 0, text: expect.stringContaining("up to date") });
  });
}
