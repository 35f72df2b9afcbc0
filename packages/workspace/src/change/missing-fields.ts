import { covers, gradeOf, type MirrorSide, parityFacts, type ReadContract } from "@nx-contracts/engine";
import type { FactOf } from "@nx-contracts/engine";

/** A field that a mirror lacks and is to have. */
export interface MissingField {
  readonly contract: ReadContract;
  readonly mirror: MirrorSide;
  readonly fact: FactOf<"field-missing">;
  /** The same for the same field in the same mirror, whatever else changes. */
  readonly key: string;
}

const RULE = "parity/field-missing";

/** Fields that the mirrors lack, as mappings pair the records; what the policy sets aside is left alone. */
export function missingFields(contracts: readonly ReadContract[]): readonly MissingField[] {
  return contracts.flatMap((contract) =>
    contract.mirrors.flatMap((mirror, position) =>
      parityFacts(contract.source.schema, mirror.schema, mirror.mapping).flatMap((fact): readonly MissingField[] => {
        if (fact.kind !== "field-missing") return [];
        const subject = position === 0 ? fact.subject : `${fact.subject}@${mirror.id}`;
        const { policy, id } = contract;
        const isAside =
          policy.ignore.some((each) => covers(each, RULE, subject)) ||
          gradeOf(RULE, subject, "error", policy) === "off";
        return isAside ? [] : [{ contract, mirror, fact, key: `${id} ${position} ${fact.subject}` }];
      }),
    ),
  );
}
