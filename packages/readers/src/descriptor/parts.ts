import { BYTES, VARINT, WireFailure } from "./wire.js";
import type { WireReader } from "./wire.js";

/** The records of one message by number. */
export interface Parts {
  /** Empty when there is none. */
  text(number: number): string;
  optionalText(number: number): string | undefined;
  texts(number: number): readonly string[];
  int(number: number): number | undefined;
  /** Packed or not. */
  ints(number: number): readonly number[];
  messages(number: number): readonly WireReader[];
}

type Value = number | { readonly inner: WireReader; readonly text: () => string };

/**
 * Reads the records of a message that `known` names; the others are passed over.
 *
 * @throws WireFailure
 */
export function partsOf(reader: WireReader, known: ReadonlySet<number>): Parts {
  const values = new Map<number, Value[]>();
  while (reader.next()) {
    const { number, wire } = reader;
    if (!known.has(number) || (wire !== BYTES && wire !== VARINT)) {
      reader.skip();
      continue;
    }
    const value = wire === VARINT ? reader.int32() : bytesValue(reader);
    const others = values.get(number);
    if (others === undefined) values.set(number, [value]);
    else others.push(value);
  }
  return new PartsByNumber(values);
}

function bytesValue(reader: WireReader): Value {
  const inner = reader.message();
  return { inner, text: () => inner.rest() };
}

class PartsByNumber implements Parts {
  readonly #values: ReadonlyMap<number, readonly Value[]>;

  constructor(values: ReadonlyMap<number, readonly Value[]>) {
    this.#values = values;
  }

  text(number: number): string {
    return this.optionalText(number) ?? "";
  }

  optionalText(number: number): string | undefined {
    const value = this.#values.get(number)?.at(-1);
    return value === undefined ? undefined : textOf(value);
  }

  texts(number: number): readonly string[] {
    return (this.#values.get(number) ?? []).map(textOf);
  }

  int(number: number): number | undefined {
    return this.ints(number).at(-1);
  }

  ints(number: number): readonly number[] {
    const values = this.#values.get(number);
    return values === undefined
      ? []
      : values.flatMap((value) => (typeof value === "number" ? [value] : packed(value.inner)));
  }

  messages(number: number): readonly WireReader[] {
    return (this.#values.get(number) ?? []).map((value) => {
      if (typeof value === "number") throw new WireFailure(`the record ${number} is of another type`);
      return value.inner;
    });
  }
}

function textOf(value: Value): string {
  if (typeof value === "number") throw new WireFailure("a text in it is a number");
  return value.text();
}

function packed(reader: WireReader): readonly number[] {
  const values: number[] = [];
  while (reader.hasMore) values.push(Number(BigInt.asIntN(32, reader.varint64())));
  return values;
}

/** The two ends of a range, as a descriptor has them. */
export function rangeIn(reader: WireReader): readonly [from: number, to: number] {
  const parts = partsOf(reader, RANGE);
  return [parts.int(1) ?? 0, parts.int(2) ?? 0];
}

const RANGE: ReadonlySet<number> = new Set([1, 2]);
