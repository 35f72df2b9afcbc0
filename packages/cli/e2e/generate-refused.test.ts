import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import {
  contracts,
  createProject,
  GO,
  type Project,
  type ProjectOptions,
  PYTHON,
  RUST,
  SHOW,
  TYPESCRIPT,
} from "./generate-project.js";

const projects: Project[] = [];
afterEach(() => {
  for (const project of projects.splice(0)) project.remove();
});

function create(generate: string, files: { readonly [path: string]: string } = {}, options?: ProjectOptions): Project {
  const project = createProject(
    { "protos/contracts.yaml": contracts(generate), "protos/shows/v1/show.proto": SHOW, ...files },
    options,
  );
  projects.push(project);
  return project;
}

/** Runs, and holds that nothing in the tree has changed. */
async function refused(project: Project, env?: NodeJS.ProcessEnv) {
  const before = project.tree();
  const outcome = await project.run(["generate"], env);
  expect(project.tree()).toEqual(before);
  return outcome;
}

describe("protos that do not compile", () => {
  test("exit 1 with the place, and the stubs as they were", async () => {
    const project = create(PYTHON + TYPESCRIPT + RUST);
    await project.run(["generate"]);
    project.write("protos/shows/v1/show.proto", SHOW.replace("string title = 1;", "string title = 1"));
    const { status, stdout } = await refused(project);
    expect(status).toBe(1);
    expect(stdout).toMatch(/protos\/shows\/v1\/show\.proto:\d+:\d+/);
    const json = await project.run(["generate", "--format", "json"]);
    const { diagnostics } = JSON.parse(json.stdout) as { diagnostics: { rule: string; at: object; subject: string }[] };
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      rule: "read/syntax-error",
      severity: "error",
      subject: "shows:protos/shows/v1/show.proto",
      at: { file: "protos/shows/v1/show.proto", line: 8 },
    });
    expect((await project.run(["generate", "--format", "github"])).stdout).toMatch(/^::error .*file=protos\/shows/m);
  });

  test("are told of whatever is wrong: an import, a type, a number", async () => {
    const project = create(RUST);
    const wrong: readonly (readonly [string, string, string])[] = [
      ["google/protobuf/timestamp.proto", "google/protobuf/no.proto", "read/unresolved-import"],
      ["google.protobuf.Timestamp", "Nothing", "read/unresolved-type"],
      ["premiere = 2", "premiere = 1", "read/invalid-definition"],
    ];
    for (const [from, to, rule] of wrong) {
      project.write("protos/shows/v1/show.proto", SHOW.replace(from, to));
      const { status, stdout } = await project.run(["generate", "--format", "json"]);
      expect([status, stdout]).toEqual([1, expect.stringContaining(rule)]);
    }
    project.write("protos/shows/v1/show.proto", Buffer.from([0x73, 0xff, 0xfe]));
    expect((await refused(project)).stdout).toContain("not UTF-8");
  });

  describe("that others import", () => {
    const MONEY = 'syntax = "proto3";\npackage shared.v1;\nmessage Money { int64 units = 1; }\n';
    const importer = (name: string, path = "shared/v1/money.proto") =>
      `syntax = "proto3";\npackage ${name}.v1;\nimport "${path}";\nmessage Price { shared.v1.Money money = 1; }\n`;
    const contract = (id: string, ...files: readonly string[]) =>
      `  - { id: ${id}, kind: event, source: { reader: proto, files: ${JSON.stringify(files)} } }\n`;
    const three = (ofB: string) =>
      `name: shop\ncontracts:\n${contract("a", "a/v1/a.proto")}${contract("b", ofB, "b/v1/b.proto")}${contract("shared", "shared/v1/money.proto")}generate:\n${TYPESCRIPT}`;

    async function createShop(ofB = "b/v1/b.proto"): Promise<Project> {
      const project = createProject({
        "protos/contracts.yaml": three(ofB),
        "protos/a/v1/a.proto": importer("a"),
        "protos/b/v1/b.proto": importer("b", "a/v1/a.proto").replace("shared.v1.Money", "a.v1.Price"),
        "protos/shared/v1/money.proto": MONEY,
      });
      projects.push(project);
      expect((await project.run(["generate"])).status).toBe(0);
      return project;
    }

    async function findings(project: Project, ...args: readonly string[]): Promise<readonly string[]> {
      const { status, stdout } = await project.run([...args, "--format", "json"]);
      expect(status).toBe(1);
      const { diagnostics } = JSON.parse(stdout) as {
        diagnostics: { rule: string; at: { file: string; line: number }; subject: string; message: string }[];
      };
      expect(stdout).not.toMatch(/Mend shared/);
      const read = diagnostics.filter(({ rule }) => rule.startsWith("read/"));
      return read.map(({ rule, subject, at }) => `${rule} ${subject} ${at.file}:${at.line}`);
    }

    test.each(["generate", "check", "stubs"])("%s says it once, where it is", async (verb) => {
      const project = await createShop();
      project.write("protos/shared/v1/money.proto", MONEY.replace("1;", "1"));
      expect(await findings(project, verb)).toEqual([
        "read/syntax-error shared:protos/shared/v1/money.proto protos/shared/v1/money.proto:3",
      ]);
      expect((await project.run([verb])).stdout).toContain("Why: nx-contracts explain read/syntax-error");
    });

    test.each(["generate", "check", "stubs"])("%s says once of an import that is gone", async (verb) => {
      const project = await createShop("a/v1/a.proto");
      project.write("protos/a/v1/a.proto", importer("a", "shared/v1/gone.proto"));
      expect(await findings(project, verb)).toEqual([
        "read/unresolved-import a:shared/v1/gone.proto protos/a/v1/a.proto:3",
      ]);
    });

    test("says it where the cause is set aside, or is not asked for", async () => {
      const project = await createShop();
      project.write("protos/shared/v1/money.proto", MONEY.replace("1;", "1"));
      const all = [
        "read/unresolved-import a:shared/v1/money.proto protos/a/v1/a.proto:3",
        "read/unresolved-import b:a/v1/a.proto protos/b/v1/b.proto:3",
      ];
      expect(await findings(project, "parity", "--only", "read/unresolved-import")).toEqual(
        expect.arrayContaining(all),
      );
      project.write("protos/contracts.yaml", `${three("b/v1/b.proto")}rules: { read/syntax-error: off }\n`);
      expect(await findings(project, "parity")).toEqual(all);
    });
  });

  test("weigh as errors whatever the configuration says", async () => {
    const project = create(RUST, { "protos/shows/v1/show.proto": "message {" });
    project.write("protos/contracts.yaml", `${contracts(RUST)}rules: { read/syntax-error: off }\n`);
    expect((await refused(project)).status).toBe(1);
  });
});

