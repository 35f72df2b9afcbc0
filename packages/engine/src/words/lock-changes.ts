import type { LockChange, LockChangeKind } from "../lock/changes.js";
import { listWords } from "./reserved.js";

const NOUNS = {
  added: ["entry", "entries"],
  retired: ["retirement", "retirements"],
  restored: ["return", "returns"],
  retyped: ["change of a type", "changes of types"],
  deprecated: ["deprecation", "deprecations"],
  undeprecated: ["deprecation taken back", "deprecations taken back"],
  reserved: ["new reservation", "messages or enums with new reservations"],
} as const satisfies Record<LockChangeKind, readonly [one: string, several: string]>;

/** How much of each kind: `2 entries and 1 retirement`. */
export function describeChanges(changes: readonly LockChange[]): string {
  const counts = new Map<LockChangeKind, number>();
  for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return listWords([...counts].map(([kind, count]) => `${count} ${NOUNS[kind][count === 1 ? 0 : 1]}`));
}
