import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openHost } from "../host.js";
import { below, foldersUp, isBelow } from "../path.js";
import { goPackageAt, goPackageIn, isSourceRelative, mappedGoPackage } from "./go.js";
import { exportedPaths } from "./package-exports.js";
import { importPathOf, startOf } from "./protos.js";
import { modulePathOf, packageOf } from "./python.js";
import { scriptEndings } from "./typescript.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "layout-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function open(files: { readonly [path: string]: string }) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return openHost({ cwd: root, root });
}

describe("paths", () => {
  test("folders are climbed as far as the root, and nowhere outside of it", () => {
    expect([...foldersUp("a/b")]).toEqual(["a/b", "a", "."]);
    expect([...foldersUp(".")]).toEqual(["."]);
    expect([...foldersUp("../a")]).toEqual([]);
    expect([...foldersUp("..a/b")]).toEqual(["..a/b", "..a", "."]);
  });

  test("what lies in a folder", () => {
    expect([below("a", "a/b"), below("a", "a"), below("a", "ab"), below(".", "../a")]).toEqual([
      "b",
      ".",
      undefined,
      undefined,
    ]);
    expect([isBelow(".", "a"), isBelow(".", "."), isBelow(".", "../a"), isBelow("a", "a")]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe("protos", () => {
  test("the innermost root around a proto is where its imports start", () => {
    expect(importPathOf([".", "protos", "protos/shop"], "protos/shop/v1/book.proto")).toBe("v1/book.proto");
    expect(importPathOf(["protos/shop", "protos"], "protos/other.proto")).toBe("other.proto");
    expect(importPathOf([], "other.proto")).toBe("other.proto");
    expect(importPathOf(["protos"], "../shared/a.proto")).toBe("../shared/a.proto");
  });

  test("a pattern starts in its fixed part, whether a folder or a name is open", () => {
    const host = open({ "protos/v1/a[1].proto": "" });
    expect(startOf(host, "protos", "v1/**/*.proto")).toBe("protos/v1");
    expect(startOf(host, "protos", "v1/a*.proto")).toBe("protos/v1");
    expect(startOf(host, "protos", "v*/a.proto")).toBe("protos");
    expect(startOf(host, "protos", "v1/a[1].proto")).toBe("protos/v1");
  });
});

test("Python: the folders around an output that are packages name it", () => {
  const host = open({ "libs/app/__init__.py": "", "libs/app/stubs/__init__.py": "", "__init__.py": "" });
  expect(packageOf(host, "libs/app/stubs")).toBe("app.stubs");
  expect(packageOf(host, "libs/other")).toBe("");
  expect(packageOf(host, ".")).toBe("");
  expect(modulePathOf("a-b/c.d.proto")).toBe("a_b/c/d_pb2");
});

test("TypeScript: the last of several targets counts", () => {
  expect(scriptEndings([])).toEqual(["_pb.js", "_pb.d.ts"]);
  expect(scriptEndings(["target=ts", "import_extension=js"])).toEqual(["_pb.ts"]);
  expect(scriptEndings(["target=ts", "target=js+dts"])).toEqual(["_pb.js", "_pb.d.ts"]);
});

describe("Go", () => {
  test("the nearest go.mod names a folder, that of the root too", () => {
    const host = open({ "go.mod": "module example.org/all\n", "libs/x/go.mod": 'module "example.org/x"\n' });
    expect(goPackageAt(host, "libs/x/gen")).toBe("example.org/x/gen");
    expect(goPackageAt(host, "libs/x")).toBe("example.org/x");
    expect(goPackageAt(host, "libs/y")).toBe("example.org/all/libs/y");
    expect(goPackageAt(host, ".")).toBe("example.org/all");
    expect(goPackageAt(open({ "go.mod": "go 1.24\n" }), "libs/y")).toBeUndefined();
  });

  test("packages are named without the name that code calls them by", () => {
    expect(goPackageIn('package a;\noption go_package = "example.org/a;apb";\n')).toBe("example.org/a");
    expect(goPackageIn('option go_package = "";')).toBeUndefined();
    expect(mappedGoPackage(["paths=import", "Ma/b.proto=example.org/b;bpb"], "a/b.proto")).toBe("example.org/b");
    expect(mappedGoPackage(["Ma/b.proto=example.org/b"], "b.proto")).toBeUndefined();
  });

  test("options say whether files lie as protos do", () => {
    expect([isSourceRelative([], true), isSourceRelative([], false)]).toEqual([true, false]);
    expect(isSourceRelative(["Ma.proto=b", "paths=source_relative"], false)).toBe(true);
    expect(isSourceRelative(["paths=import"], true)).toBe(false);
    expect(isSourceRelative(["module=example.org/a"], true)).toBe(false);
  });
});

test.each([
  ["./dist/index.js", ".", ["./dist/index.js"]],
  [{ import: "./a.mjs", require: { default: "./a.cjs" } }, ".", ["./a.mjs", "./a.cjs"]],
  [{ ".": "./a.js", "./gen/*": { types: "./src/gen/*.ts" } }, "./gen/v1/a_pb", ["./src/gen/v1/a_pb.ts"]],
  [{ "./gen/*.js": "./dist/*.js" }, "./gen/$&.js", ["./dist/$&.js"]],
  [{ "./a": null, "./b": ["./b.js", { default: "./c.js" }] }, "./b", ["./b.js", "./c.js"]],
  [{ ".": "./a.js" }, "./b", []],
  ["./a.js", "./b", []],
  [undefined, ".", []],
])("a package with exports %j gives %s as %j", (exported, name, paths) => {
  expect(exportedPaths(exported, name)).toEqual(paths);
});
