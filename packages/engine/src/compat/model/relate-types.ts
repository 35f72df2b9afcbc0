import type { ListType, ScalarFamily, ScalarType, Schema, TypeRef } from "@nx-contracts/ir";
import { allOf, GAINED, LOST, OTHER, type Relation, relateSets, SAME } from "./relation.js";

/** Families whose values travel as text in JSON. */
const TEXTUAL: ReadonlySet<ScalarFamily> = new Set([
  "bytes",
  "date",
  "decimal",
  "duration",
  "string",
  "time",
  "timestamp",
  "uuid",
]);

/** How the JSON values of an older type relate to those of a newer one; `undefined` where a reader understood one of them not. */
export function relateTypes(from: TypeRef, to: TypeRef, before: Schema, after: Schema): Relation | undefined {
  let isUnknown = false;
  const relation = relate(from, to);
  return isUnknown ? undefined : relation;

  function relate(older: TypeRef, newer: TypeRef): Relation {
    if (older.kind === "unknown" || newer.kind === "unknown") isUnknown = true;
    if (older.kind === "nullable" || newer.kind === "nullable") return relateNull(older, newer);
    if (older.kind === "union" || newer.kind === "union") return relateUnions(older, newer);
    if (isJson(older) || isJson(newer)) return isJson(older) && isJson(newer) ? SAME : isJson(newer) ? GAINED : LOST;
    if (older.kind === "list" && newer.kind === "list") return relateLists(older, newer);
    if (older.kind === "map" && newer.kind === "map") {
      return allOf(relate(older.key, newer.key), relate(older.value, newer.value));
    }
    if (older.kind === "ref" && newer.kind === "ref" && lastName(older.name) === lastName(newer.name)) return SAME;
    return relateSingle(older, newer);
  }

  function relateNull(older: TypeRef, newer: TypeRef): Relation {
    const inside = relate(older.kind === "nullable" ? older.of : older, newer.kind === "nullable" ? newer.of : newer);
    if (older.kind === newer.kind) return inside;
    return allOf(inside, older.kind === "nullable" ? LOST : GAINED);
  }

  function relateUnions(older: TypeRef, newer: TypeRef): Relation {
    const [olds, news] = [alternativesOf(older), alternativesOf(newer)];
    const table = olds.map((each) => news.map((other) => relate(each, other)));
    const isHeld = (row: readonly Relation[]) => row.some(({ lost, other }) => !lost && !other);
    const isKnown = (column: number) => table.some((row) => row[column] && !row[column].gained && !row[column].other);
    return {
      lost: !table.every(isHeld),
      gained: !news.every((_, column) => isKnown(column)),
      other: table.flat().every(({ other }) => other),
    };
  }

  function relateLists(older: ListType, newer: ListType): Relation {
    const uniqueness = older.unique === newer.unique ? SAME : newer.unique ? LOST : GAINED;
    const [olds, news] = [older.tuple, newer.tuple];
    if (olds && news) {
      if (olds.length !== news.length) return OTHER;
      return allOf(...olds.map((each, i) => relate(each, news[i] ?? each)));
    }
    const length = olds ? GAINED : news ? LOST : SAME;
    return allOf(relate(older.item, newer.item), uniqueness, length);
  }

  function relateSingle(older: TypeRef, newer: TypeRef): Relation {
    const [olds, news] = [valuesOf(older, before), valuesOf(newer, after)];
    if (olds && news) return relateSets(olds, news);
    if (olds && newer.kind === "scalar") return areAll(olds, newer) ? GAINED : OTHER;
    if (news && older.kind === "scalar") return areAll(news, older) ? LOST : OTHER;
    return older.kind === "scalar" && newer.kind === "scalar" ? relateScalars(older, newer) : OTHER;
  }
}

function relateScalars(from: ScalarType, to: ScalarType): Relation {
  if (from.family !== to.family) {
    if (from.family === "int" && to.family === "float") return GAINED;
    if (from.family === "float" && to.family === "int") return LOST;
    if (to.family === "string" && TEXTUAL.has(from.family)) return GAINED;
    return from.family === "string" && TEXTUAL.has(to.family) ? LOST : OTHER;
  }
  if (from.family === "int") return { lost: !holds(to, from), gained: !holds(from, to), other: false };
  if (from.family === "float") {
    const [older, newer] = [from.bits ?? 64, to.bits ?? 64];
    return { lost: newer < older, gained: newer > older, other: false };
  }
  if (from.encoding === to.encoding) return SAME;
  return { lost: to.encoding !== undefined, gained: from.encoding !== undefined, other: false };
}

/** Every integer of `inner` is one of `outer`. */
function holds(outer: ScalarType, inner: ScalarType): boolean {
  const [lowest, highest] = rangeOf(outer);
  const [low, high] = rangeOf(inner);
  return lowest <= low && highest >= high;
}

function rangeOf({ bits, signed }: ScalarType): readonly [lowest: number, highest: number] {
  if (bits === undefined) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return signed === false ? [0, 2 ** bits] : [-(2 ** (bits - 1)), 2 ** (bits - 1)];
}

type Values = ReadonlySet<string | number | boolean>;

/** The values of a closed set: a literal, or an enum that keeps nothing else. */
function valuesOf(type: TypeRef, schema: Schema): Values | undefined {
  if (type.kind === "literal") return new Set(type.values);
  const found = type.kind === "ref" ? schema.enums.find(({ qualifiedName }) => qualifiedName === type.name) : undefined;
  return found && !found.open ? new Set(found.members.map(({ value }) => value)) : undefined;
}

function areAll(values: Values, { family }: ScalarType): boolean {
  return [...values].every((value) => {
    if (typeof value === "number") return family === "float" || (family === "int" && Number.isInteger(value));
    return typeof value === "boolean" ? family === "bool" : family === "string";
  });
}

function alternativesOf(type: TypeRef): readonly TypeRef[] {
  return type.kind === "union" ? type.of : [type];
}

function isJson(type: TypeRef): boolean {
  return type.kind === "scalar" && type.family === "json";
}

function lastName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
