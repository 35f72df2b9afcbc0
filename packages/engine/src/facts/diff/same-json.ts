import type { JsonValue } from "@nx-contracts/ir";

/** Whether two values are the same in JSON, whatever the order of their keys. */
export function sameJson(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  const waiting: (readonly [JsonValue | undefined, JsonValue | undefined])[] = [[before, after]];
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const [from, to] = pair;
    if (Object.is(from, to)) continue;
    const [members, others] = [membersOf(from), membersOf(to)];
    if (!members || !others || members.size !== others.size || Array.isArray(from) !== Array.isArray(to)) return false;
    for (const [key, member] of members) {
      if (!others.has(key)) return false;
      waiting.push([member, others.get(key)]);
    }
  }
  return true;
}

function membersOf(value: JsonValue | undefined): ReadonlyMap<string, JsonValue> | undefined {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : undefined;
}
