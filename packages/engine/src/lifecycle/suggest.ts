import { type Edit, NOTHING_RESERVED, type Reserved } from "@nx-contracts/ir";
import { openSheet, type Sheet, type TextOf } from "../edit/page.js";
import { reserveOn } from "../edit/reserve.js";
import type { LifecycleFact } from "../facts/lifecycle.js";
import { joinReserved } from "../lock/ranges.js";

/** Facts about one definition that each show the change; of more, the first one does. */
const MOST_REPEATS = 10;

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
  const known = new Map<string, readonly Edit[]>();
  const together = (fact: FreeFact) => {
    const others = byDefinition.get(fact.definition) ?? [];
    if (!others.includes(fact)) return reserve(fact, [fact]);
    if (others.length > MOST_REPEATS && others[0] !== fact) return [];
    const edits = known.get(fact.definition) ?? reserve(fact, others);
    known.set(fact.definition, edits);
    return edits;
  };
  const reserve = (fact: FreeFact, facts: readonly FreeFact[]) => {
    const sheet = sheetOf(fact.definitionAt.file);
    if (!sheet) return [];
    const missing = facts.map(({ free }) => free).reduce(joinReserved, NOTHING_RESERVED);
    return reserveOn(sheet, fact.definitionAt, missing, fact.what);
  };
  return (fact) => (isFree(fact) ? together(fact) : []);
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
