import type { JsonObject, RelatedPlace, Span } from "@nx-contracts/ir";
import { onKinds } from "../../fact-kind.js";
import type { DiffFact, DiffFactOf, DiffKind } from "../../facts/diff/fact.js";
import { startOf } from "../../words/place.js";
import type { Direction, Verdict } from "../verdict.js";
import type { Party, Reading } from "./reading.js";
import { readingOf } from "./reading.js";

/** What a check says about one fact. */
export interface ModelJudgement<Message extends string, Data extends JsonObject> {
  /** Key into the rule's `messages`. */
  readonly message: Message;
  readonly verdict: Verdict;
  readonly hurts: readonly Party[];
  /** What the message is made of; published in JSON. */
  readonly data: Data;
}

/** What a rule says about one fact. */
export interface ModelFinding {
  readonly rule: string;
  readonly subject: string;
  /** Key into the rule's `messages`. */
  readonly key: string;
  /** A full sentence, and what to do next. */
  readonly message: string;
  readonly verdict: Verdict;
  readonly hurts: readonly Party[];
  /** In the newer version; in the older one when nothing of it is left. */
  readonly at: Span;
  readonly related: readonly RelatedPlace[];
  readonly data: JsonObject;
}

/** Two versions of one source: `before.py` and `after.py`, or the same in TypeScript. */
export interface ModelExample {
  readonly title: string;
  readonly files: { readonly [File in `${"before" | "after"}.${"py" | "ts"}`]?: string };
  /** `full` when absent. */
  readonly direction?: Direction;
  /** Subject → verdict of what this rule reports; empty when it has nothing to say. */
  readonly reports: { readonly [subject: string]: Verdict };
}

/** One rule as written in its file. */
export interface ModelRuleDefinition<Kind extends DiffKind, Message extends string, Data extends JsonObject> {
  /** `compat/<name of the file>`. */
  readonly id: `compat/model-${string}`;
  /** One line for lists. */
  readonly summary: string;
  /** Why it matters and how to mend it, in Markdown. */
  readonly help: string;
  /** The facts it judges. */
  readonly on: readonly Kind[];
  readonly messages: { readonly [M in Message]: (data: Data) => string };
  readonly check: (fact: DiffFactOf<Kind>, reading: Reading) => ModelJudgement<Message, Data> | undefined;
  readonly examples: readonly ModelExample[];
}

/** A rule as the catalogue holds it, its fact types forgotten. */
export interface ModelRule {
  readonly id: string;
  readonly summary: string;
  readonly help: string;
  readonly on: readonly DiffKind[];
  readonly examples: readonly ModelExample[];
  readonly messageKeys: readonly string[];
  /** Judges any fact; answers only for its own kinds. */
  readonly judge: (fact: DiffFact, direction: Direction) => ModelFinding | undefined;
}

/** Closes a rule over its fact types, so that the catalogue is one plain list. */
export function defineModelRule<const Kind extends DiffKind, const Message extends string, Data extends JsonObject>(
  definition: ModelRuleDefinition<Kind, Message, Data>,
): ModelRule {
  const { id, summary, help, on, messages, check, examples } = definition;
  const checkOwn = onKinds<DiffFact, Kind, [Reading], ModelJudgement<Message, Data>>(on, check);
  return {
    id,
    summary,
    help,
    on,
    examples,
    messageKeys: Object.keys(messages),
    judge(fact, direction) {
      const judged = checkOwn(fact, readingOf(direction));
      if (!judged) return undefined;
      const { message, verdict, hurts, data } = judged;
      const text = messages[message](data);
      return { rule: id, subject: fact.subject, key: message, message: text, verdict, hurts, ...placesOf(fact), data };
    },
  };
}

function placesOf(fact: DiffFact): { readonly at: Span; readonly related: readonly RelatedPlace[] } {
  if (fact.before === undefined) return { at: startOf(fact.after.at), related: [] };
  const older = startOf(fact.before.at);
  const newer = fact.after?.at ?? ownerAt(fact);
  if (!newer) return { at: older, related: [] };
  return { at: startOf(newer), related: [{ message: `\`${fact.subject}\` in the older version`, at: older }] };
}

/** Where in the newer version something is missing. */
function ownerAt({ owner }: DiffFact): Span | undefined {
  if (owner === undefined) return undefined;
  if ("record" in owner) return owner.record.at;
  return "enum" in owner ? owner.enum.at : owner.service.at;
}
