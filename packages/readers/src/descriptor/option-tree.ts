/** What options are set, and what their values hold: one text for one meaning, whoever wrote them. */
export interface OptionTree {
  /** By number; repeated fields have several values, maps one for each entry. */
  readonly fields: ReadonlyMap<number, OptionField>;
}

export interface OptionField {
  /** `deprecated`, `(google.api.http)`; of what no proto defines its number. */
  readonly name: string;
  readonly repeated: boolean;
  readonly values: readonly OptionTreeValue[];
}

/** A scalar as text, or a message. */
export type OptionTreeValue = string | OptionTree;

/** Values of fields by number while a tree is put together. */
export class OpenTree implements OptionTree {
  readonly fields = new Map<number, { name: string; repeated: boolean; values: OptionTreeValue[] }>();

  /** Adds a value of a field: to the others of a repeated one, into the message that is there, or instead of it. */
  add(number: number, name: string, repeated: boolean, value: OptionTreeValue): void {
    const known = this.fields.get(number);
    if (known === undefined) this.fields.set(number, { name, repeated, values: [value] });
    else if (repeated) known.values.push(value);
    else known.values = [merge(known.values[0], value)];
  }

  remove(number: number): void {
    this.fields.delete(number);
  }
}

/** Whoever adds a message gives it away: it may grow by what is added later. */
function merge(before: OptionTreeValue | undefined, value: OptionTreeValue): OptionTreeValue {
  if (typeof value === "string" || !(before instanceof OpenTree)) return value;
  for (const [number, { name, repeated, values }] of value.fields)
    for (const inner of values) before.add(number, name, repeated, inner);
  return before;
}

export const NO_OPTIONS: OptionTree = { fields: new Map() };

/** The options of one element: name → value as text. */
export function* writeOptions({ fields }: OptionTree): Generator<readonly [name: string, text: string]> {
  for (const number of sortedKeys(fields)) {
    const field = fields.get(number);
    if (field !== undefined) yield [field.name, writeField(field)];
  }
}

/** A value as text: fields in the order of their numbers. */
export function writeValue(value: OptionTreeValue): string {
  if (typeof value === "string") return value;
  const parts = [...writeOptions(value)].map(([name, text]) => `${name}: ${text}`);
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

function writeField({ repeated, values }: OptionField): string {
  const texts = values.map(writeValue);
  return repeated ? `[${texts.join(", ")}]` : (texts[0] ?? "");
}

function sortedKeys(fields: OptionTree["fields"]): readonly number[] {
  return [...fields.keys()].sort((a, b) => a - b);
}
