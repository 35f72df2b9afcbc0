import { nearestName, type TypeRef } from "@nx-contracts/ir";
import type { DiffFact, DiffFactOf } from "../facts/diff/fact.js";
import { sameType } from "../facts/diff/same-type.js";
import { similarAmong } from "../facts/similar.js";

type Gone = DiffFactOf<"field-removed"> | DiffFactOf<"record-removed"> | DiffFactOf<"member-removed">;
type Come = DiffFactOf<"field-added"> | DiffFactOf<"record-added"> | DiffFactOf<"member-added">;

/** What looks like one thing under another name, in both directions. */
export interface LikelyRenames {
  /** What something that is gone seems to be called now. */
  becameOf(fact: DiffFact): string | undefined;
  /** What something that is new seems to have been called. */
  wasOf(fact: DiffFact): string | undefined;
}

/**
 * Finds removals and additions that look like one thing under another name:
 * fields of one record with the same type, records with the same fields. Where
 * several look alike, the names have to be near each other.
 */
export function likelyRenames(facts: readonly DiffFact[]): LikelyRenames {
  const became = new Map<DiffFact, string>();
  const was = new Map<DiffFact, string>();
  for (const [gone, come] of [...alikeFields(facts), ...alikeMembers(facts), ...alikeRecords(facts)]) {
    became.set(gone, come.after.value.name);
    was.set(come, gone.before.value.name);
  }
  return { becameOf: (fact) => became.get(fact), wasOf: (fact) => was.get(fact) };
}

const isSame = (a: TypeRef, b: TypeRef) => sameType(a, b, (from, to) => from === to);

function* alikeFields(facts: readonly DiffFact[]): Generator<readonly [Gone, Come]> {
  const gone = facts.filter((fact) => fact.kind === "field-removed");
  const come = new Set(facts.filter((fact) => fact.kind === "field-added"));
  for (const fact of gone) {
    const isAlike = (other: DiffFactOf<"field-added">) =>
      other.after.record === fact.owner.record && isSame(fact.before.field.type, other.after.field.type);
    const rivals = gone.filter(
      ({ owner, before }) => owner.record === fact.owner.record && isSame(before.field.type, fact.before.field.type),
    );
    const partner = choose(fact.before.field.name, [...come].filter(isAlike), rivals.length);
    if (partner === undefined) continue;
    come.delete(partner);
    yield [fact, partner];
  }
}

function* alikeMembers(facts: readonly DiffFact[]): Generator<readonly [Gone, Come]> {
  const gone = facts.filter((fact) => fact.kind === "member-removed");
  const come = new Set(facts.filter((fact) => fact.kind === "member-added"));
  for (const fact of gone) {
    const others = [...come].filter(({ after }) => after.enum === fact.owner.enum);
    const rivals = gone.filter(({ owner }) => owner.enum === fact.owner.enum);
    const partner = choose(fact.before.member.name, others, rivals.length);
    if (partner === undefined) continue;
    come.delete(partner);
    yield [fact, partner];
  }
}

function* alikeRecords(facts: readonly DiffFact[]): Generator<readonly [Gone, Come]> {
  const come = facts.filter((fact) => fact.kind === "record-added");
  if (come.length === 0) return;
  const similar = similarAmong(come, ({ after }) => after.record.fields);
  for (const fact of facts) {
    if (fact.kind !== "record-removed") continue;
    const partner = similar({ ...fact, kind: "record-added", after: fact.before, before: undefined });
    if (partner) yield [fact, partner];
  }
}

/** The only candidate of a removal that has no rival; else the one whose name is near. */
function choose<Fact extends Come>(name: string, candidates: readonly Fact[], rivals: number): Fact | undefined {
  const [only] = candidates;
  if (candidates.length === 1 && rivals === 1) return only;
  const near = nearestName(
    name,
    candidates.map(({ after }) => after.value.name),
  );
  return candidates.find(({ after }) => after.value.name === near);
}
