import type { Span } from "@nx-contracts/ir";
import { entryKey, type LockEntry } from "./lock.js";
import type { LockLine } from "./parse-line.js";
import { inRanges, type NumberRange } from "./ranges.js";

interface ReservedPlace {
  readonly numbers: readonly NumberRange[];
  readonly names: readonly string[];
  readonly line: number;
}

/** On which line of the file each thing is said; the first line for what it does not say. */
export class LockPlaces {
  readonly #file: string;
  readonly #lines: (readonly [said: LockLine, line: number])[] = [];
  #index: PlaceIndex | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  add(said: LockLine, line: number): void {
    this.#lines.push([said, line]);
    this.#index = undefined;
  }

  entry(qualifiedName: string, entry: LockEntry): Span {
    return this.#at(this.#indexed().entries.get(`${qualifiedName} ${entryKey(entry)}`));
  }

  reservedNumber(qualifiedName: string, number: number): Span {
    const reserved = this.#indexed().reserved.get(qualifiedName);
    return this.#at(reserved?.find(({ numbers }) => inRanges(numbers, number))?.line);
  }

  reservedName(qualifiedName: string, name: string): Span {
    const reserved = this.#indexed().reserved.get(qualifiedName);
    return this.#at(reserved?.find(({ names }) => names.includes(name))?.line);
  }

  /** Made for the first who asks: a lock that nobody breaks is never asked. */
  #indexed(): PlaceIndex {
    return (this.#index ??= indexPlaces(this.#lines));
  }

  #at(line = 1): Span {
    return { file: this.#file, line, column: 1 };
  }
}

interface PlaceIndex {
  readonly entries: ReadonlyMap<string, number>;
  readonly reserved: ReadonlyMap<string, readonly ReservedPlace[]>;
}

function indexPlaces(lines: readonly (readonly [LockLine, number])[]): PlaceIndex {
  const entries = new Map<string, number>();
  const reserved = new Map<string, ReservedPlace[]>();
  for (const [said, line] of lines) {
    const { qualifiedName } = said;
    if ("entry" in said) {
      entries.set(`${qualifiedName} ${entryKey(said.entry)}`, line);
      continue;
    }
    const others = reserved.get(qualifiedName);
    if (others) others.push({ ...said.reserved, line });
    else reserved.set(qualifiedName, [{ ...said.reserved, line }]);
  }
  return { entries, reserved };
}
