import type { JsonObject, RelatedPlace, Severity, Span } from "@nx-contracts/ir";
import { onKinds } from "./fact-kind.js";
import type { Fact } from "./facts/fact.js";

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
  /** Source of truth first, mirror second; or the lock first, then what it remembers: file name → text. */
  readonly files: { readonly [file: string]: string };
  /** Subjects reported by this rule, without the contract; empty when it has nothing to say. */
  readonly reports: readonly string[];
}

/** A member of a closed union of facts. */
interface FactOfSomeKind {
  readonly kind: string;
}

/** One rule as written in its file, over one union of facts. */
export interface RuleDefinition<
  AnyFact extends FactOfSomeKind,
  Kind extends AnyFact["kind"],
  Message extends string,
  Data extends JsonObject,
> {
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
  readonly check: (fact: Extract<AnyFact, { readonly kind: Kind }>) => Finding<Message, Data> | undefined;
  readonly examples: readonly RuleExample[];
}

/** A rule as its catalogue holds it: which kind of fact it judges is forgotten, which union is not. */
export interface RuleOver<AnyFact extends FactOfSomeKind> {
  readonly id: string;
  readonly family: string;
  readonly summary: string;
  readonly help: string;
  readonly severity: Severity | "off" | { readonly [message: string]: Severity };
  readonly on: AnyFact["kind"];
  readonly examples: readonly RuleExample[];
  readonly messageKeys: readonly string[];
  /** Judges any fact; answers only for its own kind. */
  readonly judge: (fact: AnyFact) => (Finding & { readonly text: string }) | undefined;
}

/** A rule about a source and one of its mirrors. */
export type Rule = RuleOver<Fact>;

/** Makes the function that closes rules over one union of facts, so that their catalogue is one plain list. */
export function ruleDefiner<AnyFact extends FactOfSomeKind>() {
  return <const Kind extends AnyFact["kind"], const Message extends string, Data extends JsonObject>(
    definition: RuleDefinition<AnyFact, Kind, Message, Data>,
  ): RuleOver<AnyFact> => {
    const { id, summary, help, severity, on, messages, check, examples } = definition;
    const checkOwn = onKinds<AnyFact, Kind, [], Finding<Message, Data>>([on], check);
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
  };
}

/** Closes a rule over what can be so between a source and a mirror. */
export const defineRule = ruleDefiner<Fact>();
