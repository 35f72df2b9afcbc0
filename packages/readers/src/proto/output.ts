import { NOTHING_RESERVED, indexLines } from "@nx-contracts/ir";
import type { Enum, JsonObject, LineIndex, Reserved, SchemaRecord, Service, Span } from "@nx-contracts/ir";
import { docOf } from "./comments.js";
import type { ReservedNode, Stretch } from "./syntax-tree.js";
import type { Unit } from "./unit.js";

const NOWHERE: Span = { file: "", line: 1, column: 1 };

/** What one file adds to the schema, unless it has problems; nothing where it is only checked. */
export class Output {
  /** Otherwise what is compiled is checked and dropped. */
  readonly isKept: boolean;
  readonly records: SchemaRecord[] = [];
  readonly enums: Enum[] = [];
  readonly services: Service[] = [];
  readonly #unit: Unit;
  #lines: LineIndex | undefined;

  constructor(unit: Unit, { isKept = true } = {}) {
    this.#unit = unit;
    this.isKept = isKept;
  }

  /** The comment that belongs to what stands between a gap and `end`. */
  doc(gap: number, end: number): string | undefined {
    return this.isKept ? docOf(this.#unit.file.text, gap, end) : undefined;
  }

  at({ start, end }: Stretch): Span {
    if (!this.isKept) return NOWHERE;
    const { path, text } = this.#unit.file;
    this.#lines ??= indexLines(text);
    return this.#lines.span(path, start, end);
  }
}

/** `options` for a schema node, without the one that the node states itself. */
export function without(options: JsonObject | undefined, name: string): { readonly options?: JsonObject } {
  if (options === undefined) return {};
  const { [name]: _, ...rest } = options;
  return Object.keys(rest).length === 0 ? {} : { options: rest };
}

/** Numbers and names that stand in `reserved` statements, `max` written out. */
export function compileReserved(statements: readonly ReservedNode[], highest: number): Reserved {
  if (statements.length === 0) return NOTHING_RESERVED;
  return {
    numbers: statements.flatMap((statement) =>
      statement.ranges.map(({ from, to }) => ({ from, to: Math.min(to, highest) })),
    ),
    names: statements.flatMap((statement) => statement.names.map(({ name }) => name)),
  };
}
