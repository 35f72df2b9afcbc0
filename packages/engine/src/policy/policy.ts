import type { Severity, Span } from "@nx-contracts/ir";

export type Grade = Severity | "off";

/** A finding set aside, with the reason. */
export interface Ignore {
  /** Subject without the contract; `*` stands for any characters, `Anime.score` covers what is inside it. */
  readonly subjects: readonly string[];
  /** Only this rule, or any when absent. */
  readonly rule?: string;
  readonly reason: string;
  readonly at: Span;
}

/** Another severity for some subjects, with the reason. */
export interface Override extends Ignore {
  readonly severity: Grade;
}

/** How one contract's findings weigh. */
export interface Policy {
  /** Rule → severity, the contract's own words over the workspace's. */
  readonly rules: { readonly [rule: string]: Grade };
  readonly overrides: readonly Override[];
  readonly ignore: readonly Ignore[];
}

export const DEFAULT_POLICY: Policy = { rules: {}, overrides: [], ignore: [] };

/**
 * The severity of a finding: an override for its subject, else the rule's
 * configured severity, else its own.
 */
export function gradeOf(rule: string, subject: string, own: Grade, { rules, overrides }: Policy): Grade {
  const override = overrides.find((each) => covers(each, rule, subject));
  return override?.severity ?? rules[rule] ?? own;
}

/** Whether an ignore or override speaks of a finding; `subject` without its contract. */
export function covers(ignore: Ignore, rule: string, subject: string): boolean {
  if (ignore.rule !== undefined && ignore.rule !== rule) return false;
  return ignore.subjects.some((pattern) => matchesSubject(pattern, subject));
}

/** `Anime.score` matches itself, `Anime.score[]`, `Anime.score{value}` and `Anime.score@web`. */
function matchesSubject(pattern: string, subject: string): boolean {
  if (pattern === subject) return true;
  if (pattern.includes("*")) {
    const expression = pattern.split("*").map(escape).join(".*");
    return new RegExp(`^${expression}(?:[[{@].*)?$`, "su").test(subject);
  }
  return subject.startsWith(pattern) && /[[{@]/.test(subject.charAt(pattern.length));
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
