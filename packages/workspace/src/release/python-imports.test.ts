import { describe, expect, it } from "vitest";
import { relativeImports } from "./python-imports.js";

const MODULES = new Set([
  "shows.v1.show_pb2",
  "shows.v1.studio_pb2",
  "shows.v2.show_pb2",
  "shows.v1.class_pb2",
  "money.amount_pb2",
  "top_pb2",
]);

describe("relativeImports", () => {
  it.each([
    [
      "from shows.v1 import studio_pb2 as shows_dot_v1_dot_studio__pb2",
      "from . import studio_pb2 as shows_dot_v1_dot_studio__pb2",
    ],
    ["from shows.v2 import show_pb2 as x", "from ..v2 import show_pb2 as x"],
    ["from shows.v1.studio_pb2 import *", "from .studio_pb2 import *"],
    ["from shows.v1.studio_pb2 import Studio as Studio", "from .studio_pb2 import Studio as Studio"],
    ["x = importlib.import_module('shows.v1.class_pb2')", "x = importlib.import_module('.class_pb2', __package__)"],
    [
      "globals().update(vars(importlib.import_module('shows.v2.show_pb2')))",
      "globals().update(vars(importlib.import_module('..v2.show_pb2', __package__)))",
    ],
    ["from money import amount_pb2 as x", undefined],
    ["import top_pb2 as top__pb2", undefined],
    ["from google.protobuf import timestamp_pb2 as x", undefined],
    ["text = 'from shows.v1 import studio_pb2'", undefined],
    ["# from shows.v1 import studio_pb2", undefined],
    ["_builder.BuildTopDescriptorsAndMessages(DESCRIPTOR, 'shows.v1.show_pb2', _globals)", undefined],
  ])("makes of %s", (line, wanted) => {
    const text = `"""Made by protoc."""\nimport importlib\n${line}\nx = 1\n`;
    expect(relativeImports(text, "shows/v1/show_pb2.py", MODULES)).toBe(text.replace(line, () => wanted ?? line));
  });

  it("leaves a module alone that lies in no folder", () => {
    const text = "import top_pb2 as top__pb2\nfrom shows.v1 import show_pb2 as x\n";
    expect(relativeImports(text, "other_pb2.py", MODULES)).toBe(text);
  });
});
