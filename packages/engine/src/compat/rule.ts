import type { RuleExample } from "../rule.js";
import { onKinds } from "../fact-kind.js";
import type { CompatFact, CompatFactKind, CompatFactOf } from "./fact.js";
import type { Consequence, Direction } from "./verdict.js";
import type { ProtoFile, ProtoPlace } from "@nx-contracts/ir";

/** What a rule says about one fact. */
export interface CompatFinding {
  /** In the words of Buf. */
  readonly message: string;
  /** For people, where those words have a flaw. */
  readonly plain?: string;
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
  /** Why it matters and what to do, in Markdown. */
  readonly help: string;
  /** Files called `before.proto` and `after.proto`, or in folders of these names, for the two versions. */
  readonly examples: readonly RuleExample[];
  /** The fact it judges. */
  readonly on: Kind;
  /** What it does to others, the headline first; a function where that depends on more. */
  readonly effect:
    | readonly Consequence[]
    | ((fact: CompatFactOf<Kind>, direction: Direction) => readonly Consequence[]);
  readonly check: (fact: CompatFactOf<Kind>) => CompatFinding | undefined;
}

/** A rule as the catalogue holds it, its fact type forgotten. */
export interface CompatRule {
  readonly id: string;
  readonly buf: string;
  readonly summary: string;
  readonly help: string;
  readonly examples: readonly RuleExample[];
  readonly on: CompatFactKind;
  /** Judges any fact; answers only for its own kind. */
  readonly judge: (fact: CompatFact) => CompatFinding | undefined;
  /** What a fact that it reports does to others; empty where that is nothing. */
  readonly effect: (fact: CompatFact, direction: Direction) => readonly Consequence[];
  /** What it does to others where that is the same for every fact. */
  readonly alike?: readonly Consequence[];
}

/** Closes a rule over its fact type, so that the catalogue is one plain list. */
export function defineCompatRule<const Kind extends CompatFactKind>(
  definition: CompatRuleDefinition<Kind>,
): CompatRule {
  const { id, buf, summary, help, examples, on, check, effect } = definition;
  const effects = onKinds<CompatFact, Kind, [Direction], readonly Consequence[]>([on], (fact, direction) =>
    typeof effect === "function" ? effect(fact, direction) : effect,
  );
  return {
    id,
    buf,
    summary,
    help,
    examples,
    on,
    judge: onKinds<CompatFact, Kind, [], CompatFinding>([on], check),
    effect: (fact, direction) => effects(fact, direction) ?? [],
    ...(typeof effect !== "function" && { alike: effect }),
  };
}
