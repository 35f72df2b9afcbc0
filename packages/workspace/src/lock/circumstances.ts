import type { Config } from "../config/config.js";

/** The day, and the newest version that a contract declares: what removal windows are measured by. */
export function circumstances(
  { contracts }: Config,
  today: string,
): { readonly today: string; readonly version?: string } {
  const versions = contracts.flatMap(({ version }) => version ?? []);
  const [version] = versions.toSorted((a, b) => compareVersions(b, a));
  return { today, ...(version !== undefined && { version }) };
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[.+-]/).slice(0, 3).map(Number));
  for (const [i, number] of (left ?? []).entries()) {
    const other = right?.[i] ?? 0;
    if (number !== other) return number - other;
  }
  return 0;
}
