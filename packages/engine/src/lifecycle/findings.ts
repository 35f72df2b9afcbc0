import type { Edit, Schema } from "@nx-contracts/ir";
import type { TextOf } from "../edit/page.js";
import type { LockCircumstances } from "../facts/compare-lock.js";
import type { LifecycleFact } from "../facts/lifecycle.js";
import { lifecycleFacts, staleFact } from "../facts/lifecycle-walk.js";
import { type RawFinding, rawFinding } from "../finding.js";
import type { ReadLock } from "../lock/parse.js";
import { LIFECYCLE_RULES } from "./catalogue.js";
import type { LifecycleRule } from "./rule.js";
import { reservationFinder } from "./suggest.js";

/** A project's lock and what it is judged with. */
export interface LifecycleInput extends LockCircumstances {
  /** Without problems: a lock that lacks lines forgets what they say. */
  readonly read: ReadLock;
  /** All protos of the project, each without an error of its reader: half a schema looks like removals. */
  readonly schemas: readonly Schema[];
}

/** Whether a finding is settled: approved, set aside, or of a rule that is off. `subject` without the contract. */
export type IsSettled = (rule: string, subject: string) => boolean;

const NOTHING_SETTLED: IsSettled = () => false;

/**
 * What the lifecycle rules say about a project, in the order of the protos and
 * the state of the lock last. Subjects are unique with the rule, over all
 * schemas of the project.
 *
 * What is not settled is held back from the lock, and does not make it stale.
 */
export function lifecycleFindings(
  input: LifecycleInput,
  textOf: TextOf,
  isSettled: IsSettled = NOTHING_SETTLED,
): readonly RawFinding[] {
  const facts = lifecycleFacts(input.read, input.schemas, input);
  const stale = staleFact(input.read, input.schemas, input, holdsOf(facts, isSettled));
  const open = facts.filter((fact) => isOpen(fact, isSettled));
  const reservationFor = reservationFinder(open, textOf);
  return [...facts, ...(stale ? [stale] : [])].flatMap((fact) => judge(fact, () => reservationFor(fact)));
}

/**
 * The numbers (`numberKey`) that `updateLock` must leave as they are: those of
 * findings that are not settled, so that writing the lock never makes a reuse
 * look like what always was.
 */
export function heldBack(input: LifecycleInput, isSettled: IsSettled = NOTHING_SETTLED): ReadonlySet<string> {
  return holdsOf(lifecycleFacts(input.read, input.schemas, input), isSettled);
}

function holdsOf(facts: readonly LifecycleFact[], isSettled: IsSettled): ReadonlySet<string> {
  return new Set(facts.flatMap((fact) => (fact.kind !== "lock-stale" && isOpen(fact, isSettled) ? fact.holds : [])));
}

function judge(fact: LifecycleFact, suggest: () => readonly Edit[]): readonly RawFinding[] {
  return rulesOn(fact).flatMap((rule) => {
    const finding = rule.judge(fact);
    return finding ? [rawFinding(rule, fact.subject, finding, suggest)] : [];
  });
}

function isOpen(fact: LifecycleFact, isSettled: IsSettled): boolean {
  return rulesOn(fact).some(({ id }) => !isSettled(id, fact.subject));
}

function rulesOn({ kind }: LifecycleFact): readonly LifecycleRule[] {
  return LIFECYCLE_RULES.filter(({ on }) => on === kind);
}
