import type { JsonObject, RelatedPlace, Severity, Span } from "@nx-contracts/ir";
import { onKinds } from "./fact-kind.js";
import type { Fact, FactKind, FactOf } from "./facts/fact.js";

/** What a rule says about one fact, before policy gives it a severity. */
export interface Finding<Message extends string = string, Data extends JsonObject = JsonObject> {
  /** Key into the rule's `messages`. */
  readonly message: Message;
  readonly at: Span;
  readonly related?: readonly RelatedPlace[];
  /** What the message is made of; published in JSON. */
  readonly data: Data;
  readonly help?: string;
}

/** Source texts of one example; `models.py`, `mirror.proto` and `mirror.ts` tell the language. */
export interface RuleExample {
  readonly title: string;
  /** Source of truth first, mirror second: file name → text. */
  readonly files: { readonly [file: string]: string };
  /** Subjects reported by this rule, without the contract; empty when it has nothing to say. */
  readonly reports: readonly string[];
}

/** One rule as written in its file. */
export interface RuleDefinition<Kind extends FactKind, Message extends string, Data extends JsonObject> {
  /** `<family>/<name>`: the path of the file, the documentation page, the configuration key. */
  readonly id: `${string}/${string}`;
  /** One line for lists. */
  readonly summary: string;
  /** Why it matters and how to mend it, in Markdown. */
  readonly help: string;
  /** Severity unless the configuration says otherwise; by message where they weigh differently. */
  readonly severity: Severity | "off" | { readonly [M in Message]: Severity };
  /** The fact it judges. */
  readonly on: Kind;
  readonly messages: { readonly [M in Message]: (data: Data) => string };
  readonly check: (fact: FactOf<Kind>) => Finding<Message, Data> | undefined;
  readonly examples: readonly RuleExample[];
}

/** A rule as the catalogue holds it, its fact type forgotten. */
export interface Rule {
  readonly id: string;
  readonly family: string;
  readonly summary: string;
  readonly help: string;
  readonly severity: Severity | "off" | { readonly [message: string]: Severity };
  readonly on: FactKind;
  readonly examples: readonly RuleExample[];
  readonly messageKeys: readonly string[];
  /** Judges any fact; answers only for its own kind. */
  readonly judge: (fact: Fact) => (Finding & { readonly text: string }) | undefined;
}

/** Closes a rule over its fact type, so that the catalogue is one plain list. */
export function defineRule<const Kind extends FactKind, const Message extends string, Data extends JsonObject>(
  definition: RuleDefinition<Kind, Message, Data>,
): Rule {
  const { id, summary, help, severity, on, messages, check, examples } = definition;
  const checkOwn = onKinds<Fact, Kind, [], Finding<Message, Data>>([on], check);
  return {
    id,
    family: id.slice(0, id.indexOf("/")),
    summary,
    help,
    severity,
    on,
    examples,
    messageKeys: Object.keys(messages),
    judge(fact) {
      const finding = checkOwn(fact);
      return finding && { ...finding, text: messages[finding.message](finding.data) };
    },
  };
}
