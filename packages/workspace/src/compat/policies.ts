import {
  type BreakingConfig,
  BUF_CATEGORIES,
  type CompatPolicy,
  compatPolicy,
  CONFLUENT_WORDS,
  type ConfluentLevel,
  confluentLevel,
} from "@nx-contracts/engine/compat";
import { ContractsError, nearestName } from "@nx-contracts/ir";

/** One way of judging what changed. */
export type Policy =
  | { readonly kind: "buf"; readonly name: string; readonly policy: CompatPolicy }
  | { readonly kind: "buf.yaml"; readonly name: string }
  | { readonly kind: "confluent"; readonly name: string; readonly level: ConfluentLevel }
  | { readonly kind: "verdict"; readonly name: string };

/** The words that `--policy` and `compat.policy` know. */
export const POLICY_NAMES: readonly string[] = ["verdict", ...BUF_CATEGORIES, "buf.yaml", ...CONFLUENT_WORDS];

/**
 * The policy of a name.
 *
 * @throws ContractsError `usage`
 */
export function findPolicy(name: string): Policy {
  if (name === "verdict" || name === "buf.yaml") return { kind: name, name };
  const level = confluentLevel(name);
  if (level !== undefined) return { kind: "confluent", name, level };
  if (BUF_CATEGORIES.some((category) => category === name)) {
    const config = {
      version: "v2",
      use: [name],
      except: [],
      ignore: [],
      ignoreOnly: {},
      ignoreUnstablePackages: false,
    } as const;
    return { kind: "buf", name, policy: policyOf(config, name) };
  }
  const near = nearestName(name, POLICY_NAMES);
  throw new ContractsError("usage", {
    message: `There is no policy \`${name}\`.`,
    next: near ? `Did you mean \`${near}\`?` : `Known: ${POLICY_NAMES.join(", ")}.`,
  });
}

/**
 * What the `breaking` section of a `buf.yaml` amounts to.
 *
 * @throws ContractsError `config-invalid`
 */
export function policyOf(config: BreakingConfig, file: string): CompatPolicy {
  const result = compatPolicy(config);
  if (result.unknown === undefined) return result.policy;
  throw new ContractsError(
    "config-invalid",
    result.unknown.map(({ word, nearest }) => ({
      message: `\`${word}\` in \`${file}\` is neither a rule nor a category of \`buf breaking\` in version ${config.version}.`,
      next: nearest === undefined ? "Take it out." : `Did you mean \`${nearest}\`?`,
    })),
  );
}

/** Whether a policy compares with every earlier version, each as much as the others. */
export function isTransitive(policy: Policy): boolean {
  return policy.kind === "confluent" && policy.level.endsWith("_TRANSITIVE");
}
