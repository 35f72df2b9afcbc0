import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { deriveInputs, openHost } from "./inputs.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "inputs-"));
});
afterEach(() => rmSync(root, { recursive: true }));

/** What generating depends on and writes, of `protos/contracts.yaml` in a workspace with these files. */
function derive(generate: string, paths: readonly string[] = ["protos/shop/v1/book.proto", "protos/top.proto"]) {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), "");
  }
  const contract = "{ id: a, kind: event, source: { reader: proto, files: [shop/v1/book.proto] } }";
  const text = `name: a\ncontracts: [${contract}]\n${generate}`;
  return deriveInputs(openHost({ cwd: root, root }), "protos/contracts.yaml", text).generate;
}

test("there is nothing where nothing is generated", () => {
  expect(derive("")).toBeUndefined();
  expect(derive("generate: []")).toBeUndefined();
  expect(derive("generate: {")).toBeUndefined();
});

test("inputs are the protos, the configurations, and what names packages", () => {
  const python = "{ tool: grpcio-tools, version: 1.0.0, out: ../py/app }";
  const go = "{ tool: protoc-gen-go, version: 1.0.0, out: ../go/gen }";
  const found = derive(`generate: [${python}, ${go}]`, [
    "protos/shop/v1/book.proto",
    "py/app/__init__.py",
    "go/go.mod",
    "protos/buf.yaml",
  ]);
  expect(found?.inputs).toEqual([
    "go/gen/go.mod",
    "go/go.mod",
    "protos/**/*.proto",
    "protos/buf.lock",
    "protos/buf.yaml",
    "protos/contracts.yaml",
    "protos/shop/buf.yaml",
    "protos/shop/v1/buf.yaml",
    "py/__init__.py",
    "py/app/__init__.py",
  ]);
  expect(found?.isExact).toBe(true);
});

test("a descriptor set that is committed is in the manifest, as other outputs are", () => {
  const outputsOf = (more: string) => derive(`generate: [{ tool: prost, out: ../rs/set.binpb${more} }]`)?.outputs;
  expect(outputsOf("")).toEqual(["rs/set.binpb"]);
  expect(outputsOf(", checkedIn: true")).toEqual(["protos/contracts.stubs", "rs/set.binpb"]);
});

test("the module of the root names what is generated below it", () => {
  const found = derive("generate: [{ tool: protoc-gen-go, version: 1.0.0, out: ../go/gen }]", ["go.mod"]);
  expect(found?.inputs.filter((path) => path.endsWith("go.mod"))).toEqual(["go.mod", "go/gen/go.mod", "go/go.mod"]);
});

test("of several targets of protobuf-es the last one counts, as for the plugin", () => {
  const outputs = derive("generate: [{ tool: protobuf-es, out: ../web, options: ['target=js,target=ts'] }]")?.outputs;
  expect(outputs).toEqual(["protos/contracts.stubs", "web/shop/**/*_pb.ts", "web/top_pb.ts"]);
});

test("outputs are the generated files alone, whatever lies beside them", () => {
  const entries = [
    "{ tool: grpcio-tools, version: 1.0.0, out: ../py }",
    "{ tool: protobuf-es, out: ../web, options: [target=ts] }",
    "{ tool: protoc-gen-go, version: 1.0.0, out: ../go }",
    "{ tool: tonic, out: ../rs/set.binpb }",
  ];
  expect(derive(`generate: [${entries.join(", ")}]`)?.outputs).toEqual([
    "go/shop/**/*.pb.go",
    "go/top.pb.go",
    "protos/contracts.stubs",
    "py/shop/**/*_pb2.py",
    "py/shop/**/*_pb2.pyi",
    "py/shop/**/*_pb2_grpc.py",
    "py/top_pb2.py",
    "py/top_pb2.pyi",
    "py/top_pb2_grpc.py",
    "rs/set.binpb",
    "web/shop/**/*_pb.ts",
    "web/top_pb.ts",
  ]);
});

test("packages are outputs too where nobody checks them in, and there is no manifest", () => {
  const found = derive("generate: [{ tool: grpcio-tools, version: 1.0.0, out: ../py, checkedIn: false }]");
  expect(found?.outputs).toContain("py/shop/**/__init__.py");
  expect(found?.outputs).not.toContain("protos/contracts.stubs");
});

test("folders are called what protoc calls them", () => {
  const found = derive("generate: [{ tool: grpcio-tools, version: 1.0.0, out: ../py }]", ["protos/my-shop.v1/a.proto"]);
  expect(found?.outputs).toContain("py/my_shop/v1/**/*_pb2.py");
});

test("what cannot be known is not exact: plugins of a template, places outside the workspace", () => {
  const template = derive("generate: [{ tool: buf, template: buf.gen.yaml }]");
  expect(template?.isExact).toBe(false);
  expect(template?.inputs).toContain("protos/buf.gen.yaml");
  expect(derive("generate: [{ tool: tonic, out: ../../set.binpb }]")?.isExact).toBe(false);
});
