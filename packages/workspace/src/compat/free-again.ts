import type { TextOf } from "@nx-contracts/engine";
import type { CompatFact } from "@nx-contracts/engine/compat";
import { reserveEdits } from "@nx-contracts/engine/lifecycle";
import type { Edit, ProtoEnum, ProtoFile, ProtoMessage, Reserved, Span } from "@nx-contracts/ir";
import type { CompatVerdict } from "./judge-versions.js";

/** Numbers and names that a removal left free, and the message or enum that should reserve them. */
export interface FreeAgain {
  readonly what: "message" | "enum";
  readonly file: ProtoFile;
  readonly definition: ProtoMessage | ProtoEnum;
  readonly at: Span;
  readonly missing: Reserved;
}

/** What a fact leaves free; `undefined` where that is nothing. */
export function freedBy(fact: CompatFact): Omit<FreeAgain, "at"> | undefined {
  if (fact.kind === "field-removed") {
    const { number, name } = fact.field.field;
    return fact.field.field.extension
      ? undefined
      : { what: "message", file: fact.after.file, definition: fact.after.message, missing: reserved(number, [name]) };
  }
  if (fact.kind !== "enum-number-removed") return undefined;
  const { number, names, after } = fact;
  const used = new Set(after.enum.values.map(({ name }) => name));
  const free = names.filter((name) => !used.has(name));
  return { what: "enum", file: after.file, definition: after.enum, missing: reserved(number, free) };
}

function reserved(number: number, names: readonly string[]): Reserved {
  return { numbers: [{ from: number, to: number }], names };
}

/** Verdicts about one definition that each show the change; of more, the first one does. */
const MOST_REPEATS = 10;

/**
 * Finds the change that reserves what a verdict says is free. All verdicts
 * about one message or enum have one change that mends them all.
 */
export function reservationsOf(
  verdicts: readonly CompatVerdict[],
  textOf: TextOf,
): (verdict: CompatVerdict) => readonly Edit[] {
  const byPlace = new Map<string, FreeAgain[]>();
  for (const { free } of verdicts) {
    if (free === undefined) continue;
    const others = byPlace.get(placeOf(free));
    if (others) others.push(free);
    else byPlace.set(placeOf(free), [free]);
  }
  const known = new Map<string, readonly Edit[]>();
  return ({ free }) => {
    const all = free && byPlace.get(placeOf(free));
    if (free === undefined || all === undefined) return [];
    if (all.length > MOST_REPEATS && all[0] !== free) return [];
    const edits = known.get(placeOf(free)) ?? reservationOf(all, free, textOf);
    known.set(placeOf(free), edits);
    return edits;
  };
}

function reservationOf(all: readonly FreeAgain[], free: FreeAgain, textOf: TextOf): readonly Edit[] {
  const text = textOf(free.at.file);
  if (text === undefined) return [];
  const missing = {
    numbers: all.flatMap(({ missing: { numbers } }) => numbers),
    names: all.flatMap(({ missing: { names } }) => names),
  };
  return reserveEdits(text, free.at, withoutUsed(free, missing), free.what);
}

/** A name that another field took cannot be reserved. */
function withoutUsed({ definition }: FreeAgain, { numbers, names }: Reserved): Reserved {
  const used = new Set(("fields" in definition ? definition.fields : definition.values).map(({ name }) => name));
  return { numbers, names: names.filter((name) => !used.has(name)) };
}

function placeOf({ at: { file, line, column } }: FreeAgain): string {
  return `${file}:${line}:${column}`;
}
