import type { Edit, Reserved, Span } from "@nx-contracts/ir";
import { joinRanges, type NumberRange, withoutRanges } from "../lock/ranges.js";
import { insertBelow } from "./insert.js";
import { type Change, type Hunk, lineAt, openSheet, type Sheet, toEdits } from "./page.js";
import { isEdition, type ProtoBody, protoBody, usualQuote } from "./proto-body.js";
import { type ReservedStatement, readRanges, readReserved } from "./reserved-statement.js";
import { insertAtTop } from "./top-of-body.js";

/**
 * The change that reserves `missing` in the message or enum at `at`, as whole
 * lines of `text`. A statement that stands on one line is extended, in sorted
 * place if it is sorted; else one is added below the last, or at the top of
 * the body. What is reserved there already, or kept for extensions, is left
 * out; the caller leaves out what is in use.
 *
 * @returns Nothing when the text is not the one that `at` speaks of.
 */
export function reserveEdits(text: string, at: Span, missing: Reserved, what: "message" | "enum"): readonly Edit[] {
  return reserveOn(openSheet(at.file, text), at, missing, what);
}

/** The same on a text that is open: several definitions of one file are written to. */
export function reserveOn(sheet: Sheet, at: Span, missing: Reserved, what: "message" | "enum"): readonly Edit[] {
  const body = protoBody(sheet, at);
  if (!body) return [];
  const statements = body.statements.flatMap((each) => readReserved(sheet, each) ?? []);
  const wanted = stillMissing(sheet, body, statements, missing);
  const numbers = rangeTexts(wanted.numbers, what === "enum" ? HIGHEST_VALUE : HIGHEST_FIELD);
  const names = wanted.names.map((name) => quoted(sheet, statements, name));
  const added = new Reservation(sheet, body, statements);
  return toEdits(sheet, added.hunks(numbers, names));
}

const HIGHEST_FIELD = 536_870_911;
const HIGHEST_VALUE = 2_147_483_647;

function stillMissing(
  sheet: Sheet,
  { statements: all }: ProtoBody,
  reserved: readonly ReservedStatement[],
  missing: Reserved,
): Reserved {
  const extensions = all
    .filter(({ keyword }) => keyword === "extensions")
    .flatMap((statement) => readRanges(sheet, statement));
  const kept = reserved.flatMap(({ parts }) => parts.flatMap(({ range }) => range ?? []));
  const names = new Set(reserved.flatMap(({ parts }) => parts.flatMap(({ name }) => name ?? [])));
  return {
    numbers: withoutRanges(missing.numbers, [...kept, ...extensions]),
    names: [...new Set(missing.names)].filter((name) => !names.has(name)),
  };
}

/** An entry of a list, with what it is sorted by. */
interface Item<Key> {
  readonly key: Key;
  readonly text: string;
}

/** `2, 3, 5 to 7, 9 to max`. */
function rangeTexts(ranges: readonly NumberRange[], highest: number): readonly Item<number>[] {
  return joinRanges(ranges).flatMap(({ from, to }) => {
    if (to === from) return [{ key: from, text: String(from) }];
    if (to === highest) return [{ key: from, text: `${from} to max` }];
    if (to === from + 1) return [from, to].map((number) => ({ key: number, text: String(number) }));
    return [{ key: from, text: `${from} to ${to}` }];
  });
}

function quoted(sheet: Sheet, statements: readonly ReservedStatement[], name: string): Item<string> {
  if (isEdition(sheet)) return { key: name, text: name };
  const written = statements.flatMap(({ parts }) => parts.flatMap(({ quote }) => quote ?? []));
  const quote = written.at(-1) ?? usualQuote(sheet);
  return { key: name, text: quote + name + quote };
}

/** The statements of one body, with what is added to them. */
class Reservation {
  readonly #sheet: Sheet;
  readonly #body: ProtoBody;
  readonly #statements: readonly ReservedStatement[];

  constructor(sheet: Sheet, body: ProtoBody, statements: readonly ReservedStatement[]) {
    this.#sheet = sheet;
    this.#body = body;
    this.#statements = statements;
  }

  hunks(numbers: readonly Item<number>[], names: readonly Item<string>[]): readonly Hunk[] {
    const byNumber = this.#statements.findLast((each) => this.#isExtendable(each) && each.of === "numbers");
    const byName = this.#statements.findLast((each) => this.#isExtendable(each) && each.of === "names");
    const extended = [
      ...(byNumber ? extend(byNumber, numbers, ({ range }) => range?.from) : []),
      ...(byName ? extend(byName, names, ({ name }) => name) : []),
    ];
    const added = [...(byNumber ? [] : [numbers]), ...(byName ? [] : [names])].filter(({ length }) => length > 0);
    return [...extended, ...this.#add(added.map((items) => `reserved ${items.map(({ text }) => text).join(", ")};`))];
  }

  #isExtendable({ start, end, parts }: ReservedStatement): boolean {
    return parts.length > 0 && lineAt(this.#sheet, start) === lineAt(this.#sheet, end);
  }

  #add(lines: readonly string[]): readonly Hunk[] {
    const last = this.#statements.at(-1);
    if (lines.length === 0) return [];
    if (!last) return insertAtTop(this.#sheet, this.#body, lines);
    const below = insertBelow(this.#sheet, last, lines);
    return below.length > 0 ? below : insertBelow(this.#sheet, last, [lines.join(" ")]);
  }
}

/** Adds to a list: each ahead of the first that is greater, where the list is sorted; else at its end. */
function extend<Key extends string | number>(
  { parts }: ReservedStatement,
  items: readonly Item<Key>[],
  keyOf: (part: ReservedStatement["parts"][number]) => Key | undefined,
): readonly Change[] {
  const keys = parts.map(keyOf);
  const isSorted = keys.every((key, i) => i === 0 || Number(compareKeys(keys[i - 1], key)) < 0);
  const changes = new Map<number, string>();
  for (const { key, text } of items) {
    const next = isSorted ? keys.findIndex((other) => compareKeys(key, other) < 0) : -1;
    const part = parts[next] ?? parts.at(-1);
    const place = next < 0 ? part?.end : part?.start;
    if (place === undefined) continue;
    changes.set(place, (changes.get(place) ?? "") + (next < 0 ? `, ${text}` : `${text}, `));
  }
  return [...changes].map(([place, text]) => ({ start: place, end: place, text }));
}

function compareKeys(a: string | number | undefined, b: string | number | undefined): number {
  if (a === undefined || b === undefined || a === b) return 0;
  return a < b ? -1 : 1;
}
