// Ten times the input, and ten times again: time and memory must grow no faster than the input.
import { join } from "node:path";
import { generateModels } from "../generate-models.mjs";
import { alternate } from "../measure.mjs";
import { withScratch } from "../places.mjs";

const SIZES = [1, 10, 100];
const SHAPES = [
  { name: "a file for every 26 models", short: "many files", shape: {} },
  { name: "everything in one file", short: "one file", shape: { oneFile: true } },
  { name: "every tenth field missing in the mirror", short: "with drift", shape: { drift: true } },
];

export const title = "Growth";
export const about = `\`nx-contracts parity\` on generated models and their proto mirror, at 1, 10 and 100 times 26 models with 200 fields.
The promise is linear growth: ten times the input costs at most eleven times the time. Starting Node is part of every
figure, so the step from 10 to 100 says more than the step from 1 to 10.`;

/** @param {{ command: string, runs: number }} options */
export function measure({ command, runs }) {
  return withScratch((scratch) => {
    const series = SHAPES.map(({ name, short, shape }) => ({ name, short, shape, points: [] }));
    for (const size of SIZES) {
      const peers = SHAPES.map(({ short, shape }) => {
        const folder = join(scratch, `${short.replace(" ", "-")}-${size}`);
        generateModels(folder, { parts: size, ...shape });
        return { name: short, commands: [{ argv: [process.execPath, command, "parity"], cwd: folder, accept: shape.drift ? [1] : [0] }] };
      });
      const rows = alternate(peers, size < 100 ? runs : Math.min(runs, 5));
      for (const [index, row] of rows.entries()) series[index].points.push({ size, models: 26 * size, fields: 200 * size, ...row });
    }
    return {
      series: series.map(({ name, short, points }) => ({ name, short, points })),
      rows: [],
      ratios: series.flatMap(({ short, points }) => points.slice(1).flatMap((point, index) => tenfold(short, points[index], point))),
    };
  });
}

function tenfold(short, smaller, larger) {
  const step = `${short}: ${larger.size}× ÷ ${smaller.size}×`;
  const by = (key) => ({ what: step, by: key, value: Math.round((larger[key] / smaller[key]) * 100) / 100, promise: "≤ 11" });
  return larger.memory === undefined ? [by("wall")] : [by("wall"), by("memory")];
}
