import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConfig } from "../config/load.js";
import { openHost } from "../host.js";
import { discoverProtos, selectProtos } from "./discover.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "discover-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, content = "") {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** The project of `protos/contracts.yaml`, with one contract of this source and one output. */
function open(source: string, output = "{ tool: tonic, out: set.binpb }") {
  write(
    "protos/contracts.yaml",
    `name: a\ncontracts: [{ id: a, kind: event, source: ${source} }]\ngenerate: [${output}]\n`,
  );
  const host = openHost({ cwd: root, root });
  return { host, config: loadConfig(host, "protos/contracts.yaml") };
}

function discover(source: string) {
  const { host, config } = open(source);
  const { roots, files } = discoverProtos(host, config);
  return { roots, files: Object.fromEntries(files) };
}

describe("discoverProtos", () => {
  it("finds all protos below the configuration, but those of packages and hidden folders", () => {
    for (const path of ["b/two.proto", "a/one.proto", "node_modules/x/x.proto", ".git/y.proto", "a/one.txt"])
      write(`protos/${path}`);
    write("protos/google/protobuf/timestamp.proto");
    expect(discover("{ reader: proto, files: [a/one.proto] }")).toEqual({
      roots: ["protos"],
      files: { "a/one.proto": "protos/a/one.proto", "b/two.proto": "protos/b/two.proto" },
    });
  });

  it("starts from the modules of buf.yaml, as far as they include files", () => {
    const modules = "modules:\n  - { path: api, excludes: [api/private] }\n  - path: events\n";
    write("protos/buf.yaml", `version: v2\n${modules}`);
    for (const path of ["api/v1/a.proto", "api/private/p.proto", "events/e.proto", "elsewhere/x.proto"])
      write(`protos/${path}`);
    expect(discover("{ reader: proto, files: [api/v1/a.proto] }")).toEqual({
      roots: ["protos/api", "protos/events"],
      files: { "e.proto": "protos/events/e.proto", "v1/a.proto": "protos/api/v1/a.proto" },
    });
  });

  it("starts from the roots of a contract where there is no buf.yaml", () => {
    write("protos/src/a.proto");
    write("protos/b.proto");
    expect(discover("{ reader: proto, files: [src/a.proto], roots: [src] }").files).toEqual({
      "a.proto": "protos/src/a.proto",
    });
  });

  it("looks around the configuration where the source is no proto", () => {
    write("models/a.py");
    write("protos/a.proto");
    expect(discover("{ reader: pydantic, files: [../models/a.py] }").files).toEqual({ "a.proto": "protos/a.proto" });
  });

  it("ends where links form a loop", () => {
    write("protos/a/a.proto");
    symlinkSync("..", join(root, "protos/a/up"));
    expect(Object.keys(discover("{ reader: proto, files: [a/a.proto] }").files)).toEqual(["a/a.proto"]);
  });

  it("refuses two files of one import path", () => {
    write("protos/buf.yaml", "version: v2\nmodules: [{ path: a }, { path: b }]\n");
    write("protos/a/x.proto");
    write("protos/b/x.proto");
    expect(() => discover("{ reader: proto, files: [a/x.proto] }")).toThrow(
      "`protos/a/x.proto` and `protos/b/x.proto` are both imported as `x.proto`.",
    );
  });
});

describe("selectProtos", () => {
  it("takes what the patterns of an output match, sorted", () => {
    for (const path of ["a/1.proto", "a/2.proto", "b/3.proto"]) write(`protos/${path}`);
    const output = '{ tool: tonic, out: set.binpb, protos: ["b/**", "a/2.proto"] }';
    const { host, config } = open("{ reader: proto, files: [a/1.proto] }", output);
    const [first] = config.generate;
    const set = discoverProtos(host, config);
    expect(first && selectProtos(host, set, first)).toEqual(["a/2.proto", "b/3.proto"]);
    expect(() => first && selectProtos(host, set, { ...first, protos: ["c/*"] })).toThrow("`c/*` matches no proto");
  });
});
