import { type FactOf, type ParityFact, parityFacts, type ReadContract } from "@nx-contracts/engine";

type Extra = "field-extra" | "member-extra" | "record-extra" | "enum-extra";

/** Something that a mirror has and its source has not. */
export interface ExtraPart<Kind extends Extra> {
  readonly contract: ReadContract;
  readonly fact: FactOf<Kind>;
  /** The same for the same part of the same mirror, whatever else changes. */
  readonly key: string;
}

/** What the mirrors have too much, as mappings pair the records. */
export function extraParts<Kind extends Extra>(
  contracts: readonly ReadContract[],
  kind: Kind,
): readonly ExtraPart<Kind>[] {
  return contracts.flatMap((contract) =>
    contract.mirrors.flatMap((mirror, position) =>
      parityFacts(contract.source.schema, mirror.schema, mirror.mapping).flatMap((fact): readonly ExtraPart<Kind>[] => {
        const key = `${contract.id} ${position} ${fact.subject}`;
        return isOf(fact, kind) ? [{ contract, fact, key }] : [];
      }),
    ),
  );
}

function isOf<Kind extends Extra>(fact: ParityFact, kind: Kind): fact is FactOf<Kind> {
  return fact.kind === kind;
}
