import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openHost } from "../host.js";
import { findEdges } from "./find-edges.js";
import type { KnownFile } from "./workspace-files.js";

/** A workspace with one contract project that generates for four languages. */
const CONTRACTS: { readonly [path: string]: string } = {
  "protos/contracts.yaml": `name: contracts
contracts:
  - id: anime
    source: { reader: proto, files: [shared_proto/v1/anime.proto] }
generate:
  - { tool: grpcio-tools, version: 1.80.0, out: ../libs/common/src }
  - { tool: protobuf-es, out: ../libs/web/src/gen }
  - { tool: prost, out: ../libs/client/proto/contracts.binpb }
  - { tool: protoc-gen-go, version: v1.36.0, out: ../libs/catalog, options: [paths=source_relative] }
`,
  "protos/shared_proto/v1/anime.proto": 'syntax = "proto3";\npackage shared_proto.v1;\n',
  "protos/shared_proto/storage/v2/anime-document.proto": `syntax = "proto3";
package shared_proto.storage.v2;
option go_package = "example.org/stored/v2;stored";
`,
  "libs/catalog/go.mod": "module example.org/catalog\n\ngo 1.24\n",
  "libs/web/package.json": '{ "name": "@catalog/web", "exports": { "./proto/*": { "import": "./dist/gen/*.js" } } }',
  "tsconfig.base.json": '{ "compilerOptions": { "paths": { "@gen/*": ["libs/web/src/gen/*"] } } }',
};

/** A workspace on the disk, and what Nx remembers of it. */
export class KnownWorkspace {
  readonly root = mkdtempSync(join(tmpdir(), "edges-"));
  readonly #texts = new Map<string, string>();
  /** Hashes that Nx remembers. */
  readonly #hashes = new Map<string, string>();

  constructor() {
    this.write(CONTRACTS);
  }

  get memory(): string {
    return join(this.root, ".nx/edges.json");
  }

  write(files: { readonly [path: string]: string }): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
      this.#texts.set(path, text);
    }
  }

  /** Replaces a text in `contracts.yaml`. */
  configure(from: string, to: string): void {
    const path = "protos/contracts.yaml";
    this.write({ [path]: (this.#texts.get(path) ?? "").replace(from, () => to) });
  }

  remove(path: string): void {
    rmSync(join(this.root, path));
    this.#texts.delete(path);
  }

  /** Builds the graph as Nx does: hands over what changed since the last time. A folder of two levels is a project. */
  edges(): readonly string[] {
    const projects: Record<string, { root: string }> = {};
    const files: Record<string, KnownFile[]> = {};
    const changed: Record<string, KnownFile[]> = {};
    for (const [file, text] of this.#texts) {
      const [, folder] = /^((?:apps|libs)\/[^/]+|protos\w*)\//.exec(file) ?? [];
      if (folder === undefined) continue;
      const name = folder.replace(/^.*\//, "");
      const hash = createHash("sha256").update(text).digest("hex");
      projects[name] = { root: folder };
      (files[name] ??= []).push({ file, hash });
      if (this.#hashes.get(file) !== hash) (changed[name] ??= []).push({ file, hash });
      this.#hashes.set(file, hash);
    }
    const host = openHost({ cwd: this.root, root: this.root });
    return findEdges(host, { projects, files, changed }, this.memory, "1")
      .map(({ source, target, file, isLate }) => `${source} → ${target} by ${file}${isLate ? ", late" : ""}`)
      .sort();
  }

  /** The edges of projects that nothing is generated into. */
  consumers(): readonly string[] {
    return this.edges().filter((edge) => edge.includes("apps/"));
  }

  delete(): void {
    rmSync(this.root, { recursive: true });
  }
}
