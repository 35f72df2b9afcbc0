/** A box around its centre. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  /** One box a contract, stacked in the middle. */
  readonly contracts: readonly Box[];
  /** One box a project, in the order of the projects. */
  readonly projects: readonly ProjectBox[];
  /** What holds everything. */
  readonly frame: Box;
  /** Boxes hold one line each. */
  readonly isDense: boolean;
  /** Wider than a page; shown in its own size and scrolled. */
  readonly isLarge: boolean;
}

export interface ProjectBox extends Box {
  /** -1 left of the contracts, 1 right of them. */
  readonly side: -1 | 1;
  /** Points that its line passes on the way, from the middle outwards: gaps between the boxes of nearer columns. */
  readonly via: readonly { readonly from: number; readonly to: number; readonly y: number }[];
}

const CONTRACT = { width: 240, height: 72, gap: 16 };
const ROOMY = { width: 224, height: 54, gap: 16, gutter: 0, reach: 100 };
const DENSE = { width: 188, height: 32, gap: 10, gutter: 34, reach: 92 };
const MARGIN = 16;

const COMPACT = { width: 168, height: 28, gap: 8, gutter: 28, reach: 92 };

/** Projects that one column a side holds in boxes of two lines. */
const MOST_ROOMY = 16;
/** Projects that two columns a side hold on one page. */
const MOST_DENSE = 80;
/** Rows of a column where a page does not hold them all. */
const MOST_ROWS = 38;

/**
 * Contracts in the middle, projects in columns left and right of them, the
 * first ones nearest. Every second column stands half a row lower, so that the
 * lines to the boxes behind pass between boxes.
 */
export function layOut(contracts: number, projects: number): Layout {
  const isDense = projects > MOST_ROOMY;
  const isLarge = projects > MOST_DENSE;
  const columns = isDense ? Math.max(2, Math.ceil(projects / (2 * MOST_ROWS))) : 1;
  const rows = Math.ceil(projects / (2 * columns));
  const size = isDense ? widened(isLarge ? COMPACT : DENSE, rows) : ROOMY;
  const pitch = size.height + size.gap;
  const boxes: ProjectBox[] = [];
  for (let column = 0; column < columns; column++) {
    const inColumn = Math.min(2 * rows, projects - 2 * rows * column);
    for (let index = 0; index < inColumn; index++) {
      const side = (index % 2 === 0) === projects > 1 ? -1 : 1;
      const filled = Math.ceil((inColumn - (index % 2)) / 2);
      const row = Math.floor(index / 2) + Math.floor((rows - filled) / 2);
      const shift = column % 2 === 1 ? pitch / 2 : 0;
      const y = (row - (rows - 1) / 2) * pitch + shift - (isDense ? pitch / 4 : 0);
      const x = side * (CONTRACT.width / 2 + size.reach + size.width / 2 + column * (size.width + size.gutter));
      boxes.push({ x, y, width: size.width, height: size.height, side, via: gapsTo(column, y, pitch, size) });
    }
  }
  const height = contracts * (CONTRACT.height + CONTRACT.gap) - CONTRACT.gap;
  const middle = Array.from({ length: contracts }, (_, index) => ({
    x: 0,
    y: index * (CONTRACT.height + CONTRACT.gap) + CONTRACT.height / 2 - height / 2,
    width: CONTRACT.width,
    height: CONTRACT.height,
  }));
  return {
    contracts: middle,
    projects: boxes,
    frame: frameOf([...middle, ...boxes]),
    isDense,
    isLarge,
  };
}

/** Lines to many rows need room to spread. */
function widened(size: typeof DENSE, rows: number): typeof DENSE {
  return { ...size, reach: size.reach + Math.min(100, 2 * rows) };
}

/** Where the line to a box of a column passes the columns before it: the box's own height where that is a gap, else half a row nearer. */
function gapsTo(column: number, y: number, pitch: number, size: typeof DENSE): ProjectBox["via"] {
  const nearer = y > 0 ? y - pitch / 2 : y + pitch / 2;
  return Array.from({ length: column }, (_, index) => {
    const from = CONTRACT.width / 2 + size.reach + index * (size.width + size.gutter);
    return { from, to: from + size.width, y: index % 2 === column % 2 ? nearer : y };
  });
}

function frameOf(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(({ x, width }) => x - width / 2)) - MARGIN;
  const right = Math.max(...boxes.map(({ x, width }) => x + width / 2)) + MARGIN;
  const top = Math.min(...boxes.map(({ y, height }) => y - height / 2)) - MARGIN;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height / 2)) + MARGIN;
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}

/** The line from a contract to a project, smooth, as the `d` of an SVG path. */
export function linePath(from: Box, to: ProjectBox): string {
  const { side, via } = to;
  const startX = side * (from.width / 2);
  const startY = from.y + Math.max(-from.height / 3, Math.min(from.height / 3, (to.y - from.y) / 12));
  const endX = to.x - side * (to.width / 2);
  let path = `M${startX} ${startY}`;
  let [x, y] = [startX, startY];
  const bend = (nextX: number, nextY: number) => {
    const middle = (x + nextX) / 2;
    path += `C${middle} ${y} ${middle} ${nextY} ${nextX} ${nextY}`;
    [x, y] = [nextX, nextY];
  };
  for (const gap of via) {
    bend(side * gap.from, gap.y);
    path += `H${side * gap.to}`;
    x = side * gap.to;
  }
  bend(endX, to.y);
  return path;
}
