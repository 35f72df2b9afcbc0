import type { Schema } from "@nx-contracts/ir";
import { enumFacts } from "./enum.js";
import type { DiffFact } from "./fact.js";
import { fileFacts } from "./file.js";
import { mergeOrder } from "./merge-order.js";
import { pairVersions, type Version, type Versions } from "./pair-versions.js";
import { recordFacts } from "./record.js";
import { serviceFacts } from "./service.js";
import type { Names } from "./piece.js";

/**
 * What is so between two versions of one schema in one language, without
 * judgement: records with their fields, enums, services, then the settings of
 * files. In the declaration order of the newer side; what was removed stands
 * where it was. Takes time in proportion to both schemas and never throws.
 */
export function* diffFacts(before: Schema, after: Schema): Generator<DiffFact> {
  if (before === after) return;
  const versions = pairVersions(before, after);
  yield* allRecordFacts(versions);
  yield* allEnumFacts(versions);
  yield* allServiceFacts(versions);
  yield* fileFacts(before, after);
}

function* allRecordFacts(versions: Versions): Generator<DiffFact> {
  const [before, after] = [versions.before.schema, versions.after.schema];
  for (const pair of mergeOrder(before.records, after.records, versions.records)) {
    if (pair.before && pair.after) yield* recordFacts(versions, pair.before, pair.after);
    else if (pair.after) {
      const piece = { schema: after, record: pair.after, value: pair.after, at: pair.after.at };
      yield { kind: "record-added", ...named(versions.after, pair.after), owner: undefined, after: piece };
    } else {
      const piece = { schema: before, record: pair.before, value: pair.before, at: pair.before.at };
      yield { kind: "record-removed", ...named(versions.before, pair.before), owner: undefined, before: piece };
    }
  }
}

function* allEnumFacts(versions: Versions): Generator<DiffFact> {
  const [before, after] = [versions.before.schema, versions.after.schema];
  for (const pair of mergeOrder(before.enums, after.enums, versions.enums)) {
    if (pair.before && pair.after) yield* enumFacts(versions, pair.before, pair.after);
    else if (pair.after) {
      const piece = { schema: after, enum: pair.after, value: pair.after, at: pair.after.at };
      yield { kind: "enum-added", ...named(versions.after, pair.after), owner: undefined, after: piece };
    } else {
      const piece = { schema: before, enum: pair.before, value: pair.before, at: pair.before.at };
      yield { kind: "enum-removed", ...named(versions.before, pair.before), owner: undefined, before: piece };
    }
  }
}

function* allServiceFacts(versions: Versions): Generator<DiffFact> {
  const [before, after] = [versions.before.schema, versions.after.schema];
  for (const pair of mergeOrder(before.services, after.services, versions.services)) {
    if (pair.before && pair.after) yield* serviceFacts(versions, pair.before, pair.after);
    else if (pair.after) {
      const piece = { schema: after, service: pair.after, value: pair.after, at: pair.after.at };
      yield { kind: "service-added", ...named(versions.after, pair.after), owner: undefined, after: piece };
    } else {
      const piece = { schema: before, service: pair.before, value: pair.before, at: pair.before.at };
      yield { kind: "service-removed", ...named(versions.before, pair.before), owner: undefined, before: piece };
    }
  }
}

function named(version: Version, definition: Parameters<Version["nameOf"]>[0]): Names {
  const name = version.nameOf(definition);
  return { within: name, subject: name };
}
