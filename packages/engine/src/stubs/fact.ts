import type { RelatedPlace, Span } from "@nx-contracts/ir";
import type { StubDifference } from "./compare.js";

/** What every fact about a generated file carries. */
interface OnStub {
  /** Path of the stub, or what would be its path, relative to the workspace root. */
  readonly subject: string;
  readonly at: Span;
  /** The entry of `generate` that it belongs to. */
  readonly output: string;
  readonly related: readonly RelatedPlace[];
}

interface OfProto extends OnStub {
  /** Path of its proto. */
  readonly proto: string;
}

/** The closed union of what can be so between a generated file, its proto and the configuration. */
export type StubFact =
  /** It holds what another version of its proto said. */
  | (OfProto & { readonly kind: "stale"; readonly differences: readonly StubDifference[]; readonly lines?: number })
  /**
   * - `manifest`: other bytes than were generated.
   * - `contents`: it disagrees with its proto, and the stub beside it does not.
   * - `generator`: other bytes than are generated now, and nobody knows which were then.
   */
  | (OfProto & {
      readonly kind: "edited";
      readonly seenBy: "manifest" | "contents" | "generator";
      readonly differences: readonly StubDifference[];
      /** Lines that are not what the generator makes; only where it was asked. */
      readonly lines?: number;
    })
  /** `companion` says what the file would be that comes with the stub. */
  | (OfProto & { readonly kind: "missing"; readonly companion?: string; readonly isPathKnown: boolean })
  /** `original` is the stub in its place, of which it is a copy. */
  | (OnStub & { readonly kind: "orphaned"; readonly source: string; readonly original?: string })
  | (OnStub & { readonly kind: "untracked"; readonly isIgnored: boolean })
  | (OnStub & {
      readonly kind: "tool-drift";
      readonly tool: string;
      readonly version: string;
      readonly expected: string;
      readonly expectedBy: "configuration" | "siblings";
    })
  | (OnStub & { readonly kind: "unreadable"; readonly problem: string });
