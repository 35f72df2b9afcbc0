import { createHash } from "node:crypto";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Source } from "@nx-contracts/ir";
import { afterAll, beforeAll, expect, test } from "vitest";
import { corpusPaths, withImports } from "../../../readers/src/proto/buf.test.support.js";
import { formatManifest } from "../codegen/manifest.js";
import { MANIFEST_NAME } from "../config/manifest-name.js";
import { planGeneration } from "../commands/generate.js";
import { judge } from "../commands/judge.js";
import { openHost } from "../host.js";

const repository = resolve(import.meta.dirname, "../../../..");
const hasGo = spawnSync("go", ["version"]).status === 0;

/** Every tool, and more than one form of some. */
const CONFIG = `name: corpus
generate:
  - { tool: grpcio-tools, version: "1.85.1", out: ../py }
  - { tool: protobuf-es, out: ../ts, options: [target=ts] }
  - { id: js, tool: protobuf-es, out: ../js, options: [target=js+dts] }
  - { tool: tonic, out: ../rs/contracts.binpb, checkedIn: true }
${
  hasGo
    ? `  - { tool: protoc-gen-go, version: 1.36.12, out: ../go/gen }
  - { tool: protoc-gen-go-grpc, version: 1.6.2, out: ../go/gen }
`
    : ""
}contracts:
  - id: corpus
    kind: api
    source: { reader: proto, files: ["google/**/*.proto"] }
`;

let root: string;
let protos: readonly Source[];
const cwd = () => join(root, "protos");

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "stubs-generators-"));
  const all = corpusPaths().filter((path) => !path.startsWith("google/protobuf/") && path.startsWith("google/"));
  const step = process.env["ORACLE"] === "all" ? 12 : 700;
  protos = withImports(all.filter((_, index) => index % step === 0)).filter(
    ({ path }) => !path.startsWith("google/protobuf/"),
  );
  write("protos/contracts.yaml", CONFIG);
  write("protos/buf.yaml", "version: v2\n");
  write("go/go.mod", "module example.org/corpus\n\ngo 1.24\n");
  for (const { path, text } of protos) write(`protos/${path}`, text);
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  await generateAll();
  execFileSync("git", ["add", "protos", "py", "ts", "js", "rs", "go"], { cwd: root, stdio: "ignore" });
}, 600_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Puts what the tools make into the tree, and its manifest. */
async function generateAll(): Promise<void> {
  const { files, refusal } = await planGeneration(openHost({ cwd: cwd() }), { cwd: cwd() });
  expect(refusal).toBeUndefined();
  for (const [path, bytes] of files) write(path, bytes);
  const digests = [...files].map(
    ([path, bytes]) => [`../${path}`, createHash("sha256").update(bytes).digest("hex")] as const,
  );
  write(`protos/${MANIFEST_NAME}`, formatManifest(new Map(digests)));
}

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function findings(): Promise<readonly string[]> {
  const { diagnostics } = await judge(openHost({ cwd: cwd() }), {
    cwd: cwd(),
    families: ["stubs"],
    base: { name: "main", isAsked: false },
    today: "2026-06-01",
  });
  return diagnostics.map(({ rule, subject, message }) => `${rule} ${subject}: ${message}`);
}

test("what the tools make of files that nobody here wrote is what these say, with and without a manifest", async () => {
  const made = ["py", "ts", "js", "rs", ...(hasGo ? ["go"] : [])].map((folder) => join(root, folder));
  const files = made.flatMap((folder) => readdirSync(folder, { recursive: true }));
  expect(files.length).toBeGreaterThan(protos.length * 4);
  expect(await findings()).toEqual([]);
  expect(existsSync(join(root, "protos/contracts.stubs"))).toBe(true);
  rmSync(join(root, "protos/contracts.stubs"));
  expect(await findings()).toEqual([]);
}, 120_000);
