import type { Span } from "@nx-contracts/ir";
import type { Piece } from "./fact.js";

/** What a fact is about. */
export interface Names {
  readonly within: string;
  readonly subject: string;
}

/** One thing in one version and where it is defined. */
export type Place<Where> = Where & { readonly at: Span };

/** The same thing in both versions. */
export interface Both<Where> {
  readonly before: Place<Where>;
  readonly after: Place<Where>;
}

/** What the two versions hold where they differ. */
export function changed<Where, Value>(
  { before, after }: Both<Where>,
  from: Value,
  to: Value,
): { readonly before: Piece<Where, Value>; readonly after: Piece<Where, Value> } {
  return { before: { ...before, value: from }, after: { ...after, value: to } };
}
