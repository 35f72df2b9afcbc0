import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { testChanges } from "./changes-suite.js";
import { createWorkspace, type NxInstallation, type Workspace } from "./workspace.js";

/** Files of each layer, and a change to those that are found by what they hold or where they lie. */
const LAYERS: readonly { readonly path: string; readonly change?: readonly [from: string, to: string] }[] = [
  { path: "models/src/bookshop/book.py" },
  { path: "models/src/bookshop/record.py", change: ["forbid", "ignore"] },
  { path: "protos/bookshop/v1/book.proto" },
  { path: "protos/bookshop/v1/shelf.proto", change: ["Where", "The place where"] },
  { path: "protos/buf.yaml", change: ["STANDARD", "BASIC"] },
  { path: "protos/contracts.yaml" },
  { path: "web/src/book.ts" },
  { path: "web/src/title.ts", change: ["string;", "string ;"] },
];

/** States what the packed plugin does in one version of Nx. */
export function testPlugin(find: () => NxInstallation, isNewest: boolean): void {
  let workspace: Workspace;
  let major: 23 | 24;

  beforeAll(() => {
    const installation = find();
    major = installation.major;
    workspace = createWorkspace(installation);
  });
  afterAll(() => workspace.remove());
  afterEach(() => workspace.reset());

  it("infers the targets and takes the second run from the cache", () => {
    const first = workspace.run("contracts:check");
    expect(first).toMatchObject({ status: 0, isHit: false });
    expect(first.text).toMatch(/book +pydantic 1 record, 4 fields, 1 enum = proto, typescript\n/);
    expect(first.text).toMatch(/No findings\n/);
    const second = workspace.run("contracts:check");
    expect(second).toMatchObject({ status: 0, isHit: true });
    expect(second.text).toMatch(/No findings\n/);
    expect(workspace.nxWith({ NX_ISOLATE_PLUGINS: "true" }, "run", "contracts:check").text).toMatch(/from the cache/);
    for (const { text } of [first, second]) expect(text).not.toContain(workspace.root);
    expect(workspace.run("contracts:parity")).toMatchObject({ status: 0, isHit: false });
    expect(workspace.run("contracts:lint")).toMatchObject({ status: 0, isHit: false });
  });

  it("stays cached when a README beside contracts.yaml changes", () => {
    workspace.write("protos/README.md", "# The protos\n");
    // Nx 23 selects whole projects, Nx 24 by the inputs of each task.
    const selected = { tasks: ["contracts:check"], isHit: true };
    expect(workspace.affected("check")).toMatchObject(major === 23 ? selected : { tasks: [], isHit: false });
  });

  it("runs affected checks, and fails with the findings to read", () => {
    workspace.edit("models/src/bookshop/book.py", "pages: int", "pages: int\n    isbn: str");
    const { status, text } = workspace.affected("check");
    expect(status).toBe(1);
    expect(text).toContain("parity/field-missing");
    expect(text).toContain("models/src/bookshop/book.py:");
    expect(text).not.toContain(workspace.root);
  });

  it("has executors that give the same answers", () => {
    const executor = {
      executor: "nx-contracts:check",
      cache: true,
      outputs: ["{options.output}"],
      options: { format: "json", output: "reports/contracts.json" },
    };
    workspace.write(
      "protos/project.json",
      JSON.stringify({
        name: "contracts",
        targets: {
          report: executor,
          words: { executor: "nx-contracts:parity" },
          buf: { executor: "nx-contracts:lint" },
          changes: { executor: "nx-contracts:compat", options: { against: ["HEAD"], policy: ["FILE", "WIRE"] } },
          numbers: { executor: "nx-contracts:lock" },
          reach: { executor: "nx-contracts:impact", options: { subject: ["Book.pages"], output: "reports/reach.md" } },
        },
      }),
    );
    expect(workspace.run("contracts:report")).toMatchObject({ status: 0 });
    expect(JSON.parse(workspace.read("reports/contracts.json"))).toMatchObject({ version: 1, diagnostics: [] });
    expect(workspace.run("contracts:buf")).toMatchObject({ status: 0 });
    expect(workspace.run("contracts:numbers")).toMatchObject({ status: 0 });
    expect(workspace.read("protos/contracts.lock")).toContain("bookshop.v1.Book");
    expect(workspace.run("contracts:reach")).toMatchObject({ status: 0 });
    expect(workspace.read("reports/reach.md")).toContain("Book.pages asked for");
    workspace.edit("protos/bookshop/v1/shelf.proto", "string row = 1", "string rows = 1");
    expect(workspace.run("contracts:changes")).toMatchObject({ status: 1, text: expect.stringContaining("Shelf.row") });
    workspace.edit("web/src/book.ts", "pages: number", "pages: string");
    const { status, text } = workspace.run("contracts:words");
    expect(status).toBe(1);
    expect(text).toContain("parity/type-mismatch");
    workspace.edit("protos/contracts.yaml", "book.ts", "bok.ts");
    expect(workspace.run("contracts:words").text).toContain("`../web/src/bok.ts` does not exist.");
  });

  it("is registered by its init generator, once, and keeps the format of nx.json", () => {
    const before = '{\n    // The branch that changes are compared with.\n    "defaultBase": "main"\n}\n';
    const after = `{
    // The branch that changes are compared with.
    "defaultBase": "main",
    "plugins": [
        "nx-contracts"
    ],
    "sync": {
        "globalGenerators": [
            "nx-contracts:sync"
        ]
    }
}
`;
    workspace.write("nx.json", before);
    expect(workspace.nx("g", "nx-contracts:init", "--dry-run")).toMatchObject({ status: 0 });
    expect(workspace.read("nx.json")).toBe(before);
    const { status, text } = workspace.nx("g", "nx-contracts:init");
    expect(status).toBe(0);
    expect(text).toContain("protos/contracts.yaml exists and is left as it is.");
    expect(workspace.read("nx.json")).toBe(after);
    expect(workspace.nx("g", "nx-contracts:init")).toMatchObject({ status: 0 });
    expect(workspace.read("nx.json")).toBe(after);
    const others =
      '{ "sync": { "globalGenerators": ["other:sync"] }, "plugins": [{ "plugin": "nx-contracts/plugin" }] }\n';
    workspace.write("nx.json", others);
    expect(workspace.nx("g", "nx-contracts:init")).toMatchObject({ status: 0 });
    expect(JSON.parse(workspace.read("nx.json"))).toEqual({
      sync: { globalGenerators: ["other:sync", "nx-contracts:sync"] },
      plugins: [{ plugin: "nx-contracts/plugin" }],
    });
    workspace.write("nx.json", after);
    expect(workspace.run("contracts:check")).toMatchObject({ status: 0 });
  });

  it("puts a workspace under contract as it is added, once", () => {
    rmSync(join(workspace.root, "protos/contracts.yaml"));
    workspace.write("nx.json", '{ "defaultBase": "main" }\n');
    const dry = workspace.nx("g", "nx-contracts:init", "--dry-run");
    expect(dry).toMatchObject({ status: 0, text: expect.stringContaining("Book ↔ Book: 4 of 4 fields") });
    expect(workspace.git("status", "--short", "protos")).toBe("D protos/contracts.yaml");
    const { status, text } = workspace.nx("g", "nx-contracts:init", "--no-interactive");
    expect({ status, text }).toMatchObject({
      status: 0,
      text: expect.stringContaining("CREATE protos/contracts.lock"),
    });
    const written = workspace.read("protos/contracts.yaml");
    expect(written).toContain("$schema=../node_modules/nx-contracts/contracts.schema.json");
    expect(workspace.run("contracts:check").status).toBe(0);
    expect(workspace.nx("g", "nx-contracts:init").text).toContain("under contract already");
    expect(workspace.git("status", "--short", "nx.json")).toBe("M nx.json");
    expect(workspace.read("protos/contracts.yaml")).toBe(written);
  });

  testChanges(() => workspace, isNewest);

  if (!isNewest) return;
  // The rest hangs on nothing in which versions of Nx differ.

  const changes = LAYERS.flatMap(({ path, change }) => (change ? [{ path, change }] : []));
  it.each(changes)("runs again, and is affected, when $path changes", ({ path, change: [from, to] }) => {
    workspace.edit(path, from, to);
    expect(workspace.affected("check")).toMatchObject({ tasks: ["contracts:check"], isHit: false });
  });

  it("stays cached, and is not affected, when other files change", () => {
    for (const path of ["models/README.md", "docs/README.md", "web/src/layout.ts"])
      workspace.write(path, `${workspace.read(path)}\n`);
    expect(workspace.run("contracts:check")).toMatchObject({ isHit: true });
    expect(workspace.affected("check").tasks).toEqual([]);
  });

  it("runs again when a nearer buf.yaml comes into being", () => {
    workspace.write("protos/bookshop/v1/buf.yaml", "version: v2\n");
    expect(workspace.run("contracts:check")).toMatchObject({ isHit: false });
  });

  it("runs again when the plugin's version changes", () => {
    const manifest = "node_modules/nx-contracts/package.json";
    const text = workspace.read(manifest);
    workspace.write(manifest, text.replace('"version": "0.1.0"', '"version": "0.1.1"'));
    expect(workspace.run("contracts:check")).toMatchObject({ isHit: false });
    workspace.write(manifest, text);
    expect(workspace.run("contracts:check")).toMatchObject({ isHit: true });
  });

  it("does not lint again when only a model changes", () => {
    workspace.edit("models/src/bookshop/book.py", "A book", "One book");
    expect(workspace.run("contracts:lint")).toMatchObject({ isHit: true });
  });

  it("lets a broken contracts.yaml fail its own targets only", () => {
    workspace.edit("protos/contracts.yaml", "kind: event", "kind: [event");
    const { status, text } = workspace.nx("run-many", "-t", "check", "hello", "--outputStyle=stream");
    expect(status).toBe(1);
    expect(text).toContain("Hello from the models.");
    expect(text).toMatch(/protos\/contracts\.yaml:\d+:\d+: error: This is not valid YAML/);
    expect(text).not.toContain(workspace.root);
  });

  it("takes other names for its targets", () => {
    workspace.write(
      "nx.json",
      JSON.stringify({ plugins: [{ plugin: "nx-contracts", options: { checkTargetName: "contracts-check" } }] }),
    );
    expect(workspace.run("contracts:contracts-check")).toMatchObject({ status: 0 });
  });

  it("names its inputs to those who ask", () => {
    const beside = ["protos/contracts.lock", "protos/contracts.approvals.yaml"];
    for (const path of beside) workspace.write(path, "");
    const inputs = (target: string): readonly string[] =>
      JSON.parse(workspace.nx("show", "target", "inputs", `contracts:${target}`, "--json").text).files;
    const check = inputs("check");
    expect(check).toEqual(expect.arrayContaining([...LAYERS.map(({ path }) => path), ...beside]));
    expect(check).not.toContain("protos/README.md");
    const parity = inputs("parity");
    expect(parity).toContain("protos/bookshop/v1/book.proto");
    for (const path of beside) expect(parity).not.toContain(path);
  });
}
