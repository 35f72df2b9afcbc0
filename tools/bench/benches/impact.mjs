// What a change reaches in a large workspace, beside git looking for the words alone.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alternate, ratio, withTimes } from "../measure.mjs";
import { withScratch } from "../places.mjs";
import { writeUsesWorkspace } from "../uses-workspace.mjs";

const WHOLE = { projects: 500, protos: 8000 };
const SHARES = [100, 10, 1];
const SOURCES = ["*.py", "*.ts", "*.rs", "*.go"];

export const title = "What a change reaches";
export const about = `500 projects in Python, TypeScript, Rust and Go with 5,000 source files that all say \`score\`, and one \`contracts.yaml\` with 400 contracts
and 8,000 protos, committed in git. One proto loses a field; a tenth of the projects uses its message, half of these read the field. \`nx-contracts impact\` finds
what changed, who uses it, and every place; *nothing changed* is the same before the edit. *git grep of the module* lists the files that name what holds the message;
*git grep of the field* those that say the field's name anywhere, which is what a person would look for. The bench fails unless every reader is found. The growth is that of the command, at a hundredth, a tenth and all of it.`;

export const growth = {
  plot: "impact-growth.svg",
  title: "nx-contracts impact: time and memory by number of protos",
  axis: "protos",
  sizeOf: ({ protos }) => protos,
  describe: ({ projects, protos }) =>
    `${projects.toLocaleString("en")} projects, ${protos.toLocaleString("en")} protos`,
};

/** @param {{ command: string, runs: number, quick: boolean }} options */
export function measure({ command, runs, quick }) {
  return withScratch((scratch) => {
    const points = [];
    let rows = [];
    for (const share of quick ? SHARES.slice(0, 2) : SHARES) {
      const shape = { projects: WHOLE.projects / share, protos: WHOLE.protos / share };
      const folder = join(scratch, `workspace-${share}`);
      const { proto, readers } = writeUsesWorkspace(folder, shape);
      const whole = readFileSync(proto, "utf8");
      const impact = { argv: [process.execPath, command, "impact"], cwd: join(folder, "protos") };
      const grep = (...words) => ({
        argv: ["git", "grep", "-l", "-w", "-F", ...words.flatMap((word) => ["-e", word]), "--", ...SOURCES],
        cwd: folder,
      });
      const remove = () => writeFileSync(proto, whole.replace("  int32 score = 3;\n", "  reserved 3;\n"));
      remove();
      check(impact, readers);
      rows = alternate(
        [
          { name: "impact", commands: [impact], before: remove },
          { name: "impact, nothing changed", commands: [impact], before: () => writeFileSync(proto, whole) },
          {
            name: "git grep of the module",
            commands: [grep("record_0_pb2", "record_0_pb", "bench.p0.v1", "bench/p0/v1")],
          },
          { name: "git grep of the field", commands: [grep("score", "Score")] },
        ],
        runs,
      );
      points.push({ size: shape.protos, ...shape, ...rows[0] });
    }
    return {
      ...(quick ? { projects: WHOLE.projects / 10, protos: WHOLE.protos / 10 } : WHOLE),
      rows,
      ratios: rows.slice(1).map(({ peer }) => ratio(rows, { of: "impact", to: peer })),
      series: [{ name: "impact", short: "impact", points: withTimes(points) }],
    };
  });
}

/** Fails unless every project that reads the field is found, in one place each. */
function check({ argv: [program, ...args], cwd }, readers) {
  const { projects } = JSON.parse(execFileSync(program, [...args, "--format", "json"], { cwd, encoding: "utf8" }));
  const places = projects.flatMap(({ uses }) => uses).length;
  if (places !== readers) throw new Error(`\`impact\` finds ${places} places of ${readers}.`);
}
