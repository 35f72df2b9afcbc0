// Results as Markdown tables, aligned so that they read well in a terminal too.

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows the first column is text, the others numbers */
function table(head, rows, { numbers = true } = {}) {
  const widths = head.map((title, column) => Math.max(title.length, 3, ...rows.map((row) => row[column].length)));
  const isRight = (column) => numbers && column > 0;
  const line = (cells) =>
    `| ${cells.map((cell, column) => (isRight(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => `${isRight(column) ? "-" : ""}${"-".repeat(width + (isRight(column) ? 0 : 2))}${isRight(column) ? ":" : ""}`).join("|")}|`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

const FIGURES = ["median", "fastest", "slowest", "processor", "peak memory", "runs"];
const BY = { wall: "time", cpu: "processor", memory: "memory" };

/**
 * Every table of one bench.
 *
 * @param {object} measured
 * @param {{ growth?: { describe: (point: object) => string } }} bench that measured it
 */
export function benchTables(
  { rows, ratios, overheads, series, mutations, verdicts, agreements, differential },
  { growth },
) {
  const tables = [];
  if (rows.length > 0)
    tables.push(
      table(
        ["what ran", ...FIGURES],
        rows.map((row) => [row.peer, ...figures(row)]),
      ),
    );
  for (const { name, short, points } of series ?? []) {
    const cells = points.map((point) => [growth.describe(point), ...figures(point), ...factors(point)]);
    tables.push(table([`${short}: ${name}`, ...FIGURES, "× time", "× processor", "× memory"], cells));
  }
  if (verdicts)
    tables.push(
      table(
        ["what is compared", "suites that agree", "that differ"],
        verdicts.map(({ what, passed, failed }) => [what, `${passed}`, `${failed}`]),
      ),
    );
  if (differential) tables.push(differentialTable(differential));
  const known = ratios.filter((ratio) => ratio);
  if (known.length > 0)
    tables.push(
      table(
        ["ratio", "of", "value", "promise"],
        known.map(({ what, by, value, promise }) => [what, BY[by], `${value}`, promise ?? ""]),
      ),
    );
  if (overheads) {
    const cells = overheads.map(({ what, wall, cpu, promise }) => [
      what,
      duration(wall),
      cpu === undefined ? "" : duration(cpu),
      promise,
    ]);
    tables.push(table(["on top of git alone", "time", "processor", "promise"], cells));
  }
  if (agreements) {
    const cells = agreements.map(({ what, files, lines, commands }) => [what, `${files}`, `${lines}`, `${commands}`]);
    tables.push(table(["edited", "files", "lines printed", "commands that print the same"], cells));
  }
  if (mutations) {
    const cells = mutations.map(({ what, file, baseline, found }) => [
      what,
      file.split("/").at(-1),
      baseline ? "caught" : "missed",
      found.length > 0 ? found.join(", ") : "missed",
    ]);
    tables.push(table(["mutation", "in", "Python script", "nx-contracts check"], cells, { numbers: false }));
  }
  return tables;
}

function differentialTable({ seed, mutants, refused, findings, rules, disagreements, isPassed }) {
  return table(
    ["seed", "mutants", "refused by buf", "findings", "rules seen", "disagreements", "passed"],
    [[seed, mutants, refused, findings, rules, disagreements, isPassed ? "yes" : "no"].map((cell) => `${cell}`)],
  );
}

function figures({ wall, fastest, slowest, cpu, memory, runs }) {
  const usage = memory === undefined ? ["", ""] : [duration(cpu), `${Math.round(memory)} MiB`];
  return [...[wall, fastest, slowest].map(duration), ...usage, `${runs}`];
}

function factors({ times }) {
  return ["wall", "cpu", "memory"].map((key) => `${times?.[key] ?? ""}`);
}

function duration(milliseconds) {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}
