// Ten times the input, and ten times again: time and memory must grow no faster than the input.
import { join } from "node:path";
import { generateModels } from "../generate-models.mjs";
import { alternate, withTimes } from "../measure.mjs";
import { withScratch } from "../places.mjs";

const SIZES = [1, 10, 100];
const SHAPES = [
  { name: "a file for every 26 models", short: "many files", shape: {} },
  { name: "everything in one file", short: "one file", shape: { oneFile: true } },
  { name: "every tenth field missing in the mirror", short: "a tenth missing", shape: { drift: true } },
  // The worst case: nothing fits by name, so what was renamed has to be found by what is inside.
  { name: "every name another one in the mirror", short: "all renamed", shape: { renamed: true } },
];

export const title = "Growth";
export const about = `\`nx-contracts parity\` on generated models and their proto mirror, at 1, 10 and 100 times 26 models with 200 fields.
The promise is linear growth: ten times the input costs at most eleven times the time. The last columns say how many times
the row above each row takes. Starting Node is part of every figure, so the step from 10 to 100 says more than the first.`;

export const growth = {
  plot: "growth.svg",
  title: "nx-contracts parity: time and memory by number of fields",
  axis: "fields",
  sizeOf: ({ fields }) => fields,
  describe: ({ models, fields }) => `${models.toLocaleString("en")} models, ${fields.toLocaleString("en")} fields`,
};

/** @param {{ command: string, runs: number }} options */
export function measure({ command, runs }) {
  return withScratch((scratch) => {
    const series = SHAPES.map(({ name, short }) => ({ name, short, points: [] }));
    for (const size of SIZES) {
      const peers = SHAPES.map(({ short, shape }) => {
        const folder = join(scratch, `${short.replaceAll(" ", "-")}-${size}`);
        generateModels(folder, { parts: size, ...shape });
        const accept = shape.drift || shape.renamed ? [1] : [0];
        return { name: short, commands: [{ argv: [process.execPath, command, "parity"], cwd: folder, accept }] };
      });
      const rows = alternate(peers, size < 100 ? runs : Math.min(runs, 5));
      for (const row of rows) {
        const { points } = series.find(({ short }) => short === row.peer);
        points.push({ size, models: 26 * size, fields: 200 * size, ...row });
      }
    }
    return {
      rows: [],
      ratios: [],
      series: series.map((each) => ({ ...each, points: withTimes(each.points) })),
    };
  });
}
