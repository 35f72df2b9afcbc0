// Time and memory against the size of the input, both axes logarithmic: linear growth is a straight diagonal.

const WIDTH = 800;
const HEIGHT = 400;
const PANEL = { width: 300, height: 250, top: 84 };
const LEFTS = [64, 464];
const SHAPES = [
  (x, y) => `<circle cx="${x}" cy="${y}" r="4.5"/>`,
  (x, y) => `<rect x="${round(x - 4)}" y="${round(y - 4)}" width="8" height="8"/>`,
  (x, y) => `<path d="M${x} ${round(y - 5.5)}l5 9h-10z"/>`,
  (x, y) => `<path d="M${x} ${round(y - 6)}l6 6l-6 6l-6 -6z"/>`,
];

/**
 * @param {readonly { short: string, points: readonly { wall: number, memory?: number }[] }[]} measured
 * @param {{ title: string, axis: string, sizeOf: (point: object) => number }} growth what the size of the input is
 */
export function plotGrowth(measured, { title, axis, sizeOf }) {
  const series = measured.map(({ short, points }) => ({
    short,
    points: points.map((point) => ({ ...point, size: sizeOf(point) })),
  }));
  const panels = [
    panel(series, { left: LEFTS[0], title: "Time", key: "wall", label: secondsLabel, axis }),
    panel(series, { left: LEFTS[1], title: "Peak memory", key: "memory", label: memoryLabel, axis }),
  ];
  const entries = [...series.map(({ short }) => short), "linear"];
  const legend = entries.map((name, index) => {
    const [x, y] = [LEFTS[0] + 8 + index * 145, 46];
    const mark = index < series.length ? SHAPES[index](x, y) : `<path class="linear" d="M${x - 8} ${y}h18"/>`;
    return `<g class="s${index}">${mark}</g><text x="${x + 16}" y="${y + 4}">${name}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title">
<title id="title">${title}</title>
<style>
  svg { --ink: #1f2328; --soft: #59636e; --grid: #d8dee4; --paper: #ffffff; --s0: #0b62c4; --s1: #b35309; --s2: #0f7b6c; --s3: #8250df; font: 13px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
  @media (prefers-color-scheme: dark) { svg { --ink: #e6edf3; --soft: #9da7b1; --grid: #30363d; --paper: #0d1117; --s0: #6cb6ff; --s1: #f2a65a; --s2: #4fd1b8; --s3: #c8a6ff; } }
  .paper { fill: var(--paper); } text { fill: var(--soft); } .title { fill: var(--ink); font-weight: 600; font-size: 15px; } .value { fill: var(--ink); }
  .grid { stroke: var(--grid); fill: none; } .linear { stroke: var(--soft); stroke-dasharray: 3 4; fill: none; }
  .s0 { fill: var(--s0); stroke: var(--s0); } .s1 { fill: var(--s1); stroke: var(--s1); } .s2 { fill: var(--s2); stroke: var(--s2); }
  .s3 { fill: var(--s3); stroke: var(--s3); } .line { fill: none; stroke-width: 2; }
</style>
<rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>
<text class="title" x="${LEFTS[0]}" y="24">${title}</text>
${legend.join("\n")}
${panels.join("\n")}
</svg>
`;
}

function panel(series, { left, title, key, label, axis }) {
  const points = series.flatMap((each) => each.points).filter((point) => point[key] !== undefined);
  if (points.length === 0) return "";
  const sizes = [...new Set(points.map(({ size }) => size))].sort((a, b) => a - b);
  const values = points.map((point) => point[key]);
  const ticks = ticksAround(Math.min(...values), Math.max(...values));
  const x = scale(sizes[0], sizes.at(-1), left + 18, left + PANEL.width - 18);
  const y = scale(ticks[0], ticks.at(-1), PANEL.top + PANEL.height, PANEL.top + 16);
  const bottom = PANEL.top + PANEL.height;
  const grid = ticks.map(
    (tick) =>
      `<path class="grid" d="M${left} ${y(tick)}h${PANEL.width}"/><text x="${left - 8}" y="${round(y(tick) + 4)}" text-anchor="end">${label(tick)}</text>`,
  );
  const columns = sizes.map(
    (size) => `<text x="${x(size)}" y="${bottom + 20}" text-anchor="middle">${size.toLocaleString("en")}</text>`,
  );
  const lines = series.map(({ points: own }, index) => {
    const path = own.map((point) => `${x(point.size)} ${y(point[key])}`).join("L");
    return `<g class="s${index}"><path class="line" d="M${path}"/>${own.map((point) => SHAPES[index](x(point.size), y(point[key]))).join("")}</g>`;
  });
  const largest = points.filter(({ size }) => size === sizes.at(-1)).reduce((a, b) => (a[key] > b[key] ? a : b));
  return [
    ...grid,
    ...columns,
    linear(sizes, largest[key], ticks[0], x, y),
    ...lines,
    `<text class="value" x="${x(largest.size)}" y="${round(y(largest[key]) - 12)}" text-anchor="middle">${label(largest[key])}</text>`,
    `<text class="title" x="${left}" y="${PANEL.top}">${title}</text>`,
    `<text x="${left + PANEL.width / 2}" y="${bottom + 42}" text-anchor="middle">${axis}</text>`,
  ].join("\n");
}

/** The diagonal that ends at the largest value: what lies above it on the left is a fixed cost. */
function linear(sizes, value, floor, x, y) {
  const last = sizes.at(-1);
  const from = Math.max(sizes[0], (last * floor) / value);
  return `<path class="linear" d="M${x(from)} ${y((value * from) / last)}L${x(last)} ${y(value)}"/>`;
}

function scale(from, to, start, end) {
  return (value) =>
    round(start + ((Math.log(value) - Math.log(from)) / (Math.log(to) - Math.log(from))) * (end - start));
}

/** 1, 2 and 5 times powers of ten, from below the smallest value to above the largest. */
function ticksAround(smallest, largest) {
  const all = Array.from({ length: 8 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();
  const first = all.findLastIndex((tick) => tick <= smallest);
  const last = all.findIndex((tick) => tick >= largest);
  return all.slice(Math.max(0, first), last + 1);
}

function secondsLabel(milliseconds) {
  const seconds = milliseconds / 1000;
  return `${seconds < 10 ? Number(seconds.toFixed(seconds < 1 ? 2 : 1)) : Math.round(seconds)} s`;
}

function memoryLabel(mebibytes) {
  return `${Math.round(mebibytes)} MiB`;
}

function round(number) {
  return Math.round(number * 10) / 10;
}
