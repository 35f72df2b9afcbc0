import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { afterAll, describe, expect, it } from "vitest";
import { environmentWith } from "../codegen/python/environment.js";
import type { Asset } from "./asset.js";
import type { ReleaseContent } from "./content.js";
import { inventory } from "./inventory/index.js";
import { contentOf, writeProject } from "./packages/content.test.support.js";
import { provenance } from "./provenance/index.js";

const root = mkdtempSync(join(realpathSync(tmpdir()), "nx contracts-"));
writeProject(root, {
  "shop/v1/book.proto": 'syntax = "proto3";\npackage shop.v1;\nmessage Book { string title = 1; }\n',
  "package-lock.json": JSON.stringify({
    packages: {
      "node_modules/@bufbuild/buf": {
        version: "1.74.0",
        integrity: `sha512-${Buffer.alloc(64, 7).toString("base64")}`,
      },
      "node_modules/npm": { version: "1.0.0", integrity: "sha512-AAEC" },
    },
  }),
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const bytes = new TextEncoder().encode("abc");
const ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const MADE: readonly Asset[] = [
  { name: "proto-python-artifacts-proto-v7.tar.gz", bytes },
  {
    name: "acme-types-7.0.0.tgz",
    bytes,
    package: {
      language: "typescript",
      runtimes: [{ name: "@bufbuild/protobuf", range: "^2.17.0" }],
      tools: { npm: "11.19.1", buf: "1.74.0" },
    },
  },
];

function content(change: Partial<ReleaseContent> = {}): ReleaseContent {
  const stub = new TextEncoder().encode("# Protobuf Python Version: 7.35.1\n");
  return {
    ...contentOf(root, "proto-v7"),
    generated: new Map([
      ["python", { files: new Map([["shop/v1/book_pb2.py", stub]]), command: "", tools: { "grpcio-tools": "1.85.1" } }],
    ]),
    ...change,
  };
}

async function textOf(maker: typeof inventory, of = content(), made = MADE): Promise<string> {
  const [asset] = await maker.make(of, made, () => {});
  return new TextDecoder().decode(asset?.bytes);
}

describe("provenance", () => {
  it("is a statement that in-toto reads, about every asset", async () => {
    const text = await textOf(provenance);
    const python = await environmentWith(
      content().workspace,
      "in-toto-attestation 0.9.3",
      ["in-toto-attestation==0.9.3", "protobuf==7.36.2"],
      () => {},
    );
    const script = `
import json, sys
from google.protobuf.json_format import ParseDict
from in_toto_attestation.v1.statement import Statement
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.predicates.provenance.v1 import provenance_pb2
given = json.load(sys.stdin)
Statement.copy_from_pb(ParseDict(given, statement_pb2.Statement())).validate()
said = ParseDict(given["predicate"], provenance_pb2.Provenance())
print(said.build_definition.build_type, said.run_details.builder.id)
print(*(f"{each.name} {each.digest['sha256']}" for each in ParseDict(given, statement_pb2.Statement()).subject), sep="\\n")
print(*(f"{each.name} {each.uri} {dict(each.digest)}" for each in said.build_definition.resolved_dependencies), sep="\\n")
`;
    const said = execFileSync(python, ["-c", script], { input: text, encoding: "utf8" });
    expect(said.trim().split("\n")).toEqual([
      "urn:nx-contracts:release:v1 urn:nx-contracts:builder:unspecified",
      `acme-types-7.0.0.tgz ${ABC}`,
      `proto-python-artifacts-proto-v7.tar.gz ${ABC}`,
      "acme/contracts  {'gitCommit': '5114f85f0f2b6f4e6a4c0b4de7c3aa4d9b1c2d3e'}",
      `buf pkg:npm/%40bufbuild/buf@1.74.0 {'sha512': '${"07".repeat(64)}'}`,
      "grpcio-tools pkg:pypi/grpcio-tools@1.85.1 {}",
      "npm pkg:npm/npm@11.19.1 {}",
      "nx-contracts pkg:npm/nx-contracts@0.1.0 {}",
    ]);
  });

  it("says who built it and where the sources are, where that is known", async () => {
    const { config } = content();
    const origin = { repository: "https://git.example.org/acme/contracts", runId: "17", runNumber: "4" };
    const text = await textOf(
      provenance,
      content({
        origin,
        config: { ...config, release: { ...config.release, builder: "https://ci.example.org/runner" } },
      }),
    );
    expect(JSON.parse(text)).toMatchObject({
      predicate: {
        buildDefinition: {
          resolvedDependencies: [
            { uri: "git+https://git.example.org/acme/contracts@refs/tags/proto-v7" },
            {},
            {},
            {},
            {},
          ],
        },
        runDetails: {
          builder: { id: "https://ci.example.org/runner" },
          metadata: { invocationId: "https://git.example.org/acme/contracts/runs/17" },
        },
      },
    });
  });
});

describe("inventory", () => {
  it("is valid CycloneDX, whatever the release is called and holds", async () => {
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
    for (const tag of ["proto-v7", "proto-v7.0.0-rc.1", 'proto-v7/ü "x"<&>']) {
      for (const made of [[], MADE]) {
        expect(
          await validator.validate(await textOf(inventory, content({ tag: contentOf(root, tag).tag }), made)),
        ).toBe(null);
      }
    }
  });

  it("lists assets, protos, generated files with their digests, and what is needed to use them", async () => {
    const list = JSON.parse(await textOf(inventory)) as {
      components: { type: string; name: string; hashes?: unknown; properties?: unknown }[];
    };
    expect(list.components.map(({ type, name }) => `${type} ${name}`)).toEqual([
      "file proto-python-artifacts-proto-v7.tar.gz",
      "file acme-types-7.0.0.tgz",
      "file protos/shop/v1/book.proto",
      "file python/generated/shop/v1/book_pb2.py",
      "library protobuf",
      "library @bufbuild/protobuf",
    ]);
    expect(list.components[0]?.hashes).toEqual([{ alg: "SHA-256", content: ABC }]);
    expect(list.components.at(-2)?.properties).toEqual([{ name: "nx-contracts:range", value: ">=7.35.1,<9" }]);
  });

  it("has a serial number that follows from what it lists", async () => {
    const serial = async (of: ReleaseContent) =>
      (JSON.parse(await textOf(inventory, of)) as { serialNumber: string }).serialNumber;
    expect(await serial(content())).toBe(await serial(content()));
    expect(await serial(content())).not.toBe(await serial(content({ time: 1 })));
  });
});
