import type { ReadContract } from "@nx-contracts/engine";
import { sideOf, translate, type WantedField, wantedField, writeField } from "@nx-contracts/engine/edit";
import { type Field, type SchemaRecord, type TypeRef } from "@nx-contracts/ir";
import { askedType } from "./asked-type.js";
import type { Draft } from "./draft.js";
import { isSamePlace, type Located, locateRecord } from "./locate.js";
import { type MissingField, missingFields } from "./missing-fields.js";
import { refused } from "./refused.js";

/** A field that the source and every mirror are to have. */
export interface FieldAddition {
  readonly kind: "add-field";
  /** Local name of the record in the source, `Outer.Inner`. */
  readonly record: string;
  readonly name: string;
  /** In words: `int32`, `list<string>`, `map<string, Studio>`. */
  readonly type: string;
  /** It may be absent. */
  readonly optional?: boolean;
  /** Id of the contract, where several have a record of that name. */
  readonly contract?: string;
  /** Its number in protos; default the next one that was never used. */
  readonly number?: number;
  readonly doc?: string;
  readonly deprecated?: boolean;
}

/** What is to be added, the types in terms of the source. */
interface Asked {
  readonly request: FieldAddition;
  readonly type: TypeRef;
  readonly optional: boolean;
}

/**
 * Adds a field to a record of a source and to every mirror of it.
 *
 * @throws ContractsError `change-refused`
 */
export async function addField(draft: Draft, request: FieldAddition): Promise<void> {
  const contracts = await draft.contracts();
  const { contract, definition: record } = locateRecord(contracts, {
    name: request.record,
    ...(request.contract !== undefined && { contract: request.contract }),
  });
  const side = sideOf(contract.source.schema);
  const words = askedType(request.type, side);
  const asked: Asked = { request, type: words.type, optional: words.optional || request.optional === true };
  const before = new Set(missingFields(contracts).map(({ key }) => key));
  addToSource(draft, { contract, definition: record }, asked);
  const places = await addToMirrors(draft, contract, record, asked, before);
  draft.done.push(`Added \`${record.name}.${request.name}\` to ${places.join(", ")}.`);
}

function addToSource(draft: Draft, { contract, definition: record }: Located<SchemaRecord>, asked: Asked): void {
  const { schema } = contract.source;
  const { request, type, optional } = asked;
  const wanted: WantedField = {
    name: request.name,
    keys: [request.name],
    type,
    absent: optional,
    deprecated: request.deprecated === true,
    ahead: 0,
    ...more(draft, record, request),
  };
  const edits = writeField(record, schema, wanted, draft.textOf);
  if (edits.length === 0) throw unwritable(record, request);
  draft.apply(edits);
}

/** Adds to one mirror after the other whatever it lacks and did not lack before; mirrors may be sources of others. */
async function addToMirrors(
  draft: Draft,
  contract: ReadContract,
  record: SchemaRecord,
  asked: Asked,
  before: ReadonlySet<string>,
): Promise<readonly string[]> {
  const places = new Map([[record.at.file, placeOf(await addedField(draft, contract, record, asked))]]);
  for (;;) {
    const contracts = await draft.contracts();
    const [first, ...rest] = missingFields(contracts).filter(({ key }) => !before.has(key));
    if (first === undefined) return [...places].map(([file, place]) => place ?? file);
    const together = [first, ...rest.filter(({ mirror }) => mirror === first.mirror)];
    draft.apply(together.flatMap((missing) => editsFor(draft, missing, contract, asked)));
    for (const { fact } of together) places.set(fact.mirror.record.at.file, fact.mirror.record.at.file);
  }
}

function editsFor(draft: Draft, { fact, contract }: MissingField, origin: ReadContract, asked: Asked) {
  const direction = { from: sideOf(fact.source.schema), to: sideOf(fact.mirror.schema), fromSource: true };
  const wanted = wantedField(fact.source.field, direction);
  const isAsked = contract.source.files.join("\n") === origin.source.files.join("\n");
  const type = (isAsked ? translate(asked.type, direction.from, direction.to) : undefined) ?? wanted?.type;
  const { record } = fact.mirror;
  if (!wanted || !type) throw unwritable(record, asked.request);
  const edits = writeField(record, fact.mirror.schema, { ...wanted, type, ...more(draft, record, asked.request) }, draft.textOf);
  if (edits.length === 0) throw unwritable(record, asked.request);
  return edits;
}

/** The field in the source as it is read back. */
async function addedField(draft: Draft, { id }: ReadContract, record: SchemaRecord, { request }: Asked): Promise<Field> {
  const contracts = await draft.contracts();
  const after = contracts
    .find((each) => each.id === id)
    ?.source.schema.records.find((each) => each.qualifiedName === record.qualifiedName && isSamePlace(each, record));
  const names = new Set(record.fields.map(({ name }) => name));
  const added = after?.fields.find(({ name }) => !names.has(name));
  if (added) return added;
  throw refused(
    `\`${record.name}\` in ${record.at.file} would not be read as having \`${request.name}\`.`,
    "Add the field by hand, and run `nx-contracts check --fix parity` for the mirrors.",
    record.at,
  );
}

function placeOf({ at }: Field): string {
  return `${at.file}:${at.line}`;
}

function more(draft: Draft, record: SchemaRecord, { number, doc }: FieldAddition) {
  return {
    spent: draft.spentNumbers(record.qualifiedName),
    ...(number !== undefined && { pinned: number }),
    ...(doc !== undefined && { doc }),
  };
}

function unwritable(record: SchemaRecord, { name, type }: FieldAddition) {
  return refused(
    `\`${record.name}\` in ${record.at.file} cannot be given \`${name}\` of the type \`${type}\`.`,
    "Ask for another type or name, or add the field by hand.",
    record.at,
  );
}
