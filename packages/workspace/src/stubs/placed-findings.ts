import type { RawFinding } from "@nx-contracts/engine";
import { stubFindings } from "@nx-contracts/engine/stubs";
import type { Config } from "../config/config.js";
import type { PlacedFact } from "./stub-facts.js";

/** Findings of the contracts that own the protos, by place. */
export function placedFindings(config: Config, facts: readonly PlacedFact[]): readonly RawFinding[] {
  const owners = new Map<string, string>();
  for (const { id, source, mirrors } of config.contracts)
    for (const { path } of [source, ...mirrors].flatMap(({ files }) => files))
      if (!owners.has(path)) owners.set(path, id);
  const sorted = [...facts].sort((a, b) => (a.fact.subject < b.fact.subject ? -1 : 1));
  return sorted.flatMap(({ fact, proto }) => {
    const contract = owners.get(proto ?? "");
    return stubFindings([fact]).map((finding) => ({ ...finding, ...(contract !== undefined && { contract }) }));
  });
}
