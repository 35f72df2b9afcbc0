import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { discoverProtos } from "../../codegen/discover.js";
import { loadConfig } from "../../config/load.js";
import { openHost } from "../../host.js";
import type { PackageConfig } from "../../config/packages.js";
import type { ReleaseContent } from "../content.js";
import { parseTag } from "../tag.js";

export const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), "../../../../..");

/** A release of the protos in a folder, judged by nobody. Tools come from the cache of this repository. */
export function contentOf(root: string, tag: string, wanted: readonly PackageConfig[] = []): ReleaseContent {
  const cacheFolder = join(REPOSITORY, "node_modules/.cache/nx-contracts");
  const workspace = { ...openHost({ cwd: root, root }), cacheFolder };
  const config = loadConfig(workspace, "contracts.yaml");
  const { files } = discoverProtos(workspace, config);
  return {
    name: config.name,
    tag: parseTag(tag, "proto-v*"),
    commit: { sha: "5114f85f0f2b6f4e6a4c0b4de7c3aa4d9b1c2d3e", time: 1_760_000_000 },
    time: 1_760_000_000,
    origin: { repository: "acme/contracts", runId: "", runNumber: "" },
    protoFolder: ".",
    protos: new Map([...files].map(([importPath, path]) => [importPath, workspace.bytes(path) ?? new Uint8Array()])),
    generated: new Map(),
    judgement: { isGated: false, advice: { bump: "none", reason: "" }, gates: [], changes: [] },
    toolVersion: "0.1.0",
    hasServices: true,
    workspace,
    real: workspace,
    config: { ...config, release: { ...config.release, packages: wanted } },
  };
}

/** Writes a project of protos into a folder. */
export function writeProject(root: string, protos: { readonly [path: string]: string }): void {
  const files = {
    "contracts.yaml": `name: bookshop\ncontracts:\n  - id: all\n    kind: event\n    source: { reader: proto, files: [${JSON.stringify(Object.keys(protos)[0])}] }\n`,
    ...protos,
  };
  mkdirSync(root, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync(join(REPOSITORY, "node_modules"), join(root, "node_modules"));
}
