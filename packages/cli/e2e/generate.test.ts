import { execFileSync } from "node:child_process";
import { statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { pythonEnvironment } from "../../../tools/python-env.mjs";
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

let python: string;
const projects: Project[] = [];

beforeAll(() => {
  python = pythonEnvironment("common", "libs/common/requirements.txt");
});
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
    expect(manifest.match(/\S+$/gm)).toEqual([
      "../go/gen/shows/v1/show.pb.go",
      "../go/gen/shows/v1/show_grpc.pb.go",
      "../py/shows/v1/show_pb2.py",
      "../py/shows/v1/show_pb2.pyi",
      "../py/shows/v1/show_pb2_grpc.py",
      "../web/src/shows/v1/show_pb.ts",
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
    for (const line of manifest.split("\n")) expect(now).toContain(line);
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

describe("Python", () => {
  /** Imports every module that was generated, in one process each, as a consumer would. */
  function importAll(project: Project, path: string): readonly string[] {
    const modules = [...project.tree().keys()]
      .filter((file) => file.startsWith(`${path}/`) && /_pb2(?:_grpc)?\.py$/.test(file))
      .map((file) => file.slice(path.length + 1, -".py".length).replaceAll("/", "."));
    for (const module of modules) {
      const script =
        /^[\w.]+$/.test(module) && !/(?:^|\.)(?:\d|class\b)/.test(module)
          ? `import ${module}`
          : `import importlib; importlib.import_module(${JSON.stringify(module)})`;
      execFileSync(python, ["-c", script], { cwd: join(project.root, path), encoding: "utf8" });
    }
    for (const file of project.tree().keys()) {
      if (file.endsWith(".pyi"))
        execFileSync(python, ["-c", "import ast, sys; ast.parse(open(sys.argv[1]).read())", join(project.root, file)]);
    }
    return modules;
  }

  const PROTOS = {
    "protos/shared/v1/money-amount.proto": `syntax = "proto3";
package shared.v1;
import "google/protobuf/timestamp.proto";
message Money { int64 units = 1; google.protobuf.Timestamp at = 2; }
`,
    "protos/shows2/v2beta1/show.proto": `syntax = "proto3";
package shows2.v2beta1;
import public "shared/v1/money-amount.proto";
import "shows2/v2beta1/deep/inner.proto";
import "top.proto";
// from shared.v1 import money_amount_pb2
message Show { shared.v1.Money price = 1; shows2.v2beta1.deep.Inner inner = 2; Top top = 3; }
// from shared.v1 import money_amount_pb2
service Shows { rpc Get(Show) returns (shared.v1.Money); rpc Next(Top) returns (stream Show); }
`,
    "protos/shows2/v2beta1/deep/inner.proto": `syntax = "proto3";
package shows2.v2beta1.deep;
import "shared/v1/money-amount.proto";
message Inner { shared.v1.Money price = 1; }
`,
    "protos/top.proto": `syntax = "proto3";
import public "shared/v1/money-amount.proto";
message Top { shared.v1.Money price = 1; }
`,
  };

  test("imports from where it lies, in no package", async () => {
    const project = create({ ...PROTOS, "protos/contracts.yaml": contracts(PYTHON) });
    expect((await project.run(["generate"])).status).toBe(0);
    expect(importAll(project, "py")).toHaveLength(5);
    expect(project.exists("py/__init__.py")).toBe(false);
  });

  test("imports from the package that the configuration names", async () => {
    const inside = PYTHON.replace("../py", "../py/our_stubs2/api").replace(" }", ", package: our_stubs2.api }");
    const project = create({ ...PROTOS, "protos/contracts.yaml": contracts(inside) });
    expect((await project.run(["generate"])).status).toBe(0);
    expect(importAll(project, "py")).toContain("our_stubs2.api.shows2.v2beta1.show_pb2_grpc");
    expect(project.read("py/our_stubs2/api/__init__.py")).toBe("");
    expect(project.read("py/our_stubs2/api/shows2/v2beta1/show_pb2.pyi")).toContain(
      "from our_stubs2.api.shared.v1 import",
    );
    const script = `
import pickle
from our_stubs2.api.shows2.v2beta1.show_pb2 import Show, Money
show = Show(price=Money(units=3))
assert pickle.loads(pickle.dumps(show)) == show
assert Show.__module__ == "our_stubs2.api.shows2.v2beta1.show_pb2", Show.__module__
`;
    execFileSync(python, ["-c", script], { cwd: join(project.root, "py") });
  });

  test("finds the package from the folders around it", async () => {
    const inside = PYTHON.replace("../py", "../py/app/stubs");
    const files = { "py/app/__init__.py": "NAME = 1\n", "py/app/stubs/__init__.py": "" };
    const project = create({ ...PROTOS, ...files, "protos/contracts.yaml": contracts(inside) });
    await project.run(["generate"]);
    expect(importAll(project, "py")).toContain("app.stubs.top_pb2");
    expect(project.read("py/app/__init__.py")).toBe("NAME = 1\n");
  });

  test("imports across the packages of two outputs", async () => {
    const shared = `  - { id: shared, tool: grpcio-tools, version: "1.85.1", out: ../py/shared_stubs, package: shared_stubs, protos: ["shared/**", "top.proto"] }\n`;
    const shows = `  - { id: shows, tool: grpcio-tools, version: "1.85.1", out: ../py/show_stubs, package: show_stubs, protos: ["shows2/**"] }\n`;
    const project = create({ ...PROTOS, "protos/contracts.yaml": contracts(shared + shows) });
    expect((await project.run(["generate"])).status).toBe(0);
    importAll(project, "py");
    expect(project.read("py/show_stubs/shows2/v2beta1/show_pb2.py")).toContain("from shared_stubs.shared.v1 import");
  });

  test("loads what import cannot name: digits first, keywords, dots", async () => {
    const project = create({
      "protos/contracts.yaml": contracts(PYTHON.replace(" }", ", package: '' }").replace(", package: ''", "")),
      "protos/3d/v2/cube.proto": `syntax = "proto3";
package threed.v2;
import public "3d/v2/other.proto";
import "class/lambda.proto";
import "my-dir/1.2.proto";
message Cube { Other o = 1; lambda.L l = 2; dotted.D d = 3; }
service Cubes { rpc Get(Cube) returns (Other); rpc Next(lambda.L) returns (dotted.D); }
`,
      "protos/3d/v2/other.proto": `syntax = "proto3";\npackage threed.v2;\nmessage Other { string from = 1; }\n`,
      "protos/class/lambda.proto": `syntax = "proto3";\npackage lambda;\nmessage L {}\n`,
      "protos/my-dir/1.2.proto": `syntax = "proto3";\npackage dotted;\nimport "3d/v2/cube2.proto";\nmessage D { threed.v2.Cube2 c = 1; }\n`,
      "protos/3d/v2/cube2.proto": `syntax = "proto3";\npackage threed.v2;\nimport public "3d/v2/other.proto";\nmessage Cube2 { Other o = 1; }\n`,
    });
    expect((await project.run(["generate"])).status).toBe(0);
    expect(importAll(project, "py")).toHaveLength(6);
  });

  test("has services where protos have some, or where it is told so", async () => {
    const project = create({ ...FILES, "protos/contracts.yaml": contracts(PYTHON.replace(" }", ", grpc: false }")) });
    await project.run(["generate"]);
    expect(below(project, "py").some((path) => path.endsWith("_grpc.py"))).toBe(false);
  });
});
