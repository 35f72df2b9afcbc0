import type { ReadContract } from "@nx-contracts/engine";
import { nearestName, type Problem } from "@nx-contracts/ir";
import { editBytes } from "../read/edit-bytes.js";
import { withoutContract } from "./contract-entry.js";
import type { Draft } from "./draft.js";
import { handedOn, takeOutOf } from "./handed-on.js";
import { codeReferences, schemaReferences, stillUsed } from "./references.js";
import { refused } from "./refused.js";

/** A contract that is to go, with the files that are its alone. */
export interface ContractRemoval {
  readonly kind: "remove-contract";
  /** Its id. */
  readonly contract: string;
}

/**
 * Takes a contract out of the configuration and deletes its files, if nothing
 * uses what they define.
 *
 * @throws ContractsError `change-refused` with every place that uses it
 */
export async function removeContract(draft: Draft, { contract: id }: ContractRemoval): Promise<void> {
  const contracts = await draft.contracts();
  const contract = contractNamed(draft, contracts, id);
  const others = contracts.filter((each) => each !== contract);
  const kept = new Set(others.flatMap(({ source, mirrors }) => [source, ...mirrors].flatMap(({ files }) => files)));
  const sides = [contract.source, ...contract.mirrors];
  const gone = [...new Set(sides.flatMap(({ files }) => files))].filter((file) => !kept.has(file));
  const used: Problem[] = [];
  const found: Problem[] = [];
  const names = new Set<string>();
  for (const { schema } of sides) {
    const own = [...schema.records, ...schema.enums].filter(({ at }) => gone.includes(at.file));
    used.push(...own.flatMap((each) => schemaReferences(others, each)));
    found.push(...(await codeReferences(draft, schema, own, true)));
    if (schema.language !== "proto") own.forEach(({ name }) => names.add(name));
  }
  const { handed, used: inCode } = handedOn(draft, found, [...names]);
  used.push(...inCode);
  if (used.length > 0) throw stillUsed(`\`${id}\``, undefined, used);
  const { path } = draft.config;
  const bytes = draft.host.bytes(path);
  const after = bytes && editBytes(bytes, (text) => withoutContract(text, id));
  if (!after)
    throw refused(
      `\`${id}\` cannot be taken out of ${path} without touching what stands beside it.`,
      "Take its entry out by hand.",
    );
  draft.put(path, after);
  takeOutOf(draft, handed, [...names]);
  for (const file of gone) draft.put(file, undefined);
  draft.done.push(`Took \`${id}\` out of ${path}, and deleted ${gone.join(", ")}.`);
}

function contractNamed({ config }: Draft, contracts: readonly ReadContract[], id: string): ReadContract {
  const found = contracts.find((each) => each.id === id);
  const ids = contracts.map((each) => each.id);
  if (!found) {
    const near = nearestName(id, ids);
    throw refused(
      `There is no contract \`${id}\`.`,
      near === undefined ? `Known: ${ids.join(", ")}.` : `Did you mean \`${near}\`?`,
    );
  }
  if (contracts.length === 1) {
    throw refused(
      `\`${id}\` is the only contract of ${config.path}.`,
      "Delete the project instead, when nothing uses it any more.",
    );
  }
  if (config.contracts.some((each) => each.id === id && each.kind === "storage")) {
    throw refused(
      `\`${id}\` is a contract of stored data: what was written with it is still there to be read.`,
      "Migrate what is stored first, and change its kind when nothing of it is left.",
      config.contracts.find((each) => each.id === id)?.at,
    );
  }
  return found;
}
