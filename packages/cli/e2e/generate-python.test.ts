import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";
import { pythonEnvironment } from "../../../tools/python-env.mjs";
import { contracts, createProject, type Project, PYTHON, SHOW } from "./generate-project.js";

let python: string;
const projects: Project[] = [];

beforeAll(() => {
  python = pythonEnvironment("common", "libs/common/requirements.txt");
});
afterEach(() => {
  for (const project of projects.splice(0)) project.remove();
});

function create(files: { readonly [path: string]: string }): Project {
  const project = createProject(files);
  projects.push(project);
  return project;
}

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
    "protos/contracts.yaml": contracts(PYTHON),
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
  const project = create({
    "protos/shows/v1/show.proto": SHOW,
    "protos/contracts.yaml": contracts(PYTHON.replace(" }", ", grpc: false }")),
  });
  await project.run(["generate"]);
  expect([...project.tree().keys()].some((path) => path.endsWith("_grpc.py"))).toBe(false);
});
