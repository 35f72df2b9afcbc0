import type { Reserved, Span } from "@nx-contracts/ir";
import type { LockChange } from "../lock/changes.js";

/** What every fact about a lock and the protos carries. */
interface OnSubject {
  /** `<Message>.<field>`, `<Message>` or the lock, without the contract. */
  readonly subject: string;
  /** The field's or member's place; of what is gone, that of its message or enum. */
  readonly at: Span;
}

interface InDefinition extends OnSubject {
  /** Subject of the message or enum. */
  readonly definition: string;
  /** Where the lock remembers it. */
  readonly lockedAt: Span;
  /** Numbers of the lock that stay as they are until this is settled. */
  readonly holds: readonly string[];
}

/** A field or member: `title`, a string. */
export interface NamedPart {
  readonly name: string;
  /** Of a field, in one word. */
  readonly type?: string;
}

/**
 * What the lock knew of a number or name that is used for something else.
 *
 * - `retired`: used by something that is gone.
 * - `active`: used by something else, which is gone only now.
 * - `reserved`: must not be used.
 */
export type Memory =
  | (NamedPart & { readonly kind: "retired"; readonly number: number; readonly until?: string })
  | (NamedPart & { readonly kind: "active"; readonly number: number })
  | { readonly kind: "reserved" };

/** The closed union of what can be so between a lock and the protos that it remembers. */
export type LifecycleFact =
  | (InDefinition & {
      readonly kind: "number-reused";
      readonly number: number;
      readonly part: NamedPart;
      readonly was: Memory;
    })
  | (InDefinition & {
      readonly kind: "name-reused";
      readonly number: number;
      readonly part: NamedPart;
      readonly was: Memory;
    })
  /** Something is gone, and its numbers, its name or both are free to be taken. */
  | (InDefinition & {
      readonly kind: "left-unreserved";
      readonly what: "message" | "enum";
      readonly definitionAt: Span;
      readonly name: string;
      readonly free: Reserved;
    })
  | (InDefinition & {
      readonly kind: "reservation-removed";
      readonly what: "message" | "enum";
      readonly definitionAt: Span;
      readonly free: Reserved;
    })
  /** Gone before its time; `deprecated` is the date, `parts` are there where the whole definition went. */
  | (InDefinition & {
      readonly kind: "removed-too-early";
      readonly name: string;
      readonly deprecated?: string;
      readonly allowedFrom: string;
      readonly parts?: number;
    })
  | (OnSubject & { readonly kind: "lock-stale"; readonly changes: readonly LockChange[] });

export type LifecycleFactKind = LifecycleFact["kind"];
