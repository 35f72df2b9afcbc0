import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { format } from "prettier";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openHost } from "../../host.js";
import { type ConsumerRequest, planConsumer } from "./plan-consumer.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "consumer-"));
  write("package.json", '{ "name": "shows", "private": true }\n');
  write("libs/stubs/go.mod", GO_MOD);
  write("libs/stubs/go.sum", "");
});
afterEach(() => rmSync(root, { recursive: true }));

const GO_MOD = "module example.org/shows/stubs\n\ngo 1.24\n\nrequire google.golang.org/protobuf v1.36.11\n";
const LANGUAGES = ["python", "typescript", "rust", "go"] as const;
/** Nothing is generated here: that something lies in these folders is enough. */
const CONFIG = `name: contracts
contracts:
  - { id: show, kind: event, source: { reader: proto, files: ["**/*.proto"] } }
generate:
  - { tool: grpcio-tools, version: 1.85.1, out: ../libs/stubs/py }
  - { tool: protobuf-es, out: ../libs/stubs/ts, options: [target=ts, import_extension=js] }
  - { tool: tonic, out: ../libs/stubs/set.binpb }
  - { tool: protoc-gen-go, version: 1.36.11, out: ../libs/stubs/go }
`;

function write(path: string, text: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Protos by import path, with what a generator would have left beside each. */
function writeProtos(protos: { readonly [path: string]: string }) {
  write("protos/contracts.yaml", CONFIG);
  for (const [path, text] of Object.entries(protos)) {
    write(`protos/${path}`, text);
    for (const folder of ["py", "ts", "go"]) write(join("libs/stubs", folder, dirname(path), "kept"), "");
  }
}

async function plan(request: Partial<ConsumerRequest> = {}) {
  const contracts = { project: "contracts", generate: "generate" };
  const asked = { language: "python", name: "show-reader", config: "protos/contracts.yaml", contracts } as const;
  const planned = await planConsumer(openHost({ cwd: root, root }), { ...asked, projects: new Map(), ...request });
  return {
    ...planned,
    texts: new Map([...planned.files].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)])),
  };
}

const SHAPES: { readonly [name: string]: { readonly [path: string]: string } } = {
  "one field": { "a.proto": 'syntax = "proto3";\npackage a;\nmessage A { int32 b = 1; }\n' },
  "no field": { "a.proto": 'syntax = "proto3";\npackage a;\nmessage Nothing {}\n' },
  "no package": { "shows/a.proto": 'syntax = "proto3";\nmessage Show { string title = 1; bool on = 2; }\n' },
  "every type": {
    "shows/v1/every.proto": `syntax = "proto3";
package shows.v1;
message EveryType {
  string s = 1; optional string os = 2; bytes b = 3; optional bytes ob = 4;
}
message Others { optional uint64 u = 1; optional float f = 2; sint32 z = 3; fixed64 x = 4; optional bool y = 5; int64 w = 6; }
`,
  },
  "required fields": {
    "shows/v2/old.proto": `syntax = "proto2";
package shows.v2;
message Old {
  required string a = 1; required int32 b = 2; required bool c = 3; required double d = 4; required bytes e = 5;
  optional string f = 6 [default = "x"];
}
`,
  },
  "words of languages": {
    "shows/v1/words.proto": `syntax = "proto3";
package shows.type.v1;
message Words { string type = 1; string from = 2; int32 match = 3; bool self = 4; string constructor = 5; }
`,
  },
  "names of a hundred letters": {
    [`very_long_package_name_of_the_contracts/v1beta1/${"show_".repeat(9)}.proto`]: `syntax = "proto3";
package very_long_package_name_of_the_contracts.v1beta1;
message ${"Show".repeat(14)} { string ${"title_".repeat(12)}end = 1; optional int32 ${"year_".repeat(14)}end = 2; }
`,
  },
  "services and two packages": {
    "shows/v1/show.proto": `syntax = "proto3";
package shows.v1;
import "shows/common/v1/id.proto";
message Show { string title = 1; shows.common.v1.Id id = 2; }
service Shows { rpc Get(Show) returns (Show); }
`,
    "shows/common/v1/id.proto": 'syntax = "proto3";\npackage shows.common.v1;\nmessage Id { string value = 1; }\n',
  },
  "a record inside another": {
    "shows/v1/show.proto": `syntax = "proto3";
package shows.v1;
message Show { Cast cast = 1; message Cast { string name = 1; message Role { string name = 1; int32 rank = 2; } } }
`,
  },
};

describe.each(Object.entries(SHAPES))("of protos with %s", (name, protos) => {
  it("writes what formatters leave as it is", async () => {
    writeProtos(protos);
    const record = name === "a record inside another" ? { record: "Cast.Role" } : {};
    for (const language of LANGUAGES) {
      const { texts } = await plan({ language, name: `show-${language}`, ...record });
      for (const [path, text] of texts) write(path, text);
      const sources = [...texts.keys()].filter((path) => path.endsWith(".rs"));
      if (sources.length > 0) expect(rustfmt(sources)).toBe("");
      for (const [path, text] of texts) {
        if (/\.(?:md|json|ts)$/.test(path)) expect(await format(text, { filepath: path }), path).toBe(text);
      }
    }
    expect(execFileSync("gofmt", ["-l", join(root, "libs/show-go")], { encoding: "utf8" })).toBe("");
  });
});

