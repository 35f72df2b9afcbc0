import { definitionsIn } from "../lock/definition.js";
import type { LockedDefinition } from "../lock/lock.js";
import type { LifecycleInput } from "./findings.js";

/**
 * Whether the lock has taken over what a finding said, so that it is not said
 * again: somebody approved it, and the lock was written since.
 *
 * @param subject of the finding, without the contract
 */
export function isTakenOver({ read: { lock }, schemas }: LifecycleInput, rule: string, subject: string): boolean {
  if (rule === "lifecycle/removed-too-early") return hasRetired(lock.definitions.values(), subject);
  if (rule !== "lifecycle/number-reused" && rule !== "lifecycle/name-reused") return false;
  const same = rule === "lifecycle/number-reused" ? "number" : "name";
  return [...definitionsIn(schemas).values()].some((definition) =>
    definition.parts.some((part) => {
      if (`${definition.subject}.${part.name}` !== subject) return false;
      const entries = lock.definitions.get(definition.qualifiedName)?.entries ?? [];
      const own = entries.find((each) => each.number === part.number && each.name === part.name);
      return own !== undefined && !own.retired && entries.some((each) => each !== own && each[same] === part[same]);
    }),
  );
}

/** A field, a member, or a whole message or enum: with its package or without. */
function hasRetired(definitions: Iterable<LockedDefinition>, subject: string): boolean {
  const isNamed = (name: string) => name === subject || name.endsWith(`.${subject}`);
  return [...definitions].some(
    ({ qualifiedName, entries }) =>
      (isNamed(qualifiedName) && entries.every(({ retired }) => retired)) ||
      entries.some(({ name, retired }) => retired && isNamed(`${qualifiedName}.${name}`)),
  );
}
