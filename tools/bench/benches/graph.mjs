// What the plugin adds to the construction of the project graph: beside no plugin, and beside one that does nothing.
import { execFileSync } from "node:child_process";
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alternate, ratio } from "../measure.mjs";
import { installPlugin, writeNxWorkspace } from "../nx-workspace.mjs";
import { ROOT, withScratch } from "../places.mjs";

export const title = "The project graph of a large workspace";
export const about = `500 projects in Python, TypeScript, Rust and Go with 5,000 source files, and one \`contracts.yaml\` with 100 contracts and 8,000 protos;
every second project uses a stub. \`nx show projects\`, whole processes: *without* has no plugin in \`nx.json\`, *a plugin that does nothing* has
one with empty \`createNodes\` and \`createDependencies\` (Nx starts a process for each plugin and sends it the names of all files), *nx-contracts* is the
packed plugin. *daemon off* with Nx's own memory and one file changed; *from nothing* without any memory; *warm daemon* asks a daemon that runs, right after one file changed.`;

const NX = join(ROOT, "node_modules/nx/dist/bin/nx.js");
const PLUGINS = [
  { name: "without", plugins: [] },
  { name: "a plugin that does nothing", plugins: ["./idle.mjs"] },
  { name: "nx-contracts", plugins: ["nx-contracts"] },
];
const IDLE = `export const name = "idle";
export const createNodes = ["**/contracts.yaml", () => []];
export const createDependencies = () => [];
`;

/** @param {{ runs: number, quick: boolean }} options */
export function measure({ runs, quick }) {
  const shape = quick ? { projects: 100, protos: 1000 } : { projects: 500, protos: 8000 };
  return withScratch((scratch) => {
    const places = PLUGINS.map(({ name, plugins }, index) => {
      const folder = join(scratch, `workspace-${index}`);
      const { edited } = writeNxWorkspace(folder, { ...shape, plugins });
      writeFileSync(join(folder, "idle.mjs"), IDLE);
      installPlugin(folder);
      return { name, folder, edited };
    });
    const cases = [
      { name: "from nothing", env: { NX_DAEMON: "false" }, reset: true, runs: Math.min(runs, 5) },
      { name: "daemon off", env: { NX_DAEMON: "false" }, runs },
      { name: "warm daemon", env: { NX_DAEMON: "true" }, runs },
    ];
    const environment = (folder) => ({ CI: "", NX_NO_CLOUD: "true", NX_TUI: "false", NX_WORKSPACE_ROOT_PATH: folder });
    try {
      const rows = cases.flatMap(({ name, env, reset = false, runs: times }) =>
        alternate(
          places.map((place) => ({
            name: `${name}: ${place.name}`,
            commands: [
              {
                argv: [process.execPath, NX, "show", "projects"],
                cwd: place.folder,
                env: { ...environment(place.folder), ...env },
              },
            ],
            before: (run) => {
              if (reset)
                execFileSync(process.execPath, [NX, "reset"], {
                  cwd: place.folder,
                  stdio: "ignore",
                  env: { ...process.env, ...environment(place.folder) },
                });
              else appendFileSync(place.edited, `\n/* ${run} */\n`.replace(...commentOf(place.edited)));
            },
          })),
          times,
        ),
      );
      const ratios = cases.flatMap(({ name }) =>
        PLUGINS.slice(0, 2).map((other) => ratio(rows, { of: `${name}: nx-contracts`, to: `${name}: ${other.name}` })),
      );
      return { ...shape, rows, ratios };
    } finally {
      for (const { folder } of places)
        execFileSync(process.execPath, [NX, "daemon", "--stop"], {
          cwd: folder,
          stdio: "ignore",
          env: { ...process.env, ...environment(folder) },
        });
    }
  });
}

function commentOf(path) {
  return path.endsWith(".py") ? [/\/\* (\S+) \*\//, "# $1"] : ["", ""];
}
