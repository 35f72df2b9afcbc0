import type { SchemaRecord } from "@nx-contracts/ir";
import type { EnumIn, RecordIn } from "../fact.js";
import { definitionFacts } from "./definition.js";
import type { DiffFact } from "./fact.js";
import { fieldFacts } from "./field.js";
import { mergeOrder } from "./merge-order.js";
import { pairFields, type Versions } from "./pair-versions.js";
import { type Both, changed, type Names } from "./piece.js";
import { reservedOnlyIn } from "./reservations.js";

/** How one record and its fields changed. */
export function* recordFacts(versions: Versions, from: SchemaRecord, to: SchemaRecord): Generator<DiffFact> {
  const within = versions.after.nameOf(to);
  const names = { within, subject: within };
  const both = {
    before: { schema: versions.before.schema, record: from, at: from.at },
    after: { schema: versions.after.schema, record: to, at: to.at },
  };
  const [wasRoot, isRoot] = [from.root === true, to.root === true];
  if (wasRoot !== isRoot) yield { kind: "root-changed", ...names, ...changed(both, wasRoot, isRoot) };
  if (from.open !== to.open) yield { kind: "open-changed", ...names, ...changed(both, from.open, to.open) };
  yield* definitionFacts(names, both, from, to);
  yield* memberFieldFacts(versions, within, both);
  yield* reservationFacts(names, both, from.reserved, to.reserved);
}

function* memberFieldFacts(versions: Versions, within: string, { before, after }: Both<RecordIn>): Generator<DiffFact> {
  const [from, to] = [fieldsOf(before), fieldsOf(after)];
  const computed = new Set([...(before.record.computed ?? []), ...(after.record.computed ?? [])]);
  for (const pair of mergeOrder(from, to, pairFields(after.schema.language, from, to))) {
    const { name } = pair.after ?? pair.before;
    const names = { within, subject: `${within}.${name}` };
    const older = pair.before && {
      schema: before.schema,
      record: before.record,
      field: pair.before,
      at: pair.before.at,
    };
    const newer = pair.after && { schema: after.schema, record: after.record, field: pair.after, at: pair.after.at };
    if (older && newer) {
      const both = { before: older, after: newer };
      yield* fieldFacts(names, both, versions);
      const [was, is] = [computed.has(older.field), computed.has(newer.field)];
      if (was !== is) yield { kind: "computed-changed", ...names, ...changed(both, was, is) };
    } else if (newer) yield { kind: "field-added", ...names, owner: before, after: { ...newer, value: newer.field } };
    else if (older) yield { kind: "field-removed", ...names, owner: after, before: { ...older, value: older.field } };
  }
}

function fieldsOf({ record }: RecordIn): SchemaRecord["fields"] {
  return record.computed === undefined ? record.fields : [...record.fields, ...record.computed];
}

/** What one definition reserved and no longer does, and the other way round. */
export function* reservationFacts(
  names: Names,
  { before, after }: Both<RecordIn | EnumIn>,
  from: SchemaRecord["reserved"],
  to: SchemaRecord["reserved"],
): Generator<DiffFact> {
  for (const value of reservedOnlyIn(to, from)) {
    yield { kind: "reserved-added", ...names, owner: before, after: { ...after, value } };
  }
  for (const value of reservedOnlyIn(from, to)) {
    yield { kind: "reserved-removed", ...names, owner: after, before: { ...before, value } };
  }
}
