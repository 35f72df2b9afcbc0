import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { CATALOG, CONSUMERS } from "./catalog.js";
import { createWorkspace, type NxInstallation, type Workspace } from "./workspace.js";

interface Dependency {
  readonly source: string;
  readonly target: string;
  readonly type: string;
}

const DAEMON = { NX_DAEMON: "true", NX_ISOLATE_PLUGINS: "true" };
const PROTO = "protos/shared_proto/v1/anime.proto";

/** States which edges the packed plugin draws in one version of Nx, and who is affected by a change. */
export function testGraph(find: () => NxInstallation, isNewest: boolean): void {
  let workspace: Workspace;

  beforeAll(() => {
    workspace = createWorkspace(find(), CATALOG);
  });
  afterAll(() => workspace.remove());
  afterEach(() => workspace.reset());

  /** What depends on the contracts, sorted. */
  const sources = (env: NodeJS.ProcessEnv = {}): readonly string[] => {
    const { status, text } = workspace.nxWith(env, "graph", "--file=.nx/graph.json");
    expect(text).not.toMatch(/failed|error/i);
    expect(status).toBe(0);
    const { graph } = JSON.parse(workspace.read(".nx/graph.json"));
    const dependencies: readonly Dependency[] = Object.values<Dependency[]>(graph.dependencies).flat();
    const found = dependencies.filter(({ target }) => target === "contracts").map(({ source }) => source);
    return [...new Set(found)].sort();
  };
  const direct = CONSUMERS.filter((name) => name !== "contracts" && name !== "dependent");

  it("draws an edge from each consumer, and from nobody else", () => {
    expect(sources()).toEqual(direct);
    expect(sources(), "from Nx's memory").toEqual(direct);
    const projects = JSON.parse(workspace.read(".nx/graph.json")).graph.dependencies;
    expect(projects["contracts"]).toEqual([]);
    expect(projects["python-consumer"]).toEqual([{ source: "python-consumer", target: "contracts", type: "static" }]);
  });

  it("tests exactly the consumers, and who depends on them, after a change of a proto", () => {
    workspace.edit(PROTO, "string title = 1;", "string title = 1;\n  int32 year = 2;");
    const { status, tasks } = workspace.affected("test");
    expect(status).toBe(0);
    expect([...tasks].sort()).toEqual(CONSUMERS.map((name) => `${name}:test`));
  });

  it("draws and removes an edge as an import comes and goes, with a daemon and without", () => {
    const decoy = "apps/go-decoy/main.go";
    const edges = (env: NodeJS.ProcessEnv) => {
      workspace.edit(decoy, '"fmt"', '"fmt"\nimport _ "example.org/gostubs/shared_proto/v1"');
      expect(sources(env)).toEqual([...direct, "go-decoy"].sort());
      workspace.edit(decoy, 'import _ "example.org/gostubs/shared_proto/v1"', "");
      expect(sources(env)).toEqual(direct);
    };
    edges({});
    try {
      edges(DAEMON);
    } finally {
      workspace.nxWith(DAEMON, "daemon", "--stop");
    }
  });

  if (!isNewest) return;
  // The rest hangs on nothing in which versions of Nx differ.

  it("tests nobody else after a change of a consumer, and nothing of ours after a change of a decoy", () => {
    workspace.edit("apps/python-consumer/main.py", "Mushishi", "Monster");
    expect([...workspace.affected("test").tasks].sort()).toEqual(["dependent:test", "python-consumer:test"]);
    workspace.reset();
    workspace.edit("apps/python-decoy/main.py", "print(", "print( ");
    expect(workspace.affected("test").tasks).toEqual(["python-decoy:test"]);
  });

  it("tests the consumers of a proto that is deleted, also where nobody remembers it", () => {
    workspace.git("rm", "--quiet", PROTO);
    workspace.nx("reset");
    expect([...workspace.affected("test").tasks].sort()).toEqual(CONSUMERS.map((name) => `${name}:test`));
  });

  it("draws the edges of files that have not changed when the configuration does", () => {
    const entry = "  - { tool: protobuf-es, out: ../libs/web/src/gen }\n";
    workspace.edit("protos/contracts.yaml", entry, "");
    workspace.nx("reset");
    expect(sources()).toEqual(direct.filter((name) => !/web|typescript/.test(name)));
    workspace.edit("protos/contracts.yaml", "generate:\n", `generate:\n${entry}`);
    workspace.write(
      "protos/shared_proto_extra/v1/anime.proto",
      'syntax = "proto3";\n\npackage shared_proto_extra.v1;\n',
    );
    const more = [...direct, "python-decoy"].sort();
    expect(sources()).toEqual(more);
    expect(sources(), "from Nx's memory").toEqual(more);
  });

  it("leaves the graph whole when contracts.yaml is broken", () => {
    workspace.edit("protos/contracts.yaml", "generate:", "generate: [");
    expect(workspace.nx("show", "projects").text).toContain("python-consumer");
  });
}
