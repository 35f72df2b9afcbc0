import type { ProtoEnum, ProtoFile, ProtoMessage } from "@nx-contracts/ir";

/** The simple names that mean something else to the files that import a changed one, or that all do. */
export type OutlineChange = "everything" | ReadonlySet<string>;

/**
 * What files that import `before` and now `after`, and are the same as ever,
 * read differently: names that came, went or became another kind of thing,
 * and enums whose numbers moved, because defaults are told by them.
 */
export function outlineChange(before: ProtoFile | undefined, after: ProtoFile | undefined): OutlineChange {
  if (before === undefined || after === undefined || before.package !== after.package) return "everything";
  const old = outlineOf(before);
  const now = outlineOf(after);
  const names = new Set<string>();
  for (const [name, kind] of old) if (!isKept(kind, now.get(name))) names.add(simpleName(name));
  for (const name of now.keys()) if (!old.has(name)) names.add(simpleName(name));
  return names;
}

/** Whether a definition of `before` is not in `after`, so that its package may have lost it. */
export function losesDefinition(before: ProtoFile | undefined, after: ProtoFile | undefined): boolean {
  if (before === undefined) return false;
  if (after === undefined || before.package !== after.package) return true;
  const now = new Set(definitionsOf(after));
  return definitionsOf(before).some((name) => !now.has(name));
}

type Kind = "message" | "service" | ProtoEnum;

function isKept(old: Kind, now: Kind | undefined): boolean {
  if (typeof old === "string" || now === undefined || typeof now === "string") return old === now;
  const [values, names] = [byNumber(now), new Map(now.values.map(({ name, number }) => [name, number]))];
  const first = byNumber(old);
  return (
    old.values[0]?.number === now.values[0]?.number &&
    old.values.every(({ name, number }) => names.get(name) === number && values.get(number) === first.get(number))
  );
}

/** The first name of every number. */
function byNumber({ values }: ProtoEnum): ReadonlyMap<number, string> {
  return new Map(values.toReversed().map(({ name, number }) => [number, name]));
}

interface Holder {
  readonly messages: readonly ProtoMessage[];
  readonly enums: readonly ProtoEnum[];
}

function outlineOf(file: ProtoFile): ReadonlyMap<string, Kind> {
  const found = new Map<string, Kind>(file.services.map(({ name }) => [name, "service"]));
  const waiting: Holder[] = [file];
  for (let holder = waiting.pop(); holder !== undefined; holder = waiting.pop()) {
    for (const each of holder.enums) found.set(each.nestedName, each);
    for (const message of holder.messages) {
      if (!message.isMapEntry) found.set(message.nestedName, "message");
      waiting.push(message);
    }
  }
  return found;
}

function definitionsOf(file: ProtoFile): readonly string[] {
  const names = file.services.map(({ name }) => `service ${name}`);
  const waiting: (Holder & Pick<ProtoFile, "extensions">)[] = [file];
  for (let holder = waiting.pop(); holder !== undefined; holder = waiting.pop()) {
    names.push(...holder.enums.map(({ nestedName }) => `enum ${nestedName}`));
    names.push(...holder.extensions.map(({ name, extension }) => `extension ${extension?.nestedName ?? name}`));
    for (const message of holder.messages) {
      names.push(`message ${message.nestedName}`);
      waiting.push(message);
    }
  }
  return names;
}

function simpleName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
