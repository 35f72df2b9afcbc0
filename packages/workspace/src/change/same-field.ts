import { parityFacts, type ReadContract } from "@nx-contracts/engine";
import { canSayNothing, quoteAt } from "@nx-contracts/engine/edit";
import type { Field, Schema } from "@nx-contracts/ir";
import type { Draft } from "./draft.js";
import { type AskedField, isMeant, writeToMirrors, writeToSource } from "./field-layers.js";
import { missingFields } from "./missing-fields.js";
import { refused } from "./refused.js";

/** A field that is there already, as asked for. */
export interface SameField {
  readonly name: string;
  /** Keys of the mirrors that lack it. */
  readonly missing: ReadonlySet<string>;
}

/** A name that nobody gives a field. */
const PROBE = "nxprobe";

/**
 * Finds out whether the source has a field of that name, and whether it and
 * its mirrors are what would be written: a field of another name is added in a
 * draft that nobody sees, and both are compared as they are read.
 *
 * @throws ContractsError `change-refused` for a field of another shape
 */
export async function findSame(
  draft: Draft,
  contracts: readonly ReadContract[],
  asked: AskedField,
): Promise<SameField | undefined> {
  const { record, contract, request } = asked;
  const existing = record.fields.find((field) => isMeant(field, request.name));
  if (!existing) return undefined;
  const missing = missingFields(contracts).filter(({ fact }) => isOf(fact.source, asked, existing));
  const { number: _number, ...rest } = request;
  const probe = draft.fork();
  const wanted: AskedField = { ...asked, request: { ...rest, name: PROBE } };
  await writeToSource(probe, wanted);
  await writeToMirrors(probe, wanted, new Set(missingFields(contracts).map(({ key }) => key)));
  const probed = await probe.contracts();
  const shapes = pairsOf(contracts, contract, asked, (field) => field === existing);
  const others = pairsOf(probed, contract, asked, ({ name }) => name.toLowerCase().includes(PROBE));
  for (const [place, found] of shapes) {
    const other = others.get(place);
    const isSame = other === undefined || shapeOf(found.field, request) === shapeOf(other.field, request);
    const isNumbered =
      request.number === undefined || found.field.number === undefined || found.field.number === request.number;
    if (isSame && isNumbered) continue;
    const written = quoteAt(found.field.at, found.schema, draft.textOf);
    const wouldBe = other ? quoteAt(other.field.at, other.schema, probe.textOf) : request.type;
    const named = wouldBe
      .replace(new RegExp(PROBE, "i"), found.field.name)
      .replace(/= \d+(?=[ ;[])/, numberText(request.number ?? found.field.number));
    throw refused(
      `\`${record.name}.${found.field.name}\` exists, and is something else: \`${oneLine(written)}\`, not \`${oneLine(named)}\`.`,
      "Take another name, or change the field by hand: who reads it has to know.",
      found.field.at,
    );
  }
  return { name: existing.name, missing: new Set(missing.map(({ key }) => key)) };
}

interface Found {
  readonly field: Field;
  readonly schema: Schema;
}

/** A field of the record in the source, and those of the mirrors that are paired with it, by their places. */
function pairsOf(
  contracts: readonly ReadContract[],
  { id }: ReadContract,
  { record }: AskedField,
  isIt: (field: Field) => boolean,
): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  const contract = contracts.find((each) => each.id === id);
  const own = contract?.source.schema.records.find(({ qualifiedName }) => qualifiedName === record.qualifiedName);
  const field = own?.fields.find(isIt);
  if (contract && field) found.set("source", { field, schema: contract.source.schema });
  for (const [position, mirror] of contract?.mirrors.entries() ?? []) {
    for (const fact of contract ? parityFacts(contract.source.schema, mirror.schema, mirror.mapping) : []) {
      if (fact.kind === "field-paired" && fact.source.field === field)
        found.set(`mirror ${position}`, { field: fact.mirror.field, schema: mirror.schema });
    }
  }
  return found;
}

function isOf(
  source: { readonly record: { readonly qualifiedName: string }; readonly field: Field },
  { record }: AskedField,
  existing: Field,
) {
  return source.record.qualifiedName === record.qualifiedName && source.field.name === existing.name;
}

/** What has to be the same: not where it stands, what it is called, or how it is described. */
function shapeOf(field: Field, { default: value, deprecated }: AskedField["request"]): string {
  const { type, default: own } = field;
  return JSON.stringify([
    type,
    canSayNothing(field),
    value === undefined ? undefined : own,
    deprecated === undefined ? undefined : field.deprecated,
  ]);
}

function numberText(number: number | undefined): string {
  return `= ${number ?? "…"}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