describe("tools that are not there", () => {
  const nowhere = { PATH: "/nonexistent" };

  test("Python, with the command that brings it", async () => {
    const { status, stderr } = await refused(create(PYTHON, {}, { isBare: true }), { ...nowhere, HOME: "/tmp" });
    expect(status).toBe(3);
    expect(stderr).toContain("Python is not installed");
    expect(stderr).toMatch(/Run `(?:apt-get install|brew install|winget install) /);
  });

  test("Go, with the command that brings it", async () => {
    const other = GO.replace("1.36.12", "1.36.0");
    const { status, stderr } = await refused(create(other, { "go/go.mod": "module example.org/x\n" }), nowhere);
    expect(status).toBe(3);
    expect(stderr).toMatch(/Go is not installed.*\n.*Run `(?:apt-get install golang-go|brew install go|winget)/);
  });

  test("the plugin of TypeScript, with the command that brings it", async () => {
    const project = create(TYPESCRIPT, {}, { isBare: true });
    const { status, stderr } = await refused(project, { HOME: join(project.root, ".cache") });
    expect(status).toBe(3);
    expect(stderr).toContain("Run `npm install --save-dev @bufbuild/protoc-gen-es`.");
  });

  test("an interpreter that is named and is missing, or has another version", async () => {
    const named = PYTHON.replace(" }", ", python: .venv/bin/python }");
    const missing = await refused(create(named));
    expect([missing.status, missing.stderr]).toEqual([
      3,
      expect.stringContaining(".venv/bin/pip install grpcio-tools==1.85.1"),
    ]);
    const project = create(named, { "protos/python": "#!/bin/sh\necho 1.70.0\n" });
    project.write("protos/contracts.yaml", contracts(PYTHON.replace(" }", ", python: ./python }")));
    chmodSync(join(project.root, "protos/python"), 0o755);
    const other = await refused(project);
    expect(other.status).toBe(3);
    expect(other.stderr).toContain("has grpcio-tools 1.70.0; the configuration pins 1.85.1");
    expect(other.stderr).toContain("Run `./python -m pip install grpcio-tools==1.85.1`.");
  });

  test("a plugin that fails: its arguments, its status and its last lines", async () => {
    const project = create(TYPESCRIPT.replace("target=ts", "target=nothing") + RUST);
    const { status, stderr } = await refused(project);
    expect(status).toBe(3);
    expect(stderr).toContain("`protoc-gen-es` failed.");
    expect(stderr).toMatch(/\$ .*buf generate/);
    expect(stderr).toMatch(/exit status 1\n {2}\| .*nothing/);
  });
});

