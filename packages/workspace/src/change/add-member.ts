import type { FactOf, ReadContract } from "@nx-contracts/engine";
import { covers, parityFacts } from "@nx-contracts/engine";
import { memberHome, type WantedMember, wantedMember, writeMember } from "@nx-contracts/engine/edit";
import type { Enum } from "@nx-contracts/ir";
import type { Draft } from "./draft.js";
import { locateEnum } from "./locate.js";
import { refused } from "./refused.js";

/** A member that an enum of a source and every mirror of it are to have. */
export interface MemberAddition {
  readonly kind: "add-member";
  /** Local name of the enum in the source. */
  readonly enum: string;
  /** Without the prefix of its enum. */
  readonly name: string;
  /** What stands for it in JSON; default as the neighbours do it. */
  readonly value?: string;
  readonly number?: number;
  readonly contract?: string;
  readonly doc?: string;
  readonly deprecated?: boolean;
}

/**
 * Adds a member to an enum of a source and to every mirror of it.
 *
 * @throws ContractsError `change-refused`
 */
export async function addMember(draft: Draft, request: MemberAddition): Promise<void> {
  const contracts = await draft.contracts();
  const { contract, definition } = locateEnum(contracts, {
    name: request.enum,
    ...(request.contract !== undefined && { contract: request.contract }),
  });
  const before = new Set(missingMembers(contracts).map(({ key }) => key));
  const set = { schema: contract.source.schema, name: definition.name, at: definition.at, enum: definition };
  const wanted: WantedMember = {
    name: request.name,
    ahead: 0,
    spent: draft.spentNumbers(definition.qualifiedName),
    ...(request.value !== undefined && { value: request.value }),
    ...(request.number !== undefined && { number: request.number }),
    ...(request.doc !== undefined && { doc: request.doc }),
    ...(request.deprecated === true && { deprecated: true }),
  };
  const edits = writeMember(set, memberHome(set, set), wanted, draft.textOf);
  if (edits.length === 0) throw unwritable(definition, request);
  draft.apply(edits);
  const places = new Set([definition.at.file]);
  for (;;) {
    const missing = missingMembers(await draft.contracts()).find(({ key }) => !before.has(key));
    if (missing === undefined) break;
    const { fact } = missing;
    const here = fact.mirror;
    const translated = wantedMember(fact.member, fact.source.name);
    const more = { ...translated, ...(request.doc !== undefined && { doc: request.doc }), ...(request.deprecated === true && { deprecated: true }), spent: draft.spentNumbers(here.enum?.qualifiedName ?? "") };
    const hunks = writeMember(here, memberHome(here, fact.source), more, draft.textOf);
    if (hunks.length === 0) throw unwritable(definition, request);
    draft.apply(hunks);
    places.add(here.at.file);
  }
  draft.done.push(`Added \`${request.name}\` of \`${definition.name}\` to ${[...places].join(", ")}.`);
}

interface MissingMember {
  readonly fact: FactOf<"member-missing">;
  readonly key: string;
}

const RULE = "parity/enum-member-missing";

function missingMembers(contracts: readonly ReadContract[]): readonly MissingMember[] {
  return contracts.flatMap((contract) =>
    contract.mirrors.flatMap((mirror, position) =>
      parityFacts(contract.source.schema, mirror.schema, mirror.mapping).flatMap((fact): readonly MissingMember[] => {
        if (fact.kind !== "member-missing") return [];
        const subject = position === 0 ? fact.subject : `${fact.subject}@${mirror.id}`;
        if (contract.policy.ignore.some((each) => covers(each, RULE, subject))) return [];
        return [{ fact, key: `${contract.id} ${position} ${fact.subject}` }];
      }),
    ),
  );
}

function unwritable(definition: Enum, { name }: MemberAddition) {
  return refused(
    `\`${definition.name}\` in ${definition.at.file} cannot be given \`${name}\`.`,
    "Ask for another name or value, or add the member by hand.",
    definition.at,
  );
}
