import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ContractsError } from "@nx-contracts/ir";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openHost } from "../host.js";
import { planGeneration } from "./generate.js";
import { planSync } from "./sync.js";

const modules = join(dirname(fileURLToPath(import.meta.url)), "../../../../node_modules");
const CONFIG = "protos/contracts.yaml";
const CONTRACTS = `name: contracts
contracts:
  - { id: shelf, kind: event, source: { reader: proto, files: [library/v1/shelf.proto] } }
`;
const PROTO = "protos/library/v1/shelf.proto";
const STUB = "web/gen/library/v1/shelf_pb.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sync-"));
  symlinkSync(modules, join(root, "node_modules"));
  write("nx.json", "{}");
  write("protos/buf.yaml", "version: v2\n");
  write(PROTO, 'syntax = "proto3";\n\npackage library.v1;\n\nmessage Shelf {\n  string row = 1;\n}\n');
  configure("options: [target=ts]");
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function configure(more: string): void {
  write(CONFIG, `${CONTRACTS}generate:\n  - { tool: protobuf-es, out: ../web/gen, ${more} }\n`);
}

function edit(path: string, from: string, to: string): void {
  write(path, readFileSync(join(root, path), "utf8").replace(from, to));
}

const open = () => openHost({ cwd: root, root });
const plan = () => planSync(open(), [CONFIG]);

/** Writes what is planned, as Nx does. */
async function sync(): Promise<void> {
  const { files, removed } = await plan();
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  }
  for (const path of removed) rmSync(join(root, path));
}

describe("planSync", () => {
  it("gives what generating writes, and says which rule asks for it", async () => {
    const { reasons } = await plan();
    expect([...reasons.keys()]).toEqual(expect.arrayContaining(["protos/contracts.stubs", STUB]));
    expect(reasons.get("protos/contracts.stubs")).toBeUndefined();
    await sync();
    const generated = await planGeneration(open(), { cwd: root, config: join(root, CONFIG) });
    expect(generated.unchanged).toEqual([STUB]);
    expect([generated.written, generated.removed]).toEqual([[], []]);
    expect(await plan()).toEqual({ files: new Map(), removed: [], reasons: new Map() });
    edit(PROTO, "string row", "int32 row");
    expect((await plan()).reasons.get(STUB)).toBe("stubs/stale");
    rmSync(join(root, PROTO));
    write("protos/library/v1/book.proto", 'syntax = "proto3";\n\npackage library.v1;\n\nmessage Book {}\n');
    write(CONFIG, readFileSync(join(root, CONFIG), "utf8").replace("shelf.proto", "book.proto"));
    expect(await plan()).toMatchObject({ removed: [STUB] });
  });

  it("has nothing to do with what is not checked in, or not generated", async () => {
    configure("checkedIn: false");
    expect((await plan()).reasons.size).toBe(0);
    write(CONFIG, CONTRACTS);
    expect((await plan()).reasons.size).toBe(0);
  });

  it("names the files and the reason when they cannot be generated", async () => {
    await sync();
    edit(PROTO, "string row = 1;", "string row = ;");
    const error = await plan().catch((caught: unknown) => caught);
    if (!(error instanceof ContractsError)) throw error;
    expect(error.problems[0]?.at).toMatchObject({ file: PROTO, line: 6 });
    expect(error.message).toContain("Generated files are not what the protos of `contracts` say");
  });
});
