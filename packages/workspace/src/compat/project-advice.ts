import type { ContractAdvice, RawFinding } from "@nx-contracts/engine";
import {
  about,
  adviseVersion,
  type Change,
  changesOf,
  type CompatFact,
  type VersionAdvice,
} from "@nx-contracts/engine/compat";
import type { Config, Contract } from "../config/config.js";
import { findFile } from "./difference.js";
import type { Judged } from "./judge-versions.js";

/** What changed in one contract's files asks of its version; contracts without a change are left out. */
export function adviseContracts(
  config: Config,
  judged: readonly Judged[],
  models: readonly RawFinding[],
  declared: ReadonlyMap<string, string>,
): readonly ContractAdvice[] {
  const { direction } = config.compat;
  const compared = judged.flatMap((each) => each.compared);
  const facts = compared.flatMap(({ after, comparisons }) =>
    comparisons.flatMap((comparison) =>
      [...comparison.facts()].map((fact) => ({ fact, file: findFile(after, about(fact).file.path) })),
    ),
  );
  const changed = new Set(
    compared.flatMap(({ after, changed: paths }) => [...paths].flatMap((path) => findFile(after, path) ?? [])),
  );
  return config.contracts.flatMap((contract) => {
    const files = new Set(protosOf(contract));
    const own = facts.flatMap(({ fact, file }) => (file !== undefined && files.has(file) ? [fact] : []));
    const model = models.find(({ contract: id, data }) => id === contract.id && data["verdict"] !== "safe");
    const hasChanged = [...files].some((file) => changed.has(file));
    const advice = adviseContract(own, changesOf(own, direction), hasChanged, model);
    if (advice.bump === "none") return [];
    const version = declared.get(contract.id);
    return [{ contract: contract.id, ...advice, ...(version !== undefined && { declared: version }) }];
  });
}

function adviseContract(
  facts: readonly CompatFact[],
  changes: readonly Change[],
  hasChanged: boolean,
  model: RawFinding | undefined,
): VersionAdvice {
  const advice = adviseVersion(changes, facts, hasChanged);
  return model === undefined || advice.bump === "major" ? advice : { bump: "major", reason: model.message };
}

function protosOf({ source, mirrors }: Contract): readonly string[] {
  return [source, ...mirrors]
    .filter(({ reader }) => reader === "proto")
    .flatMap(({ files }) => files.map(({ path }) => path));
}
