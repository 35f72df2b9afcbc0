// Are the stubs what the protos say? Asking the stubs themselves beside generating again and asking git.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { join, relative } from "node:path";
import { alternate, ratio } from "../measure.mjs";
import { python, withScratch } from "../places.mjs";

export const title = "Stubs against their protos";
export const about = `Protos of twelve fields each with their checked-in Python stubs, one of them stale in every run. \`nx-contracts stubs\` looks up in
\`contracts.stubs\` which bytes were generated from which, and compares the descriptors that are embedded in stubs where that is not as it was; a second
row is without \`contracts.stubs\`, where every descriptor is compared. The peer generates all of them again with grpcio-tools into the tree and asks
\`git diff --exit-code\`, which does not see a stub that was never added. Both name the one that is stale.`;

const SIZES = [100, 1000];
const FIELDS = 12;

/** @param {{ command: string, runs: number, quick: boolean, files?: number }} options */
export function measure({ command, runs, quick, files }) {
  const sizes = files === undefined ? (quick ? SIZES.slice(0, 1) : SIZES) : [files];
  const measured = sizes.map((size) => withScratch((folder) => measureSize(command, folder, size, runs)));
  const rows = measured.flat();
  const largest = sizes.at(-1);
  const [own, exact, peer] = namesOf(largest);
  return {
    rows,
    ratios: [
      ratio(rows, { of: own, to: peer }),
      ratio(rows, { of: exact, to: peer }),
      ratio(rows, { of: own, to: peer, by: "memory" }),
    ],
  };
}

function namesOf(size) {
  return [
    `nx-contracts stubs, ${size} protos`,
    `nx-contracts stubs, ${size} protos, no contracts.stubs`,
    `grpcio-tools and git diff, ${size} protos`,
  ];
}

function measureSize(command, folder, size, runs) {
  const interpreter = python();
  const paths = Array.from({ length: size }, (_, index) => `shows/v1/show_${index}.proto`);
  const protos = join(folder, "protos");
  mkdirSync(join(protos, "shows/v1"), { recursive: true });
  mkdirSync(join(folder, "py"));
  mkdirSync(join(folder, "node_modules"));
  for (const [index, path] of paths.entries()) writeFileSync(join(protos, path), protoOf(index, FIELDS));
  writeFileSync(join(protos, "contracts.yaml"), configOf(relative(protos, interpreter)));
  const list = join(folder, "protos.list");
  writeFileSync(list, `${paths.join("\n")}\n`);
  const into = ["python", "pyi"].map((kind) => `--${kind}_out=../py`);
  const generate = { argv: [interpreter, "-m", "grpc_tools.protoc", "-I.", ...into, `@${list}`], cwd: protos };
  const env = { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: "1" };
  const git = (...args) => execFileSync("git", args, { cwd: folder, env: { ...process.env, ...env }, stdio: "ignore" });
  git("init", "--quiet");
  execFileSync(process.execPath, [command, "generate"], { cwd: protos, stdio: ["ignore", "ignore", "ignore"] });
  git("add", "protos", "py");
  git("-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "--quiet", "--message=Protos");
  // One proto says more than its stub; the tree is put back before the other one is asked.
  const before = () => {
    git("checkout", "--quiet", "--", ".");
    writeFileSync(join(protos, paths[0]), protoOf(0, FIELDS + 1));
  };
  const stubs = { argv: [process.execPath, command, "stubs"], cwd: protos, env, accept: [1] };
  const [own, exact, peer] = namesOf(size);
  return alternate(
    [
      {
        name: own,
        commands: [stubs],
        before,
      },
      {
        name: exact,
        commands: [stubs],
        before() {
          before();
          rmSync(join(protos, "contracts.stubs"));
        },
      },
      {
        name: peer,
        commands: [
          generate,
          { argv: ["git", "diff", "--exit-code", "--quiet", "--", "py"], cwd: folder, env, accept: [1] },
        ],
        before,
      },
    ],
    runs,
  );
}

const configOf = (interpreter) => `name: shows
contracts:
  - { id: shows, kind: event, source: { reader: proto, files: ["shows/v1/*.proto"] } }
generate:
  - { tool: grpcio-tools, version: "1.85.1", python: ${JSON.stringify(interpreter)}, out: ../py, grpc: false }
`;

function protoOf(index, fields) {
  const lines = Array.from({ length: fields }, (_, field) => `  string field_${field} = ${field + 1};`);
  return `syntax = "proto3";\npackage shows.v1;\n\n// What is on.\nmessage Show${index} {\n${lines.join("\n")}\n}\n`;
}
