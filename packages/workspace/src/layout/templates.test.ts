import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openHost } from "../host.js";
import { readTemplate } from "./templates.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "templates-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function read(text: string) {
  writeFileSync(join(root, "buf.gen.yaml"), text);
  return readTemplate(openHost({ cwd: root, root }), "buf.gen.yaml");
}

test.each([
  ["{ local: protoc-gen-es, out: gen }", "es"],
  ["{ local: [node, ./node_modules/.bin/protoc-gen-es], out: gen }", "es"],
  ["{ local: [node, node_modules/@bufbuild/protoc-gen-es/bin/protoc-gen-es.js, --max-old], out: gen }", "es"],
  ['{ local: [go, run, "google.golang.org/protobuf/cmd/protoc-gen-go@v1.36.0"], out: gen }', "go"],
  ["{ protoc_builtin: python, out: gen }", "python"],
  ["{ name: go-grpc, out: gen }", "go-grpc"],
  ["{ plugin: es, out: gen }", "es"],
  ["{ plugin: buf.build/bufbuild/es:v2.2.3, out: gen }", "es"],
  ["{ remote: buf.build/protocolbuffers/python, out: gen }", "python"],
  ["{ remote: buf.build/protocolbuffers/pyi:v30.0, out: gen }", "pyi"],
  ["{ remote: buf.build/grpc/go:v1.5.1, out: gen }", "go-grpc"],
  ["{ remote: buf.build/grpc/python, out: gen }", "grpc-python"],
  ["{ remote: buf.build/connectrpc/go, out: gen }", "connectrpc-go"],
])("%s is %s", (plugin, name) => {
  const [found] = read(`version: v2\nplugins: [${plugin}]\n`).plugins;
  expect(found).toMatchObject({ name, out: "gen" });
  expect(found?.remote !== undefined).toBe(plugin.includes("buf.build"));
});

test("options stand in a list, or with commas between them", () => {
  const both = read("plugins: [{ local: a, out: a, opt: 'b=1,c' }, { local: a, out: a, opt: [b=1, 'c,d'] }]");
  expect(both.plugins.map(({ options }) => options)).toEqual([
    ["b=1", "c"],
    ["b=1", "c", "d"],
  ]);
});

test("what is managed, in both versions of the file", () => {
  const older = read("managed: { enabled: true, go_package_prefix: { default: example.org/a } }");
  expect(older).toMatchObject({ isManaged: true, goPrefixes: ["example.org/a"], inputs: ["."] });
  const override = "[{ file_option: go_package_prefix, value: example.org/b }, { file_option: java_package }]";
  const newer = read(`managed: { override: ${override} }\ninputs: [{ directory: ../protos }, { git_repo: x }]`);
  expect(newer).toMatchObject({ isManaged: false, goPrefixes: ["example.org/b"], inputs: ["../protos"] });
});

test.each(["", "plugins: {", "plugins: 3", "plugins: [1, { out: 2 }, { local: [] }]", "- a", "managed: true"])(
  "of %j it takes what it can",
  (text) => {
    expect(read(text)).toEqual({
      path: "buf.gen.yaml",
      plugins: [],
      inputs: ["."],
      isManaged: false,
      goPrefixes: [],
    });
  },
);
