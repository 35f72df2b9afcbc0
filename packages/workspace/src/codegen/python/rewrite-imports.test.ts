import { describe, expect, it } from "vitest";
import { isImportable, moduleOf } from "../../layout/python.js";
import { rewriteImports } from "./rewrite-imports.js";
import { statements } from "./tokens.js";

/** Names the modules of these protos as those of a package. */
function inPackage(name: string, ...protos: readonly string[]) {
  const modules = new Set(protos.map(moduleOf));
  const prefix = name === "" ? "" : `${name}.`;
  return (module: string) => (modules.has(module) ? `${prefix}${module}` : undefined);
}

describe("moduleOf", () => {
  it("is the module that protoc writes", () => {
    expect(moduleOf("shows/v1/show.proto")).toBe("shows.v1.show_pb2");
    expect(moduleOf("my-dir/1.2.proto")).toBe("my_dir.1.2_pb2");
  });
});

describe("isImportable", () => {
  it("knows identifiers and keywords", () => {
    expect(["a.b_pb2", "v2beta1.x", "été.x"].map(isImportable)).toEqual([true, true, true]);
    expect(["3d.x", "a.class.x", "a..b", "a-b"].map(isImportable)).toEqual([false, false, false, false]);
  });
});

describe("statements", () => {
  it("splits at newlines outside of brackets and strings", () => {
    const text = `"""from a import b\nfrom c import d"""\nf(\n  1, # from e import f\n  'x\\'\\n')\nx = rb'\\''; y = 3d_pb2.Z\n`;
    expect([...statements(text)].map((tokens) => tokens.map((token) => token.text).join(" "))).toEqual([
      '"""from a import b\nfrom c import d"""',
      "f ( 1 , 'x\\'\\n' )",
      "x = rb'\\''",
      "y = 3d_pb2 . Z",
    ]);
  });

  it.each(["", "'", '"""', "'\\", "(((", ")))", "#", "\\", "x = '\n'y"])("ends on %j", (text) => {
    expect([...statements(text)].flat().every(({ start, end }) => start < end && end <= text.length + 1)).toBe(true);
  });
});

describe("rewriteImports", () => {
  const nameOf = inPackage("stubs.api", "shows/v1/show.proto", "top.proto", "3d/cube.proto", "class/lambda.proto");

  it("starts imports of generated modules from their package, and leaves others alone", () => {
    const text = [
      "from google.protobuf import timestamp_pb2 as google_dot_protobuf_dot_timestamp__pb2",
      "from shows.v1 import show_pb2 as shows_dot_v1_dot_show__pb2",
      "from shows.v1 import other_pb2 as shows_dot_v1_dot_other__pb2",
      "import top_pb2 as top__pb2",
      "import grpc",
      "from shows.v1.show_pb2 import *",
      "from shows.v1.show_pb2 import Show as Show",
      "",
    ].join("\n");
    expect(rewriteImports(text, nameOf).split("\n")).toEqual([
      "from google.protobuf import timestamp_pb2 as google_dot_protobuf_dot_timestamp__pb2",
      "from stubs.api.shows.v1 import show_pb2 as shows_dot_v1_dot_show__pb2",
      "from shows.v1 import other_pb2 as shows_dot_v1_dot_other__pb2",
      "from stubs.api import top_pb2 as top__pb2",
      "import grpc",
      "from stubs.api.shows.v1.show_pb2 import *",
      "from stubs.api.shows.v1.show_pb2 import Show as Show",
      "",
    ]);
  });

  it("leaves alone what only looks like an import", () => {
    const text = [
      '"""Comment of a proto:',
      "from shows.v1 import show_pb2",
      '"""',
      "# import top_pb2 as top__pb2",
      "DESCRIPTOR = Add(b'from shows.v1 import show_pb2')",
      "",
    ].join("\n");
    expect(rewriteImports(text, nameOf)).toBe(text);
  });

  it("tells the builder what the module is called, so that classes can be pickled", () => {
    const text = "_builder.BuildTopDescriptorsAndMessages(DESCRIPTOR, 'shows.v1.show_pb2', _globals)\n";
    expect(rewriteImports(text, nameOf)).toContain("'stubs.api.shows.v1.show_pb2'");
  });

  it("loads what import cannot name, and gives it a name that is one", () => {
    const text = [
      '"""Generated."""',
      "from google.protobuf import descriptor as _descriptor",
      "from 3d import cube_pb2 as 3d_dot_cube__pb2",
      "import importlib",
      "class_dot_lambda__pb2 = importlib.import_module('class.lambda_pb2')",
      "try:",
      "  3d_dot_cube__pb2 = top__pb2.3d_dot_cube__pb2",
      "except AttributeError:",
      "  3d_dot_cube__pb2 = top__pb2.3d.cube_pb2",
      "from 3d.cube_pb2 import *",
      "x = 3d_dot_cube__pb2.Cube",
      "",
    ].join("\n");
    expect(rewriteImports(text, nameOf).split("\n")).toEqual([
      '"""Generated."""',
      "import importlib",
      "from google.protobuf import descriptor as _descriptor",
      "_3d_dot_cube__pb2 = importlib.import_module('stubs.api.3d.cube_pb2')",
      "import importlib",
      "class_dot_lambda__pb2 = importlib.import_module('stubs.api.class.lambda_pb2')",
      "try:",
      "  _3d_dot_cube__pb2 = top__pb2._3d_dot_cube__pb2",
      "except AttributeError:",
      "  _3d_dot_cube__pb2 = importlib.import_module('stubs.api.3d.cube_pb2')",
      "globals().update({name: value for name, value in vars(importlib.import_module('stubs.api.3d.cube_pb2')).items() if not name.startswith('_')})",
      "x = _3d_dot_cube__pb2.Cube",
      "",
    ]);
  });

  it("changes nothing where the stubs are in no package", () => {
    const text = "from shows.v1 import show_pb2 as shows_dot_v1_dot_show__pb2\nimport top_pb2 as top__pb2\n";
    expect(rewriteImports(text, inPackage("", "shows/v1/show.proto", "top.proto"))).toBe(text);
  });
});
