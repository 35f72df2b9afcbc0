import type { CompatFact, CompatFactKind, CompatFactOf } from "./fact.js";
import type { ProtoFile, ProtoPlace } from "@nx-contracts/ir";

/** What a rule says about one fact. */
export interface CompatFinding {
  /** In the words of Buf. */
  readonly message: string;
  /** The file of the newer side that it is about; without one it stands in no file. */
  readonly file?: ProtoFile;
  /** In that file; without it the file as a whole is meant. */
  readonly at?: ProtoPlace;
  /** The file of the older side that it is about: an exception for that file covers the finding too. */
  readonly against?: ProtoFile;
}

/** One rule as written in its file. */
export interface CompatRuleDefinition<Kind extends CompatFactKind> {
  /** `compat/<what happened>`. */
  readonly id: `compat/${string}`;
  /** What Buf calls it; some of its rules are two of ours. */
  readonly buf: string;
  /** One line for lists. */
  readonly summary: string;
  /** The fact it judges. */
  readonly on: Kind;
  readonly check: (fact: CompatFactOf<Kind>) => CompatFinding | undefined;
}

/** A rule as the catalogue holds it, its fact type forgotten. */
export interface CompatRule {
  readonly id: string;
  readonly buf: string;
  readonly summary: string;
  readonly on: CompatFactKind;
  /** Judges any fact; answers only for its own kind. */
  readonly judge: (fact: CompatFact) => CompatFinding | undefined;
}

/** Closes a rule over its fact type, so that the catalogue is one plain list. */
export function defineCompatRule<const Kind extends CompatFactKind>(
  definition: CompatRuleDefinition<Kind>,
): CompatRule {
  const { id, buf, summary, on, check } = definition;
  const isOwn = (fact: CompatFact): fact is CompatFactOf<Kind> => fact.kind === on;
  return { id, buf, summary, on, judge: (fact) => (isOwn(fact) ? check(fact) : undefined) };
}
