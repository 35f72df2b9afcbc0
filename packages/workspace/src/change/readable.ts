import { applyPolicy } from "@nx-contracts/engine";
import { ContractsError } from "@nx-contracts/ir";
import { modelFindings } from "../compat/model-findings.js";
import type { Draft } from "./draft.js";

/** What a request can avoid. */
const AVOIDABLE = "compat/model-field-added-required";

/**
 * Checks that what was written before can be read by the models as they are
 * now. Other breaks nobody can do without, or they were asked for.
 *
 * @throws ContractsError `change-refused`
 */
export async function checkReadable({ host, config, original }: Draft): Promise<void> {
  const policyOf = (id: string) => config.contracts.find((each) => each.id === id)?.policy ?? config.policy;
  const found = (await modelFindings(host, config, original)).filter(({ rule }) => rule === AVOIDABLE);
  const judged = found.flatMap((finding) => {
    const { contract = "" } = finding;
    return applyPolicy(contract, [finding], policyOf(contract), { reportUnused: false }).diagnostics;
  });
  const errors = judged.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  throw new ContractsError(
    "change-refused",
    errors.map(({ message, rule }) => ({
      message: `The change would break who reads what is there: ${message} (${rule})`,
      next: "Take `--optional` or `--default VALUE`, or `--required` if it is meant.",
    })),
  );
}
