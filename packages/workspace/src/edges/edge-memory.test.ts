import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KnownWorkspace } from "./known-workspace.test.support.js";

let workspace: KnownWorkspace;

beforeEach(() => {
  workspace = new KnownWorkspace();
});
afterEach(() => workspace.delete());

describe("findEdges from one construction to the next", () => {
  beforeEach(() => {
    workspace.write({
      "apps/loader/main.py": "import shared_proto.v1.anime_pb2\n",
      "apps/loader/other.py": "import os\n",
    });
    expect(workspace.consumers()).toHaveLength(1);
  });

  it("says nothing twice, and looks into what changed only", () => {
    expect(workspace.edges()).toEqual([]);
    workspace.write({ "apps/loader/other.py": "import shared_proto.v1.anime_pb2\n" });
    rmSync(join(workspace.root, "apps/loader/main.py"));
    expect(workspace.edges()).toEqual(["loader → protos by apps/loader/other.py"]);
    workspace.write({ "apps/loader/other.py": "import os\n" });
    expect(workspace.edges()).toEqual([]);
  });

  it("says each time what comes into being by a change of the configuration, until the file changes", () => {
    workspace.write({ "apps/server/main.py": "from stubs.shared_proto.v1 import anime_pb2\n" });
    expect(workspace.edges()).toEqual([]);
    workspace.configure("out: ../libs/common/src", "out: ../libs/common/src, package: stubs");
    const late = ["server → protos by apps/server/main.py, late"];
    expect(workspace.edges()).toEqual(late);
    expect(workspace.edges()).toEqual(late);
    workspace.write({ "apps/server/main.py": "from stubs.shared_proto.v1 import anime_pb2 as anime\n" });
    expect(workspace.edges()).toEqual(["server → protos by apps/server/main.py"]);
    expect(workspace.edges()).toEqual([]);
    workspace.remove("apps/server/main.py");
    expect(workspace.edges()).toEqual([]);
  });

  it("does not look at everything again for one more proto in a folder", () => {
    const before = readFileSync(workspace.memory, "utf8");
    workspace.write({ "protos/shared_proto/v1/episode.proto": 'syntax = "proto3";\npackage shared_proto.v1;\n' });
    expect(workspace.edges()).toEqual([]);
    expect(readFileSync(workspace.memory, "utf8")).toBe(before);
  });

  it.each(["", "{", "[]", '{"digest":1}', '{"digest":"x","files":{"apps/loader/main.py":7}}'])(
    "looks at everything where its memory is damaged: %s",
    (text) => {
      writeFileSync(workspace.memory, text);
      expect(workspace.consumers()).toEqual(["loader → protos by apps/loader/main.py, late"]);
    },
  );
});
