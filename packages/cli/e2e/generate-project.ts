import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { type Outcome, runCommand } from "./reference.js";

const repository = resolve(import.meta.dirname, "../../..");

/** A contract project in a folder of its own, with tools and their cache from this repository. */
export interface Project {
  readonly root: string;
  write(path: string, content: string | Uint8Array): void;
  read(path: string): string;
  delete(path: string): void;
  exists(path: string): boolean;
  run(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Outcome>;
  /** Every file but those of git and packages: path → digest; links and folders by their kind. */
  tree(): ReadonlyMap<string, string>;
  remove(): void;
}

export interface ProjectOptions {
  /** Without packages, so without plugins that npm brings and without a cache that others have filled. */
  readonly isBare?: boolean;
  /** Folder that the project lies in, absolute. */
  readonly parent?: string;
}

/** Makes a git repository of files; `contracts.yaml` and the protos lie in `protos`. */
export function createProject(
  files: { readonly [path: string]: string },
  { isBare = false, parent = tmpdir() }: ProjectOptions = {},
): Project {
  const root = mkdtempSync(join(parent, "nx generate "));
  const absolute = (path: string) => join(root, path);
  const write: Project["write"] = (path, content) => {
    mkdirSync(dirname(absolute(path)), { recursive: true });
    writeFileSync(absolute(path), content);
  };
  for (const [path, content] of Object.entries(files)) write(path, content);
  if (!isBare) symlinkSync(join(repository, "node_modules"), absolute("node_modules"));
  execFileSync("git", ["init", "-q"], { cwd: root });
  return {
    root,
    write,
    read: (path) => readFileSync(absolute(path), "utf8"),
    delete: (path) => rmSync(absolute(path), { recursive: true }),
    exists: (path) => existsSync(absolute(path)),
    run: (args, env = {}) => runCommand(args, absolute("protos"), env),
    tree: () => snapshot(root),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function snapshot(root: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.name === ".git" || entry.name === "node_modules" || entry.name === ".cache") continue;
      if (entry.isDirectory()) visit(path);
      const digest = entry.isFile() ? createHash("sha256").update(readFileSync(path)).digest("hex") : "no file";
      found.set(relative(root, path), digest);
    }
  };
  visit(root);
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Absolute folder of the swaps of the project in `protos`. */
export function swapsOf(root: string): string {
  const key = createHash("sha256").update(join(root, "protos/contracts.yaml")).digest("hex").slice(0, 16);
  return join(repository, "node_modules/.cache/nx-contracts/swaps", key);
}

/** `contracts.yaml` of one contract over all protos of its folder, with this section `generate`. */
export function contracts(generate: string): string {
  return `name: shows
contracts:
  - id: shows
    kind: event
    source: { reader: proto, files: ["**/*.proto"] }
${generate === "" ? "" : `generate:\n${generate}`}`;
}

export const PYTHON = `  - { tool: grpcio-tools, version: "1.85.1", out: ../py }\n`;
export const TYPESCRIPT = `  - { tool: protobuf-es, out: ../web/src, options: [target=ts, import_extension=js] }\n`;
export const RUST = `  - { tool: tonic, out: ../rs/contracts.binpb }\n`;
export const GO = `  - { tool: protoc-gen-go, version: 1.36.12, out: ../go/gen }
  - { tool: protoc-gen-go-grpc, version: 1.6.2, out: ../go/gen }\n`;

export const SHOW = `syntax = "proto3";
package shows.v1;
import "google/protobuf/timestamp.proto";

// What is on.
message Show {
  string title = 1;
  google.protobuf.Timestamp premiere = 2;
}

service Shows {
  rpc Get(Show) returns (Show);
}
`;
