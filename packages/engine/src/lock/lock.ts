import type { Reserved } from "@nx-contracts/ir";

/** The name of the file, beside the protos. */
export const LOCK_FILE = "contracts.lock";

/** When something was first seen to be deprecated. */
export interface Deprecation {
  /** Absent where the contracts had none. */
  readonly version?: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

/** A number and a name that a field or an enum member has, or had. */
export interface LockEntry {
  readonly kind: "field" | "member";
  readonly number: number;
  readonly name: string;
  /** Of a field, as `typeToken` writes it. */
  readonly type?: string;
  /** The version it appeared in. */
  readonly since?: string;
  readonly deprecated?: Deprecation;
  /** It is gone, as of the version where that is known. */
  readonly retired?: { readonly version?: string };
}

/** All that was ever used in one message or enum, in the order of the file. */
export interface LockedDefinition {
  readonly qualifiedName: string;
  readonly entries: readonly LockEntry[];
  /** In ascending order; ranges that touch are one. */
  readonly reserved: Reserved;
}

/** Every number and name that was ever used, by the qualified name of its message or enum. */
export interface Lock {
  readonly definitions: ReadonlyMap<string, LockedDefinition>;
}

export const EMPTY_LOCK: Lock = Object.freeze({ definitions: new Map() });

/** A number of a message or enum: what is held back when a finding about it is not settled. */
export function numberKey(qualifiedName: string, { kind, number }: Pick<LockEntry, "kind" | "number">): string {
  return `${qualifiedName} ${kind} ${number}`;
}

/** Tells the entries of one message or enum apart. */
export function entryKey({ kind, number, name }: Pick<LockEntry, "kind" | "number" | "name">): string {
  return `${kind} ${number} ${name}`;
}

/** The order of the file: kind, number, name. */
export function compareEntries(a: LockEntry, b: LockEntry): number {
  return compareText(a.kind, b.kind) || a.number - b.number || compareText(a.name, b.name);
}

/** By code units, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
