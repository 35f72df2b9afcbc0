import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
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

function create(files: { readonly [path: string]: string }, options?: ProjectOptions): Project {
  const project = createProject({ "go/go.mod": "module example.org/shows\n\ngo 1.24\n", ...files }, options);
  projects.push(project);
  return project;
}

const FILES = {
  "protos/contracts.yaml": contracts(PYTHON + TYPESCRIPT + RUST + GO),
  "protos/shows/v1/show.proto": SHOW,
};

/** Paths below a folder, without what was there before. */
const below = (project: Project, folder: string) =>
  [...project.tree().keys()].filter((path) => path.startsWith(folder));

describe("generate", () => {
  test("names what git would add and nobody checks in, with the line for .gitignore", async () => {
    const project = create({ ...FILES, "protos/contracts.yaml": contracts(TYPESCRIPT + RUST) });
    const said = "  /rs/contracts.binpb\n";
    expect((await project.run(["generate", "--dry-run"])).stderr).not.toContain("Git would add");
    const { status, stderr } = await project.run(["generate"]);
    expect(status).toBe(0);
    expect(stderr).toMatch(/Git would add .*\.gitignore/);
    expect(stderr.split("\n  /")).toHaveLength(2);
    expect(stderr).toContain(said);
    expect(project.exists(".gitignore")).toBe(false);
    project.write(".gitignore", said.trimStart());
    expect((await project.run(["generate"])).stderr).not.toContain("Git would add");
    project.delete(".gitignore");
    execFileSync("git", ["add", "rs"], { cwd: project.root });
    expect((await project.run(["generate"])).stderr).not.toContain("Git would add");
    project.delete(".git");
    expect((await project.run(["generate"])).stderr).not.toContain("Git would add");
  });

  test("writes the stubs of every tool, and what belongs to them", async () => {
    const project = create(FILES);
    const { status, stdout } = await project.run(["generate"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\d+ written, 0 removed, 0 unchanged\.$/m);
    const files = [...project.tree()].flatMap(([path, digest]) => (digest === "no file" ? [] : [path]));
    expect(files.filter((path) => !path.startsWith("protos/shows"))).toEqual([
      "go/gen/shows/v1/show.pb.go",
      "go/gen/shows/v1/show_grpc.pb.go",
      "go/go.mod",
      "protos/.gitattributes",
      "protos/contracts.stubs",
      "protos/contracts.yaml",
      "py/shows/__init__.py",
      "py/shows/v1/__init__.py",
      "py/shows/v1/show_pb2.py",
      "py/shows/v1/show_pb2.pyi",
      "py/shows/v1/show_pb2_grpc.py",
      "rs/contracts.binpb",
      "web/src/shows/v1/show_pb.ts",
    ]);
    expect(project.read("protos/.gitattributes")).toBe("contracts.stubs merge=union\n");
    expect(project.read("go/gen/shows/v1/show.pb.go")).toContain("package v1");
    // What is checked in stands in the manifest, as sha256sum has it.
    const manifest = project.read("protos/contracts.stubs");
    expect(manifest.match(/(?<=  )\S+$/gm)).toEqual([
      "../go/gen/shows/v1/show.pb.go",
      "../go/gen/shows/v1/show_grpc.pb.go",
      "../py/shows/v1/show_pb2.py",
      "../py/shows/v1/show_pb2.pyi",
      "../py/shows/v1/show_pb2_grpc.py",
      "../web/src/shows/v1/show_pb.ts",
      "shows/v1/show.proto",
    ]);
    execFileSync("sha256sum", ["--strict", "--quiet", "-c", "contracts.stubs"], { cwd: join(project.root, "protos") });
  });

  test("touches nothing that stays the same", async () => {
    const project = create(FILES);
    await project.run(["generate"]);
    const before = project.tree();
    const times = [...before.keys()].map((path) => statSync(join(project.root, path)).mtimeMs);
    const { stdout } = await project.run(["generate"]);
    expect(stdout).toBe(
      "0 written, 0 removed, 12 unchanged.\n".replace("12", String(stdout.match(/(\d+) unchanged/)?.[1])),
    );
    expect(project.tree()).toEqual(before);
    expect([...before.keys()].map((path) => statSync(join(project.root, path)).mtimeMs)).toEqual(times);
  });

  test("gives the same bytes in any folder", async () => {
    const [one, other] = [create(FILES), create(FILES)];
    await Promise.all([one.run(["generate"]), other.run(["generate"])]);
    expect(one.tree()).toEqual(other.tree());
    for (const path of one.tree().keys()) {
      if (/\.(?:py|pyi|ts|go|binpb)$/.test(path)) expect(one.read(path)).not.toContain("nx generate ");
    }
  });

  test("writes the Python that protoc writes", async () => {
    const project = create({ ...FILES, "protos/contracts.yaml": contracts(PYTHON) });
    await project.run(["generate"]);
    const [tools] = execFileSync(
      "sh",
      [
        "-c",
        'ls -d "$1"/grpcio-tools-1.85.1-*/bin/python',
        "sh",
        join(project.root, "node_modules/.cache/nx-contracts/tools"),
      ],
      { encoding: "utf8" },
    ).split("\n");
    const out = join(project.root, "expected");
    execFileSync("mkdir", [out]);
    const into = ["python", "pyi", "grpc_python"].map((kind) => `--${kind}_out=${out}`);
    execFileSync(tools ?? "", ["-m", "grpc_tools.protoc", "-I.", ...into, "shows/v1/show.proto"], {
      cwd: join(project.root, "protos"),
    });
    for (const suffix of ["_pb2.py", "_pb2.pyi", "_pb2_grpc.py"])
      expect(project.read(`py/shows/v1/show${suffix}`)).toBe(project.read(`expected/shows/v1/show${suffix}`));
  });

  test("removes the stubs of what is gone, and nothing that somebody wrote", async () => {
    const old = SHOW.replaceAll("shows.v1", "old.v1");
    const project = create({ ...FILES, "protos/old/v1/old.proto": old, "protos/shows/v1/extra.proto": extra("Extra") });
    await project.run(["generate"]);
    project.write("py/shows/v1/by_hand.py", "x = 1\n");
    project.write("py/shows/__init__.py", "y = 2\n");
    project.write("web/src/shows/v1/hand_pb.ts", "export {};\n");
    project.delete("protos/old");
    project.delete("protos/shows/v1/extra.proto");
    const { stdout, stderr } = await project.run(["generate"]);
    expect(stderr).not.toContain("error");
    expect(stdout.match(/^removed .*$/gm)).toEqual([
      "removed go/gen/old/v1/old.pb.go",
      "removed go/gen/old/v1/old_grpc.pb.go",
      "removed go/gen/shows/v1/extra.pb.go",
      "removed py/old/__init__.py",
      "removed py/old/v1/__init__.py",
      "removed py/old/v1/old_pb2.py",
      "removed py/old/v1/old_pb2.pyi",
      "removed py/old/v1/old_pb2_grpc.py",
      "removed py/shows/v1/extra_pb2.py",
      "removed py/shows/v1/extra_pb2.pyi",
      "removed web/src/old/v1/old_pb.ts",
      "removed web/src/shows/v1/extra_pb.ts",
    ]);
    expect(project.exists("py/old")).toBe(false);
    expect(project.read("py/shows/v1/by_hand.py")).toBe("x = 1\n");
    expect(project.read("py/shows/__init__.py")).toBe("y = 2\n");
    expect(project.exists("web/src/shows/v1/hand_pb.ts")).toBe(true);
    expect(project.read("protos/contracts.stubs")).not.toContain("old");
  });

  test("removes what only its own words show to be generated, but nothing of another project", async () => {
    const project = create({ ...FILES, "protos/shows/v1/extra.proto": extra("Extra") });
    await project.run(["generate"]);
    project.delete("protos/contracts.stubs");
    project.delete("protos/shows/v1/extra.proto");
    project.write("other/contracts.yaml", contracts(""));
    project.write("other/contracts.stubs", `${"0".repeat(64)}  ../web/src/shows/v1/extra_pb.ts\n`);
    const { stdout } = await project.run(["generate"]);
    expect(stdout.match(/^removed .*$/gm)).toEqual([
      "removed go/gen/shows/v1/extra.pb.go",
      "removed py/shows/v1/extra_pb2.py",
      "removed py/shows/v1/extra_pb2.pyi",
    ]);
  });

  test.runIf(existsSync("/dev/shm"))("swaps on another file system than that of the cache", async () => {
    const project = create(FILES, { parent: "/dev/shm" });
    expect((await project.run(["generate"])).status).toBe(0);
    project.write("protos/shows/v1/show.proto", SHOW.replace("title", "name"));
    expect((await project.run(["generate"])).stdout).toContain("wrote py/shows/v1/show_pb2.py\n");
    expect([...project.tree().keys()].filter((path) => path.includes(".nx-contracts"))).toEqual([]);
  });

  test("says what it would do, and does it not", async () => {
    const project = create(FILES);
    const before = project.tree();
    const { status, stdout } = await project.run(["generate", "--dry-run"]);
    expect(status).toBe(0);
    expect(stdout).toContain("would write py/shows/v1/show_pb2.py\n");
    expect(project.tree()).toEqual(before);
  });

  test("generates one output, and keeps what the manifest knows of the others", async () => {
    const project = create(FILES);
    await project.run(["generate"]);
    const manifest = project.read("protos/contracts.stubs");
    project.write("protos/shows/v1/extra.proto", extra("Extra"));
    const { stdout } = await project.run(["generate", "--only", "protobuf-es"]);
    expect(stdout.match(/^wrote .*$/gm)).toEqual([
      "wrote protos/contracts.stubs",
      "wrote web/src/shows/v1/extra_pb.ts",
    ]);
    const now = project.read("protos/contracts.stubs").split("\n");
    for (const line of manifest.split("\n").filter((each) => !each.startsWith("#"))) expect(now).toContain(line);
    // The other outputs know nothing of the new proto yet, so nothing is said of what they were made from.
    expect(now.join("\n")).not.toContain("shows/v1/extra.proto");
    await project.run(["generate"]);
    expect(project.read("protos/contracts.stubs")).toContain("  shows/v1/extra.proto\n");
    expect((await project.run(["generate", "--only", "protobuf-ts"])).stderr).toContain("Did you mean `protobuf-es`?");
  });

  test("takes only the protos that an output asks for", async () => {
    const only = PYTHON.replace(" }", ', protos: ["shows/**"] }');
    const project = create({
      ...FILES,
      "protos/contracts.yaml": contracts(only),
      "protos/other/other.proto": extra("Other"),
    });
    await project.run(["generate"]);
    expect(below(project, "py/").filter((path) => path.endsWith("_pb2.py"))).toEqual(["py/shows/v1/show_pb2.py"]);
    project.write("protos/contracts.yaml", contracts(only.replace("shows/**", "films/**")));
    const { status, stderr } = await project.run(["generate"]);
    expect(status).toBe(2);
    expect(stderr).toContain("`films/**` matches no proto");
  });
});

const extra = (name: string) => `syntax = "proto3";\npackage extra.v1;\nmessage ${name} {}\n`;
