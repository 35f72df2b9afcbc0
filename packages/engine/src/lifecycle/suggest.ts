import { type Edit, NOTHING_RESERVED, type Reserved } from "@nx-contracts/ir";
import { openSheet, type Sheet, type TextOf } from "../edit/page.js";
import { reserveOn } from "../edit/reserve.js";
import type { LifecycleFact } from "../facts/lifecycle.js";
import { joinReserved } from "../lock/ranges.js";

type FreeFact = Extract<LifecycleFact, { readonly free: Reserved }>;

/**
 * Finds the change that reserves what a fact says is free to be taken. Those
 * of `open` that are about one message or enum have one change that mends
 * them all, so that all can be applied at once. Empty where no reservation
 * mends the fact.
 */
export function reservationFinder(
  open: readonly LifecycleFact[],
  textOf: TextOf,
): (fact: LifecycleFact) => readonly Edit[] {
  const byDefinition = new Map<string, FreeFact[]>();
  for (const fact of open.filter(isFree)) {
    const others = byDefinition.get(fact.definition);
    if (others) others.push(fact);
    else byDefinition.set(fact.definition, [fact]);
  }
  const sheetOf = sheetsOf(textOf);
  return (fact) => {
    const sheet = isFree(fact) ? sheetOf(fact.definitionAt.file) : undefined;
    if (!sheet || !isFree(fact)) return [];
    const others = byDefinition.get(fact.definition) ?? [];
    const together = others.includes(fact) ? others : [fact];
    const missing = together.map(({ free }) => free).reduce(joinReserved, NOTHING_RESERVED);
    return reserveOn(sheet, fact.definitionAt, missing, fact.what);
  };
}

function isFree(fact: LifecycleFact): fact is FreeFact {
  return "free" in fact;
}

/** Opens each file once. */
function sheetsOf(textOf: TextOf): (file: string) => Sheet | undefined {
  const sheets = new Map<string, Sheet>();
  return (file) => {
    const known = sheets.get(file);
    const text = known ? undefined : textOf(file);
    if (text === undefined) return known;
    const sheet = openSheet(file, text);
    sheets.set(file, sheet);
    return sheet;
  };
}
