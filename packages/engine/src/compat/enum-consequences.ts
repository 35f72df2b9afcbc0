import type { CompatFactOf } from "./fact.js";
import { covers } from "./ranges.js";
import type { Consequence } from "./verdict.js";

/** What it does that a number of an enum has no name any more, the headline first. */
export function enumRemovalConsequences({
  number,
  names,
  after,
}: CompatFactOf<"enum-number-removed">): readonly Consequence[] {
  const lost = names.filter((name) => !after.enum.reservedNames.includes(name)).map((name) => `the name \`${name}\``);
  const missing = [...(covers(after.enum.reservedRanges, number) ? [] : [`the number ${number}`]), ...lost];
  const hurts = `a later value may take ${missing.join(" or ")} and old data then says something else`;
  const source: Consequence = { verdict: "break-source", hurts: "code that names the value no longer compiles" };
  return [...(missing.length > 0 ? [{ verdict: "hazard", hurts } as const] : []), source];
}
