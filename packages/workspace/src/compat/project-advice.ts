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
import type { AllowedRemovals } from "../lock/allowed-removals.js";
import { findFile } from "./difference.js";
import { freedBy } from "./free-again.js";
import type { Judged } from "./judge-versions.js";

/** What changed in one contract's files asks of its version; contracts without a change are left out. */
export function adviseContracts(
  config: Config,
  judged: readonly Judged[],
  models: readonly RawFinding[],
  { declared, isAllowed }: { readonly declared: ReadonlyMap<string, string>; readonly isAllowed: AllowedRemovals },
): readonly ContractAdvice[] {
  const { direction } = config.compat;
  const compared = judged.flatMap((each) => each.compared);
  const facts = compared.flatMap(({ after, comparisons }) =>
    comparisons.flatMap((comparison) =>
      [...comparison.facts()].map((fact) => ({ fact, file: findFile(after, about(fact).file.path) })),
    ),
  );
  const changed = new Set(
    compared.flatMap(({ after, touched: paths }) => [...paths].flatMap((path) => findFile(after, path) ?? [])),
  );
  return config.contracts.flatMap((contract) => {
    const files = new Set(protosOf(contract));
    const own = facts.flatMap(({ fact, file }) => (file !== undefined && files.has(file) ? [fact] : []));
    const model = models.find(({ contract: id, data }) => id === contract.id && data["verdict"] !== "safe");
    const hasChanged = [...files].some((file) => changed.has(file));
    const [announced, changes] = partition(changesOf(own, direction), ({ finding: { fact } }) => {
      const free = freedBy(fact);
      return free !== undefined && isAllowed(free) !== undefined;
    });
    const advice = withAnnounced(adviseContract(own, changes, hasChanged, model), announced);
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

/** What was announced by a deprecation long enough ago needs no major version any more. */
function withAnnounced(advice: VersionAdvice, [removal]: readonly Change[]): VersionAdvice {
  if (removal === undefined || advice.bump === "major" || advice.bump === "minor") return advice;
  return {
    bump: "minor",
    reason: `\`${removal.about.name}\` was removed, deprecated for as long as \`compat.removal\` asks.`,
  };
}

function partition<T>(all: readonly T[], test: (each: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(test), all.filter((each) => !test(each))];
}

function protosOf({ source, mirrors }: Contract): readonly string[] {
  return [source, ...mirrors]
    .filter(({ reader }) => reader === "proto")
    .flatMap(({ files }) => files.map(({ path }) => path));
}
