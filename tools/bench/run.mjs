// Runs the command beside its peers, prints medians and ratios, and writes what was measured to bench/.
// Usage: node tools/bench/run.mjs [--only NAME]… [--runs N] [--quick] [--files N] [--command FILE]
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import * as compatOracle from "./benches/compat-oracle.mjs";
import * as cochange from "./benches/cochange.mjs";
import * as compat from "./benches/compat.mjs";
import * as edit from "./benches/edit.mjs";
import * as graph from "./benches/graph.mjs";
import * as growth from "./benches/growth.mjs";
import * as impact from "./benches/impact.mjs";
import * as oracle from "./benches/oracle.mjs";
import * as parity from "./benches/parity.mjs";
import * as read from "./benches/read.mjs";
import * as stubs from "./benches/stubs.mjs";
import { BUF, python, ROOT } from "./places.mjs";
import { plotGrowth } from "./plot.mjs";
import { readmeOf } from "./readme.mjs";
import { benchTables } from "./table.mjs";

/** Every bench with the runs that make its median steady, and the runs of a first look. */
const BENCHES = [
  ["parity", parity, { runs: 21, quick: 5 }],
  ["edit", edit, { runs: 11, quick: 3 }],
  ["growth", growth, { runs: 11, quick: 1 }],
  ["read", read, { runs: 5, quick: 1 }],
  ["compat", compat, { runs: 7, quick: 1 }],
  ["stubs", stubs, { runs: 7, quick: 1 }],
  ["graph", graph, { runs: 7, quick: 2 }],
  ["cochange", cochange, { runs: 11, quick: 3 }],
  ["impact", impact, { runs: 7, quick: 3 }],
  ["oracle", oracle, { runs: 1, quick: 1 }],
  ["compat-oracle", compatOracle, { runs: 1, quick: 1 }],
];

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    runs: { type: "string" },
    quick: { type: "boolean", default: false },
    files: { type: "string" },
    command: { type: "string", default: join(ROOT, "packages/cli/dist/main.js") },
  },
});
const command = resolve(values.command);
const unknown = values.only?.find((name) => !BENCHES.some(([known]) => known === name));
if (unknown !== undefined)
  fail(`There is no bench \`${unknown}\`. Known: ${BENCHES.map(([name]) => name).join(", ")}.`);
for (const name of ["runs", "files"]) {
  if (values[name] !== undefined && !/^[1-9]\d*$/.test(values[name]))
    fail(`\`--${name} ${values[name]}\` is no number of ${name}.`);
}
if (!existsSync(command)) fail(`${command} does not exist. Run \`npm run build\` first.`);

const folder = join(ROOT, "bench");
const file = join(folder, "results.json");
const kept = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).benches : {};
const results = { version: 1, machine: describeMachine(), benches: { ...kept } };

for (const [name, bench, { runs, quick }] of BENCHES) {
  if (values.only && !values.only.includes(name)) continue;
  console.log(`\n${bench.title}\n`);
  const load = loadavg()[0].toFixed(1);
  const measured = new Date().toISOString().slice(0, 10);
  const outcome = bench.measure({
    command,
    runs: values.runs === undefined ? (values.quick ? quick : runs) : Number(values.runs),
    quick: values.quick,
    ...(values.files !== undefined && { files: Number(values.files) }),
  });
  results.benches[name] = { measured, load, ...outcome };
  console.log(benchTables(outcome, bench).join("\n\n"));
  write();
}

/** After every bench, so that a long run that is stopped keeps what it has. */
function write() {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(join(folder, "README.md"), readmeOf(results, BENCHES));
  for (const [name, { growth: plotted }] of BENCHES) {
    const { series } = results.benches[name] ?? {};
    if (plotted && series) writeFileSync(join(folder, plotted.plot), plotGrowth(series, plotted));
  }
}

function describeMachine() {
  const version = (program, ...args) =>
    execFileSync(program, args, { encoding: "utf8" })
      .trim()
      .replace(/^Python /, "");
  return {
    CPU: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    "memory in GiB": Math.round(totalmem() / 2 ** 30),
    Node: process.version.slice(1),
    Python: version(python(), "--version"),
    buf: version(BUF, "--version"),
    git: version("git", "--version").replace(/^git version /, ""),
  };
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
