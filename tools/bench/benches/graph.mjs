// What the plugin adds to the construction of the project graph: beside no plugin, and beside one that does nothing.
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alternate, ratio, summarize } from "../measure.mjs";
import { installPlugin, writeNxWorkspace } from "../nx-workspace.mjs";
import { ROOT, withScratch } from "../places.mjs";

export const title = "The project graph of a large workspace";
export const about = `500 projects in Python, TypeScript, Rust and Go with 5,000 source files, and one \`contracts.yaml\` with 100 contracts and 8,000
protos; every second project uses a stub. \`nx show projects\`, whole processes: *without* has no plugin in \`nx.json\`, *a plugin that does nothing* has empty
\`createNodes\` and \`createDependencies\` (Nx starts a process for each plugin and sends it the names of all files), *nx-contracts* is the packed plugin.
*from nothing* nobody remembers anything; *daemon off* Nx remembers, and one file changed; *warm daemon* asks a daemon that runs and has built the graph a dozen times, right after one file changed.
*hooks* is what the daemon itself says that \`createNodes\` and \`createDependencies\` of the plugin took in each of these constructions, messages between the processes included.`;

const NX = join(ROOT, "node_modules/nx/dist/bin/nx.js");
const PLUGINS = [
  { name: "without", plugins: [] },
  { name: "a plugin that does nothing", plugins: ["idle"], hooks: "idle" },
  { name: "nx-contracts", plugins: ["nx-contracts"], hooks: "nx-contracts" },
];
const IDLE = `export const name = "idle";
export const createNodes = ["**/contracts.yaml", () => []];
export const createDependencies = () => [];
`;
const IDLE_MANIFEST = '{ "name": "idle", "version": "1.0.0", "type": "module", "main": "./index.js" }\n';
const CASES = [
  { name: "from nothing", daemon: "false", isForgotten: true },
  { name: "daemon off", daemon: "false" },
  { name: "warm daemon", daemon: "true" },
];
const RUNS_FROM_NOTHING = 5;
const BUILT_BEFORE = 12;
const ENVIRONMENT = { CI: "", NX_NO_CLOUD: "true", NX_TUI: "false", NX_PERF_LOGGING: "true" };

/** @param {{ runs: number, quick: boolean }} options */
export function measure({ runs, quick }) {
  const shape = quick ? { projects: 100, protos: 1000 } : { projects: 500, protos: 8000 };
  return withScratch((scratch) => {
    const places = PLUGINS.map((plugin, index) => {
      const folder = join(scratch, `workspace-${index}`);
      const { edited } = writeNxWorkspace(folder, { ...shape, plugins: plugin.plugins });
      installPlugin(folder);
      mkdirSync(join(folder, "node_modules/idle"));
      writeFileSync(join(folder, "node_modules/idle/package.json"), IDLE_MANIFEST);
      writeFileSync(join(folder, "node_modules/idle/index.js"), IDLE);
      return { ...plugin, folder, edited };
    });
    try {
      const rows = CASES.flatMap(({ name, daemon, isForgotten }) => {
        const peers = places.map((place) => peerOf(place, `${name}: ${place.name}`, daemon, isForgotten));
        if (daemon === "true") for (const peer of peers) warm(peer);
        return alternate(peers, isForgotten ? Math.min(runs, RUNS_FROM_NOTHING) : runs);
      });
      const hooks = places.flatMap((place) => (place.hooks ? [hooksOf(place, runs)] : []));
      const ratios = CASES.flatMap(({ name }) =>
        PLUGINS.slice(0, -1).map((other) => ratio(rows, { of: `${name}: nx-contracts`, to: `${name}: ${other.name}` })),
      );
      const added = {
        what: "milliseconds of the hooks of nx-contracts, warm daemon",
        by: "wall",
        value: hooks.at(-1).wall,
      };
      return { ...shape, rows: [...rows, ...hooks], ratios: [...ratios, { ...added, promise: "at most 50" }] };
    } finally {
      for (const { folder } of places) nx(folder, "daemon", "--stop");
    }
  });
}

function peerOf({ folder, edited }, name, daemon, isForgotten) {
  return {
    name,
    commands: [
      { argv: [process.execPath, NX, "show", "projects"], cwd: folder, env: { ...ENVIRONMENT, NX_DAEMON: daemon } },
    ],
    before: () => (isForgotten ? nx(folder, "reset") : appendFileSync(edited, "\n")),
  };
}

/** A daemon that has built the graph a few times already, as it has where somebody works. */
function warm({ commands: [command], before }) {
  const { argv, cwd, env } = command;
  const [program, ...args] = argv;
  for (let built = 0; built < BUILT_BEFORE; built += 1) {
    before();
    execFileSync(program, args, { cwd, stdio: "ignore", env: { ...process.env, ...env } });
  }
}

/** What the daemon noted of its last constructions. */
function hooksOf({ name, hooks, folder }, runs) {
  const log = readFileSync(join(folder, ".nx/workspace-data/d/daemon.log"), "utf8");
  const samples = [];
  let nodes = 0;
  for (const [, hook, time] of log.matchAll(
    new RegExp(`'${hooks}:(createNodes|createDependencies)' ([\\d.]+)ms`, "g"),
  )) {
    if (hook === "createNodes") nodes = Number(time);
    else samples.push({ wall: nodes + Number(time) });
  }
  return summarize(`warm daemon, hooks: ${name}`, samples.slice(-runs));
}

function nx(folder, ...args) {
  const env = { ...process.env, ...ENVIRONMENT };
  execFileSync(process.execPath, [NX, ...args], { cwd: folder, stdio: "ignore", env });
}
