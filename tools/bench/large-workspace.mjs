// What the large workspaces have in common.
import { execFileSync } from "node:child_process";

/**
 * Text of a `contracts.yaml` of many contracts, generated for four languages.
 *
 * @param {number} contracts each is a folder of protos
 */
export function contractsOf(contracts) {
  const entries = Array.from(
    { length: contracts },
    (_, index) => `  - id: part-${index}
    kind: event
    source: { reader: proto, files: ["bench/p${index}/v1/*.proto"] }
`,
  );
  return `name: contracts
contracts:
${entries.join("")}generate:
  - { tool: grpcio-tools, version: 1.80.0, out: ../libs/stubs/python }
  - { tool: protobuf-es, out: ../libs/stubs/typescript }
  - { tool: prost, out: ../libs/stubs/rust/contracts.binpb }
  - { tool: protoc-gen-go, version: v1.36.0, out: ../libs/go, options: [paths=source_relative] }
`;
}

/**
 * Commits what a folder holds on `main`.
 *
 * @param {string} folder absolute
 */
export function commitAll(folder) {
  const git = (...args) => execFileSync("git", args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "--quiet", "--message=Bench");
  git("repack", "-a", "-d", "--quiet");
}
