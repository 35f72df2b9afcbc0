import type { ContractAdvice, Matrix, RegistryChange } from "../report.js";
import { displayWidth, padColumns } from "./display-width.js";
import { visible } from "./visible.js";

const NOTHING = "-";

/** One line a change, one column a policy: `-` where a policy has nothing to say. */
export function matrixLines({ policies, rows }: Matrix): readonly string[] {
  const table = [
    ["change", "rule", ...policies],
    ...rows.map(({ rule, subject, cells }) => [subject, rule, ...cells.map((cell) => (cell === "" ? NOTHING : cell))]),
  ].map((row) => row.map(visible));
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => displayWidth(row[column] ?? "")))) ?? [];
  return table.map((row) =>
    row
      .map((cell, column) => padColumns(cell, widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** `anime: major, because …`. */
export function adviceLine({ contract, bump, reason }: ContractAdvice): string {
  return `${contract === undefined ? "Version" : `Version of ${contract}`}: ${bump}. ${reason}`;
}

/** `FIELD_REMOVED at #/Show/2 (compatible, backward, since main)`. */
export function registryLine({ type, path, compatible, direction, against }: RegistryChange): string {
  return `${compatible ? "  compatible" : "INCOMPATIBLE"}  ${type}  ${path}  (${direction}, since ${against})`;
}
