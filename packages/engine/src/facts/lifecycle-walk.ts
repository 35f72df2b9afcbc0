import type { Schema } from "@nx-contracts/ir";
import { lockChanges } from "../lock/changes.js";
import { type Definition, definitionsIn } from "../lock/definition.js";
import { type LockedDefinition, numberKey } from "../lock/lock.js";
import type { ReadLock } from "../lock/parse.js";
import { updateLock } from "../lock/update.js";
import { isRemovable, removableFrom } from "../lock/window.js";
import { compareWithLock, type LockCircumstances } from "./compare-lock.js";
import type { LifecycleFact } from "./lifecycle.js";

/** Everything that is so between the lock and all protos of its project, in the order of the protos; not whether it is stale. */
export function lifecycleFacts(
  { lock, places }: ReadLock,
  schemas: readonly Schema[],
  circumstances: LockCircumstances,
): readonly LifecycleFact[] {
  const live = definitionsIn(schemas);
  const compared = [...live.values()].flatMap((definition) => {
    const locked = lock.definitions.get(definition.qualifiedName);
    return locked ? compareWithLock(definition, locked, places, circumstances) : [];
  });
  const gone = [...lock.definitions.values()].filter(({ qualifiedName }) => !live.has(qualifiedName));
  const packages = new Set(schemas.flatMap((schema) => schema.package ?? []));
  return [...compared, ...gone.flatMap((each) => goneTooEarly(each, places, circumstances, { live, packages }))];
}

/** That the lock lacks something, apart from what is held back. */
export function staleFact(
  { file, lock }: ReadLock,
  schemas: readonly Schema[],
  { today }: LockCircumstances,
  heldBack: ReadonlySet<string>,
): LifecycleFact | undefined {
  const changes = lockChanges(lock, updateLock(lock, schemas, { today, heldBack }));
  if (changes.length === 0) return undefined;
  return {
    kind: "lock-stale",
    subject: file.slice(file.lastIndexOf("/") + 1),
    at: { file, line: 1, column: 1 },
    changes,
  };
}

/** A whole message or enum that went before its time, as one fact. */
function goneTooEarly(
  { qualifiedName, entries }: LockedDefinition,
  places: ReadLock["places"],
  { today, version, window }: LockCircumstances,
  around: { readonly live: ReadonlyMap<string, Definition>; readonly packages: ReadonlySet<string> },
): readonly LifecycleFact[] {
  const early = entries.filter(
    (entry) =>
      window && !entry.retired && !isRemovable(entry, window, { today, ...(version !== undefined && { version }) }),
  );
  const [first] = early;
  if (!window || !first) return [];
  const subject = localName(qualifiedName, around);
  return [
    {
      kind: "removed-too-early",
      subject,
      at: places.entry(qualifiedName, first),
      definition: subject,
      lockedAt: places.entry(qualifiedName, first),
      holds: early.map((entry) => numberKey(qualifiedName, entry)),
      name: subject,
      allowedFrom: early
        .map((entry) => removableFrom(entry, window, today))
        .reduce((latest, date) => (date > latest ? date : latest)),
      parts: early.length,
    },
  ];
}

/** Without the package, where that is still known and no other definition is called so. */
function localName(
  qualifiedName: string,
  { live, packages }: { readonly live: ReadonlyMap<string, Definition>; readonly packages: ReadonlySet<string> },
): string {
  const outer = [...packages]
    .filter((each) => qualifiedName.startsWith(`${each}.`))
    .sort()
    .at(-1);
  if (outer === undefined || packages.size > 1) return qualifiedName;
  const local = qualifiedName.slice(outer.length + 1);
  return [...live.values()].some(({ subject }) => subject === local) ? qualifiedName : local;
}
