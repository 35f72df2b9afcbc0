interface Release {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

const RELEASE = /^v?(\d+)\.(\d+)(?:\.(\d+))?/;

function parseRelease(version: string): Release | undefined {
  const [found, major, minor, patch = 0] = RELEASE.exec(version) ?? [];
  return found === undefined ? undefined : { major: Number(major), minor: Number(minor), patch: Number(patch) };
}

/** Whether `a` comes before `b`; what is no semantic version is ordered as text. */
export function isEarlier(a: string, b: string): boolean {
  const [x, y] = [parseRelease(a), parseRelease(b)];
  if (!x || !y) return a < b;
  const order = x.major - y.major || x.minor - y.minor || x.patch - y.patch;
  return order === 0 ? a < b : order < 0;
}

/**
 * How many minor versions lie between two, at least: from 1.9 to 2.1 there are
 * two that are known, 2.0 and 2.1. `undefined` where one of them is no
 * semantic version.
 */
export function minorsBetween(from: string, to: string): number | undefined {
  const [start, end] = [parseRelease(from), parseRelease(to)];
  if (!start || !end) return undefined;
  const majors = end.major - start.major;
  if (majors === 0) return end.minor - start.minor;
  return majors < 0 ? majors : majors + end.minor;
}
