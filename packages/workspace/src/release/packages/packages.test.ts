import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { environmentWith } from "../../codegen/python/environment.js";
import type { PackageConfig } from "../../config/packages.js";
import type { Asset } from "../asset.js";
import { contentOf, REPOSITORY, writeProject } from "./content.test.support.js";
import { packages } from "./index.js";

/** Names that are words of some language, begin with digits, hold hyphens, or are no package at all. */
const AWKWARD = {
  "3d/cube.proto": 'syntax = "proto3";\npackage d3.v1;\nmessage Cube { double edge = 1; }\n',
  "foo/v1/foo.proto":
    'syntax = "proto3";\npackage foo.v1;\nmessage Foo { string name = 1; optional int64 count = 2; }\nenum Kind { KIND_UNSPECIFIED = 0; KIND_A = 1; }\n',
  "bar/v1/bar.proto": `syntax = "proto3";
package bar.v1;
import "foo/v1/foo.proto";
import "string/text.proto";
import "google/protobuf/timestamp.proto";
// A bar.
//
//     let code = "that is none of Rust";
message Bar { foo.v1.Foo foo = 1; google.protobuf.Timestamp at = 2; map<string, foo.v1.Kind> kinds = 3; .string.Text text = 4; }
service Bars { rpc Get(foo.v1.Foo) returns (stream Bar); }
`,
  "my-dir/with-hyphen.proto": 'syntax = "proto3";\npackage my_dir;\nmessage Hyphen { bytes raw = 1; }\n',
  "string/text.proto": 'syntax = "proto3";\npackage string;\nmessage Text { string string = 1; }\n',
  "class/type.proto": `syntax = "proto3";
package class.type;
import "my-dir/with-hyphen.proto";
message None { string class = 1; int32 type = 2; bool self = 3; my_dir.Hyphen import = 4; oneof match { string fn = 5; bool async = 6; } }
`,
  "plain.proto":
    'syntax = "proto3";\nimport "bar/v1/bar.proto";\nimport "3d/cube.proto";\nmessage Plain { bar.v1.Bar bar = 1; d3.v1.Cube cube = 2; }\n',
} as const;

const at = { file: "contracts.yaml", line: 1, column: 1 };
const common = {
  description: 'What the "bookshop" says \\ of books.',
  license: "MIT",
  authors: ["Ingestion <ingestion@acme.example>", "Somebody"],
  dependencies: [],
  at,
};
const WANTED = {
  python: { ...common, language: "python", name: "contracts-types" },
  rust: { ...common, language: "rust", name: "contracts-types" },
  typescript: { ...common, language: "typescript", name: "@acme/contracts-types" },
  go: { ...common, language: "go", name: "example.org/acme/contracts-types" },
} as const satisfies { readonly [language: string]: PackageConfig };

/** Kept between runs: compiling the crates that crates depend on takes longest. */
const CARGO_TARGET = join(REPOSITORY, "node_modules/.cache/nx-contracts-tests/cargo");

const parent = mkdtempSync(join(realpathSync(tmpdir()), "nx contracts-"));
const root = join(parent, "first");
const elsewhere = join(parent, "second, elsewhere");
afterAll(() => rmSync(parent, { recursive: true, force: true, maxRetries: 3 }));
beforeAll(() => {
  for (const folder of [root, elsewhere]) {
    mkdirSync(folder);
    writeProject(folder, AWKWARD);
  }
});

function make(language: keyof typeof WANTED, folder = root, tag = "proto-v7"): Promise<readonly Asset[]> {
  return packages.make(contentOf(folder, tag, [WANTED[language]]), [], () => {});
}

/** Writes assets into a new folder. */
function put(assets: readonly Asset[], name: string): string {
  const folder = join(parent, name);
  mkdirSync(folder, { recursive: true });
  for (const asset of assets) writeFileSync(join(folder, asset.name), asset.bytes);
  return folder;
}

