import { covers, type FactOf, gradeOf, parityFacts, type ReadContract } from "@nx-contracts/engine";

/** A member that an enum of a mirror lacks and is to have. */
export interface MissingMember {
  readonly fact: FactOf<"member-missing">;
  /** The same for the same member of the same mirror, whatever else changes. */
  readonly key: string;
}

const RULE = "parity/enum-member-missing";

/** Members that the mirrors lack; what the policy sets aside is left alone. */
export function missingMembers(contracts: readonly ReadContract[]): readonly MissingMember[] {
  return contracts.flatMap(({ id, source, mirrors, policy }) =>
    mirrors.flatMap((mirror, position) =>
      parityFacts(source.schema, mirror.schema, mirror.mapping).flatMap((fact): readonly MissingMember[] => {
        if (fact.kind !== "member-missing") return [];
        const subject = position === 0 ? fact.subject : `${fact.subject}@${mirror.id}`;
        const isAside =
          policy.ignore.some((each) => covers(each, RULE, subject)) ||
          gradeOf(RULE, subject, "error", policy) === "off";
        return isAside ? [] : [{ fact, key: `${id} ${position} ${fact.subject}` }];
      }),
    ),
  );
}
