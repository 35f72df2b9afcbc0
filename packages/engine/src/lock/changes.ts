import { entryKey, type Lock, type LockEntry } from "./lock.js";
import { withoutRanges } from "./ranges.js";

/** What can happen to an entry, or to the reservations of a message or enum. */
export type LockChangeKind = "added" | "retired" | "restored" | "retyped" | "deprecated" | "undeprecated" | "reserved";

/** One thing that a lock says and an earlier one does not. */
export interface LockChange {
  readonly kind: LockChangeKind;
  /** The message or enum, with the field or member where it is about one. */
  readonly subject: string;
}

/** What `after` says that `before` does not, in the order of `after`. */
export function lockChanges(before: Lock, after: Lock): readonly LockChange[] {
  return [...after.definitions.values()].flatMap(({ qualifiedName, entries, reserved }) => {
    const known = before.definitions.get(qualifiedName);
    const byKey = new Map((known?.entries ?? []).map((entry) => [entryKey(entry), entry]));
    const changes = entries.flatMap((entry): LockChange[] => {
      const kind = entryChange(byKey.get(entryKey(entry)), entry);
      return kind ? [{ kind, subject: `${qualifiedName}.${entry.name}` }] : [];
    });
    const isReserved =
      withoutRanges(reserved.numbers, known?.reserved.numbers ?? []).length > 0 ||
      reserved.names.some((name) => !known?.reserved.names.includes(name));
    return isReserved ? [...changes, { kind: "reserved", subject: qualifiedName }] : changes;
  });
}

function entryChange(before: LockEntry | undefined, after: LockEntry): LockChangeKind | undefined {
  if (!before) return "added";
  if (!before.retired !== !after.retired) return after.retired ? "retired" : "restored";
  if (before.type !== after.type) return "retyped";
  if (!before.deprecated !== !after.deprecated) return after.deprecated ? "deprecated" : "undeprecated";
  return undefined;
}
