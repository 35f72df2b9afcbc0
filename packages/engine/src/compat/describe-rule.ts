import { BUF_CATEGORIES, expandBufId } from "./buf-ids.js";
import type { CompatRule } from "./rule.js";

/** A rule in words that are true of all its findings. */
export interface RuleDescription {
  /** The verdict of its findings, `varies` where that depends on the change. */
  readonly verdict: string;
  /** What Buf calls it, and where it asks for it. */
  readonly called: string;
  /** What it does to whom, the headline first. */
  readonly effects: readonly string[];
}

/** Describes a rule for its page, in Markdown. */
export function describeRule({ buf, alike }: CompatRule): RuleDescription {
  const categories = BUF_CATEGORIES.filter((category) => expandBufId("v2", category)?.includes(buf));
  return {
    verdict: alike?.[0]?.verdict ?? "varies",
    called: `Called \`${buf}\` by \`buf breaking\`, in ${categories.map((each) => `\`${each}\``).join(", ")}.`,
    effects: alike?.map(({ verdict, hurts }) => `\`${verdict}\`: ${hurts}.`) ?? [
      "Whom it hurts depends on the change; every finding says so.",
    ],
  };
}