describe("places", () => {
  const at = (out: string) => `  - { tool: protobuf-es, out: ${JSON.stringify(out)}, options: [target=ts] }\n`;

  test.each([
    ["../../outside", "lies outside the workspace"],
    ["/../../outside", "is an absolute path"],
    ["contracts.yaml", "is a file"],
    ["contracts.yaml/deep", "is a file"],
  ])("%s is refused", async (out, reason) => {
    const { status, stderr } = await refused(create(at(out)));
    expect(status).toBe(2);
    expect(stderr).toMatch(new RegExp(`protos/contracts\\.yaml:\\d+:\\d+: error: .*${reason}`));
  });

  test("a link that leads out is refused, also below the folder", async () => {
    const project = create(at("../linked"));
    symlinkSync("/tmp", join(project.root, "linked"));
    expect((await refused(project)).stderr).toContain("lies outside the workspace");
    const deeper = create(at("../web"));
    mkdirSync(join(deeper.root, "web"));
    symlinkSync("/tmp", join(deeper.root, "web/shows"));
    expect((await refused(deeper)).stderr).toContain(
      "`web/shows/v1/show_pb.ts`, which `protobuf-es` writes, lies outside",
    );
  });

  test("a link instead of a stub is replaced, and what it leads to is left alone", async () => {
    const project = create(at("../web"), { "precious.ts": "export {};\n" });
    mkdirSync(join(project.root, "web/shows/v1"), { recursive: true });
    symlinkSync("../../../precious.ts", join(project.root, "web/shows/v1/show_pb.ts"));
    expect((await project.run(["generate"])).status).toBe(0);
    expect(project.read("precious.ts")).toBe("export {};\n");
    expect(project.read("web/shows/v1/show_pb.ts")).toContain("@generated");
  });

  test("a descriptor set is a file, a stub too", async () => {
    expect((await refused(create(RUST, { "rs/contracts.binpb/a": "" }))).stderr).toContain("is a folder");
    const project = create(at("../web") + RUST, { "web/shows/v1/show_pb.ts/a": "" });
    const { status, stderr } = await refused(project);
    expect(status).toBe(2);
    expect(stderr).toContain("`web/shows/v1/show_pb.ts`, which `protobuf-es` writes, is a folder.");
  });

  test("two outputs do not write one file", async () => {
    const twice = TYPESCRIPT + TYPESCRIPT.replace("{ tool", "{ id: again, tool");
    const { status, stderr } = await refused(create(twice));
    expect(status).toBe(2);
    expect(stderr).toContain("`protobuf-es` and `again` both write `web/src/shows/v1/show_pb.ts`.");
  });
});

describe("projects", () => {
  test("without a section, without a proto, without a way to name a Go package", async () => {
    expect((await refused(create(""))).stderr).toContain("has no section `generate`");
    const empty = create(RUST);
    empty.delete("protos/shows");
    empty.write(
      "protos/contracts.yaml",
      contracts(RUST).replace('reader: proto, files: ["**/*.proto"]', "reader: pydantic, files: [a.py]"),
    );
    empty.write("protos/a.py", "");
    const { status, stderr } = await refused(empty);
    expect([status, stderr]).toEqual([2, expect.stringContaining("There is no proto below `protos`")]);
    expect((await refused(create(GO))).stderr).toContain("No go.mod lies in `go/gen` or above it");
  });

  test.each(["-I.proto", "@list.proto", "a b.proto", "x,Mshow.proto=evil.proto", "new\nline.proto"])(
    "a proto called %j is given to no tool",
    async (name) => {
      const project = create(RUST, { [`protos/${name}`]: 'syntax = "proto3";\n' });
      const { status, stderr } = await refused(project);
      expect(status).toBe(2);
      expect(stderr).toContain("No generator is given a proto called");
    },
  );

  test("links among the protos that form a loop end", async () => {
    const project = create(RUST);
    symlinkSync("..", join(project.root, "protos/shows/loop"));
    expect((await project.run(["generate"])).status).toBe(0);
  });

  test("a template of buf: local plugins run, remote ones are refused", async () => {
    const local = {
      version: "v2",
      clean: true,
      plugins: [{ local: "protoc-gen-es", out: "../web", opt: "target=ts" }],
    };
    const output = "  - { tool: buf, template: buf.gen.yaml }\n";
    const project = create(output, { "protos/buf.gen.yaml": JSON.stringify(local), "web/by-hand.ts": "" });
    expect((await project.run(["generate"])).status).toBe(0);
    expect(project.exists("web/shows/v1/show_pb.ts")).toBe(true);
    expect(project.exists("web/by-hand.ts")).toBe(true);
    const remote = { version: "v2", plugins: [{ remote: "buf.build/bufbuild/es", out: "../web" }] };
    project.write("protos/buf.gen.yaml", JSON.stringify(remote));
    expect((await refused(project)).stderr).toContain("names the remote plugin `buf.build/bufbuild/es`");
    project.write(
      "protos/buf.gen.yaml",
      JSON.stringify({ ...local, plugins: [{ ...local.plugins[0], out: "../../x" }] }),
    );
    expect((await refused(project)).stderr).toContain("lies outside the workspace");
    project.write("protos/buf.gen.yaml", ":");
    expect((await refused(project)).stderr).toContain("lists no plugins");
  });
});