/** What differs, or what is wrong. */
function rustfmt(paths: readonly string[]): string {
  const files = paths.map((path) => join(root, path));
  const { stdout, stderr } = spawnSync("rustfmt", ["--edition=2021", "--check", ...files], { encoding: "utf8" });
  return `${stdout}${stderr}`;
}

const SHOW = { "shows/v1/show.proto": 'syntax = "proto3";\npackage shows.v1;\nmessage Show { string title = 1; }\n' };

describe("planConsumer", () => {
  it("plans nothing the second time", async () => {
    writeProtos(SHOW);
    for (const language of LANGUAGES) {
      const first = await plan({ language, name: `a-${language}` });
      expect(first.done.length).toBeGreaterThan(0);
      for (const [path, text] of first.texts) write(path, text);
      expect(await plan({ language, name: `a-${language}` })).toMatchObject({ files: new Map(), done: [], left: [] });
    }
  });

  it("refuses names that are taken, with others that are not", async () => {
    writeProtos(SHOW);
    const projects = new Map([
      ["show-reader", "tools/reader"],
      ["show-reader-2", "tools/reader2"],
      ["other", "libs/there"],
    ]);
    await expect(plan({ projects })).rejects.toMatchObject({
      problems: [
        {
          message: "`show-reader` is the project in `tools/reader`.",
          next: expect.stringContaining("--name show-reader-3"),
        },
      ],
    });
    await expect(plan({ projects, name: "x", directory: "libs/there" })).rejects.toThrow("holds the project `other`");
    write("libs/show-reader/pyproject.toml", "# Ours\n");
    await expect(plan()).rejects.toThrow("`libs/show-reader/pyproject.toml` exists and says something else");
    await expect(plan({ directory: "../outside" })).rejects.toThrow("cannot be made in `../outside`");
    await expect(plan({ name: "1 $(x)" })).rejects.toThrow("is no name for a project");
  });

  it.each([
    ["python", "shows", "is a package that it imports"],
    ["rust", "core", "cargo keeps for itself"],
    ["go", "func", "a word of Go"],
  ] as const)("refuses what %s cannot be called: %s", async (language, name, message) => {
    writeProtos(SHOW);
    await expect(plan({ language, name })).rejects.toThrow(message);
  });

  it("finds records by their names, and says which there are", async () => {
    writeProtos({
      ...SHOW,
      "films/v1/film.proto":
        'syntax = "proto3";\npackage films.v1;\nmessage Film { string id = 1; string title = 2; }\nmessage Show { string id = 1; }\n',
    });
    expect((await plan()).done.join()).toContain("`films.v1.Film`");
    expect((await plan({ record: "shows.v1.Show" })).done.join()).toContain("`shows.v1.Show`");
    await expect(plan({ record: "Show" })).rejects.toThrow("`Show` is the name of 2 records");
    await expect(plan({ record: "Flim" })).rejects.toMatchObject({ problems: [{ next: "Did you mean `Film`?" }] });
  });

  it("lists a crate, a module and a package where workspaces list theirs", async () => {
    writeProtos(SHOW);
    write("Cargo.toml", '[workspace]\nresolver = "2"\nmembers = [\n    "libs/a",\n    "crates/*",\n]\n');
    write("go.work", "go 1.24\n\nuse (\n\t./libs/stubs\n)\n");
    write("pnpm-workspace.yaml", "packages:\n  - libs/a # first\n");
    write("tsconfig.json", '{\n  // All of them.\n  "references": [{ "path": "./libs/a" }]\n}\n');
    expect((await plan({ language: "rust" })).texts.get("Cargo.toml")).toBe(
      '[workspace]\nresolver = "2"\nmembers = [\n    "libs/a",\n    "crates/*",\n    "libs/show-reader",\n]\n',
    );
    expect((await plan({ language: "rust" })).texts.get("libs/show-reader/Cargo.toml")).not.toContain("[workspace]");
    expect((await plan({ language: "rust", directory: "crates/show" })).texts.has("Cargo.toml")).toBe(false);
    expect((await plan({ language: "go" })).texts.get("go.work")).toBe(
      "go 1.24\n\nuse (\n\t./libs/stubs\n\t./libs/show-reader\n)\n",
    );
    const { texts } = await plan({ language: "typescript" });
    expect(texts.get("pnpm-workspace.yaml")).toBe('packages:\n  - libs/a # first\n  - "libs/show-reader"\n');
    expect(texts.get("tsconfig.json")).toBe(
      '{\n  // All of them.\n  "references": [{ "path": "./libs/a" }, { "path": "./libs/show-reader" }]\n}\n',
    );
  });

  it("belongs to the Go module that holds the stubs, where it lies in it", async () => {
    writeProtos(SHOW);
    write("go.mod", GO_MOD.replace("/stubs", ""));
    rmSync(join(root, "libs/stubs/go.mod"));
    const { texts } = await plan({ language: "go" });
    expect([...texts.keys()].filter((path) => path.endsWith("go.mod"))).toEqual([]);
    expect(texts.get("libs/show-reader/show_wire.go")).toContain('"example.org/shows/libs/stubs/go/shows/v1"');
  });
});