function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): string {
  return execFileSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

describe("packages", () => {
  it("of Python hold modules that can all be imported", async () => {
    const assets = await make("python", root, "proto-v7.0.0-rc.1");
    expect(assets.map(({ name }) => name)).toEqual([
      "contracts_types-7.0.0rc1-py3-none-any.whl",
      "contracts_types-7.0.0rc1.tar.gz",
    ]);
    const folder = put(assets, "python");
    const host = contentOf(root, "proto-v7").workspace;
    const python = await environmentWith(host, "grpcio-tools 1.85.1", ["grpcio-tools==1.85.1"], () => {});
    run(python, ["-m", "zipfile", "-e", assets[0]?.name ?? "", "site"], folder);
    const script = `
import importlib, importlib.metadata, pathlib, sys
sys.path.insert(0, "site")
modules = sorted(".".join(path.with_suffix("").relative_to("site").parts) for path in pathlib.Path("site").rglob("*_pb2*.py"))
for module in modules: importlib.import_module(module)
bar = importlib.import_module("contracts_types.bar.v1.bar_pb2").Bar(text={"string": "x"})
assert type(bar).FromString(bar.SerializeToString()) == bar
data = importlib.metadata.metadata("contracts-types")
print(*modules, data["Version"], data["Summary"], *data.get_all("Requires-Dist"), data["License-Expression"], data["Author-email"], sep="\\n")
`;
    expect(run(python, ["-c", script], folder).trim().split("\n")).toEqual([
      "contracts_types.3d.cube_pb2",
      "contracts_types.bar.v1.bar_pb2",
      "contracts_types.bar.v1.bar_pb2_grpc",
      "contracts_types.class.type_pb2",
      "contracts_types.foo.v1.foo_pb2",
      "contracts_types.my_dir.with_hyphen_pb2",
      "contracts_types.plain_pb2",
      "contracts_types.string.text_pb2",
      "7.0.0rc1",
      common.description,
      "grpcio>=1.85.1",
      "protobuf<9,>=7.35.1",
      "MIT",
      "Ingestion <ingestion@acme.example>",
    ]);
  });

  it("of TypeScript hold modules that tsc and Node take", async () => {
    const assets = await make("typescript");
    expect(assets.map(({ name }) => name)).toEqual(["acme-contracts-types-7.0.0.tgz"]);
    const folder = put(assets, "typescript");
    const installed = join(folder, "node_modules/@acme/contracts-types");
    mkdirSync(installed, { recursive: true });
    run("tar", ["-xzf", assets[0]?.name ?? "", "-C", installed, "--strip-components=1"], folder);
    symlinkSync(join(REPOSITORY, "node_modules/@bufbuild"), join(folder, "node_modules/@bufbuild"));
    const modules = Object.keys(AWKWARD).map((path) => `@acme/contracts-types/${path.replace(/\.proto$/, "_pb")}`);
    const imports = modules.flatMap((module, i) => [
      `import * as m${2 * i} from ${JSON.stringify(module)};`,
      `import * as m${2 * i + 1} from ${JSON.stringify(`${module}.js`)};`,
    ]);
    const use = `import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { BarSchema } from "@acme/contracts-types/bar/v1/bar_pb";
const bar = create(BarSchema, { text: { string: "x" } });
const text: string | undefined = fromBinary(BarSchema, toBinary(BarSchema, bar)).text?.string;
console.log(text, ${modules.map((_, i) => `m${2 * i} === m${2 * i + 1}`).join(", ")});
`;
    writeFileSync(join(folder, "main.ts"), [...imports, use].join("\n"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    const tsc = join(REPOSITORY, "node_modules/@typescript/native/bin/tsc");
    run(
      process.execPath,
      [tsc, "--strict", "--module", "nodenext", "--target", "es2022", "--types", "", "main.ts"],
      folder,
    );
    expect(run(process.execPath, ["main.js"], folder).trim()).toBe(`x${" true".repeat(modules.length)}`);
  });

  it("of Go are modules that build", async () => {
    const assets = await make("go");
    expect(assets.map(({ name }) => name)).toEqual([
      "contracts-types-v7.0.0.zip",
      "contracts-types-v7.0.0.mod",
      "contracts-types-v7.0.0.info",
    ]);
    const folder = put(assets, "go");
    run("unzip", ["-q", "contracts-types-v7.0.0.zip"], folder);
    const module = join(folder, "example.org/acme/contracts-types/v7@v7.0.0");
    run("go", ["vet", "-mod=readonly", "./..."], module, { GOWORK: "off" });
    expect(run("go", ["list", "./..."], module, { GOWORK: "off" }).trim().split("\n")).toEqual([
      "example.org/acme/contracts-types/v7",
      "example.org/acme/contracts-types/v7/3d",
      "example.org/acme/contracts-types/v7/bar/v1",
      "example.org/acme/contracts-types/v7/class",
      "example.org/acme/contracts-types/v7/foo/v1",
      "example.org/acme/contracts-types/v7/my-dir",
      "example.org/acme/contracts-types/v7/string",
    ]);
  }, 60_000);

  it("of Rust are crates that build without protoc", async () => {
    const assets = await make("rust");
    expect(assets.map(({ name }) => name)).toEqual(["contracts-types-7.0.0.crate"]);
    const folder = put(assets, "rust");
    run("tar", ["-xzf", "contracts-types-7.0.0.crate"], folder);
    const crate = join(folder, "contracts-types-7.0.0");
    // The versions, and so what is compiled of them, that the other Rust projects here have.
    cpSync(join(REPOSITORY, "libs/catalog-rs/Cargo.lock"), join(crate, "Cargo.lock"));
    run("cargo", ["build", "--quiet"], crate, { CARGO_TARGET_DIR: CARGO_TARGET, PROTOC: "/nowhere/protoc" });
  }, 180_000);

  it.each(["python", "rust", "typescript", "go"] as const)(
    "of %s are the same bytes from another folder, on another day",
    async (language) => {
      const digest = (assets: readonly Asset[]) =>
        assets.map(({ name, bytes }) => `${name} ${createHash("sha256").update(bytes).digest("hex")}`);
      const first = digest(await make(language));
      const before = { TZ: process.env["TZ"], LC_ALL: process.env["LC_ALL"] };
      const mask = process.umask(0o077);
      try {
        Object.assign(process.env, { TZ: "Pacific/Kiritimati", LC_ALL: "C" });
        expect(digest(await make(language, elsewhere))).toEqual(first);
      } finally {
        process.umask(mask);
        for (const [name, value] of Object.entries(before))
          if (value === undefined) delete process.env[name];
          else process.env[name] = value;
      }
    },
    60_000,
  );

  it("leave Google's own protos to the libraries that have them", async () => {
    const folder = join(parent, "vendored");
    const google = (path: string) => readFileSync(join(REPOSITORY, "node_modules/google-proto-files", path), "utf8");
    writeProject(folder, {
      "shop/v1/shop.proto": `syntax = "proto3";
package shop.v1;
import "google/api/annotations.proto";
message Book {}
service Shop { rpc Get(Book) returns (Book) { option (google.api.http) = { get: "/book" }; } }
`,
      "google/api/annotations.proto": google("google/api/annotations.proto"),
      "google/api/http.proto": google("google/api/http.proto"),
    });
    const [wheel] = await make("python", folder);
    expect(wheel?.package?.runtimes.map(({ name }) => name)).toEqual([
      "googleapis-common-protos",
      "grpcio",
      "protobuf",
    ]);
    const listed = run(
      "python3",
      ["-m", "zipfile", "-l", wheel?.name ?? ""],
      put(wheel ? [wheel] : [], "vendored wheel"),
    );
    expect(listed).toContain("shop/v1/shop_pb2.py");
    expect(listed).not.toContain("google/");
    await expect(make("go", folder)).rejects.toThrow(/needs `google\.golang\.org\/genproto\/googleapis\/api v/);
  }, 60_000);

  it("are refused where a tool would leave a proto out", async () => {
    const folder = join(parent, "vendor");
    writeProject(folder, { "vendor/shop/book.proto": 'syntax = "proto3";\npackage book;\nmessage Book {}\n' });
    await expect(make("go", folder)).rejects.toThrow("does not hold `vendor/shop/book.pb.go`");
    expect((await make("typescript", folder)).map(({ name }) => name)).toEqual(["acme-contracts-types-7.0.0.tgz"]);
  });

  it("of Rust are refused for protos that prost does not compile", async () => {
    const folder = join(parent, "edition");
    writeProject(folder, { "book.proto": 'edition = "2023";\npackage book.v1;\nmessage Book {}\n' });
    await expect(make("rust", folder)).rejects.toThrow("`book.proto` is written in edition 2023");
  });

  it("refuse a version that their language has not, and protos that do not compile", async () => {
    await expect(make("python", root, "proto-v7-feature.x")).rejects.toThrow("Python has no version like");
    await expect(make("rust", root, "proto-vnext")).rejects.toThrow("names no version");
    expect(readdirSync(root).sort()).toEqual([
      "3d",
      "bar",
      "class",
      "contracts.yaml",
      "foo",
      "my-dir",
      "node_modules",
      "plain.proto",
      "string",
    ]);
  });
});
