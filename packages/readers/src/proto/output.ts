import { NOTHING_RESERVED, indexLines } from "@nx-contracts/ir";
import type { Enum, JsonObject, LineIndex, Reserved, SchemaRecord, Service, Span } from "@nx-contracts/ir";
import type { ReservedNode, Stretch } from "./syntax-tree.js";
import type { Unit } from "./unit.js";

/** What one file adds to the schema, unless it has problems. */
export class Output {
  readonly records: SchemaRecord[] = [];
  readonly enums: Enum[] = [];
  readonly services: Service[] = [];
  readonly #file: string;
  readonly #lines: LineIndex;

  constructor(unit: Unit) {
    this.#file = unit.file.path;
    this.#lines = indexLines(unit.file.text);
  }

  at({ start, end }: Stretch): Span {
    return this.#lines.span(this.#file, start, end);
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
