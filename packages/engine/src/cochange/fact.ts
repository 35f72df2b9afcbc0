import type { Certainty, CodeLanguage, Language, RelatedPlace, Span } from "@nx-contracts/ir";
import type { ParityFact } from "../facts/fact.js";

/** What every fact about things that change together carries. */
interface OnSubject {
  /** `<Record>.<field>` or what stands in its place, without the contract. */
  readonly subject: string;
}

/** What a definition changed in, in one word. */
export type Aspect = "type" | "presence" | "key" | "number" | "value";

/** One side of a contract as messages name it. */
export interface SideAt {
  readonly language: Language;
  readonly at: Span;
}

/**
 * What one side changed that the other does not say.
 *
 * - `added`, `removed`: it is there now, or no longer.
 * - `changed`: it is another in the aspect; `lossy` where the other side holds most of it.
 * - `apart`: both sides changed it, and not to the same.
 */
export type SchemaChange =
  | { readonly kind: "added" | "removed" }
  | { readonly kind: "changed"; readonly aspect: Aspect; readonly isLossy: boolean }
  | { readonly kind: "apart"; readonly aspect: Aspect };

export interface BehindSchema extends OnSubject {
  readonly level: "schema";
  readonly change: SchemaChange;
  /** What it was called, where it looks like the same thing under another name. */
  readonly was?: string;
  /** What it seems to be called now, where it is gone. */
  readonly became?: string;
  /** Where it changed; of what is gone, where it was. */
  readonly changed: SideAt;
  /** Where the other side would have to follow. */
  readonly behind: SideAt;
  /** What the two sides disagree in now, and the parity rule that says so. */
  readonly parity: { readonly fact: ParityFact; readonly rule: string };
}

interface BehindFile extends OnSubject {
  readonly level: "file";
  readonly changed: SideAt;
  /** A file of the side that has not changed. */
  readonly behind: SideAt;
}

/** The closed union of what can be so of things that have to change together. */
export type CochangeFact =
  /** The source changed, and the mirror does not say the same. */
  | ((BehindSchema | BehindFile) & { readonly kind: "mirror-behind" })
  /** The mirror changed, and the source does not say the same. */
  | ((BehindSchema | BehindFile) & { readonly kind: "source-behind" })
  /** A proto means something else, and what was generated from it is as it was. */
  | (OnSubject & {
      readonly kind: "stub-behind";
      readonly proto: Span;
      /** The stubs of one output. */
      readonly stubs: readonly Span[];
      /** What is configured to generate them. */
      readonly output: string;
    })
  /** Code uses what is gone. */
  | (OnSubject & {
      readonly kind: "consumer-behind";
      /** What is gone, without who uses it. */
      readonly name: string;
      readonly what: "record" | "field" | "enum" | "member";
      readonly project: string;
      readonly language: CodeLanguage;
      readonly access: "read" | "write" | "name";
      readonly certainty: Certainty;
      /** Its name from now on, where it has only been renamed. */
      readonly became?: string;
      readonly at: Span;
      /** Where it was. */
      readonly was: Span;
    })
  | (OnSubject & {
      readonly kind: "owner-not-asked";
      readonly team: string;
      readonly contact?: string;
      /** Code owners of the changed files. */
      readonly asked: readonly string[];
      /** Where the code owners stand. */
      readonly owners: Span;
      readonly at: Span;
    })
  /** A file or a record is gone while something refers to it. */
  | (OnSubject & {
      readonly kind: "deleted-while-used";
      readonly what: "file" | "record";
      readonly isStored: boolean;
      /** The nearest place that is still there. */
      readonly at: Span;
      readonly uses: readonly RelatedPlace[];
    });

export type CochangeFactKind = CochangeFact["kind"];
export type CochangeFactOf<Kind extends CochangeFactKind> = Extract<CochangeFact, { readonly kind: Kind }>;
