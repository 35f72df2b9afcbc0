import type { Constraints, DefaultValue, Field } from "@nx-contracts/ir";
import type { FieldIn } from "../fact.js";
import { keyOf } from "../wire-keys.js";
import { definitionFacts } from "./definition.js";
import type { DiffFact } from "./fact.js";
import type { Versions } from "./pair-versions.js";
import { type Both, changed, type Names } from "./piece.js";
import { sameJson } from "./same-json.js";
import { sameItems, sameType } from "./same-type.js";

/** How one field changed. */
export function* fieldFacts(names: Names, both: Both<FieldIn>, versions: Versions): Generator<DiffFact> {
  const [from, to] = [both.before.field, both.after.field];
  if (from.name !== to.name) yield { kind: "field-renamed", ...names, ...changed(both, from.name, to.name) };
  if (from.number !== to.number) yield { kind: "number-changed", ...names, ...changed(both, from.number, to.number) };
  yield* shapeFacts(names, both, versions);
  yield* keyFacts(names, both);
  if (!sameDefault(from.default, to.default, versions)) {
    yield { kind: "default-changed", ...names, ...changed(both, from.default, to.default) };
  }
  if (!sameConstraints(from.constraints, to.constraints)) {
    yield { kind: "constraints-changed", ...names, ...changed(both, from.constraints, to.constraints) };
  }
  yield* definitionFacts(names, both, from, to);
}

/** What it holds, whether it must be there, and beside what. */
function* shapeFacts(names: Names, both: Both<FieldIn>, { sameName }: Versions): Generator<DiffFact> {
  const [from, to] = [both.before.field, both.after.field];
  const isSameType = sameType(from.type, to.type, sameName);
  if (!isSameType) yield { kind: "type-changed", ...names, ...changed(both, from.type, to.type) };
  const follows = (!isSameType || from.oneof !== to.oneof) && (from.presenceFixed || to.presenceFixed);
  if (from.presence !== to.presence && !follows) {
    yield { kind: "presence-changed", ...names, ...changed(both, from.presence, to.presence) };
  }
  if (from.nullable !== to.nullable) {
    yield { kind: "nullable-changed", ...names, ...changed(both, from.nullable, to.nullable) };
  }
  if (from.oneof !== to.oneof) yield { kind: "oneof-changed", ...names, ...changed(both, from.oneof, to.oneof) };
}

/** The key it is written under and those it is read under, as far as they are not those of its name. */
function* keyFacts(names: Names, both: Both<FieldIn>): Generator<DiffFact> {
  const [from, to] = [both.before.field, both.after.field];
  if (keyOf(from) !== keyOf(to) && !(followsName(from) && followsName(to))) {
    yield { kind: "wire-name-changed", ...names, ...changed(both, keyOf(from), keyOf(to)) };
  }
  const [were, are] = [furtherKeys(from), furtherKeys(to)];
  if (!sameItems(were, are)) yield { kind: "read-names-changed", ...names, ...changed(both, were, are) };
}

function followsName({ wireName, wireNameDerived }: Field): boolean {
  return wireName === undefined || wireNameDerived === true;
}

function furtherKeys({ name, readNames = [] }: Field): readonly string[] {
  return readNames.filter((key) => key !== name);
}

/** The same value; a member of an enum may have another name by now. */
function sameDefault(from: DefaultValue | undefined, to: DefaultValue | undefined, versions: Versions): boolean {
  if (from === to) return true;
  if (from === undefined || to === undefined) return false;
  if (from.kind === "value" && to.kind === "value") return sameJson(from.value, to.value);
  if (from.kind === "empty" && to.kind === "empty") return from.of === to.of;
  if (from.kind === "dynamic" && to.kind === "dynamic") return from.text === to.text;
  if (from.kind !== "member" || to.kind !== "member" || !versions.sameName(from.enum, to.enum)) return false;
  if (from.member === to.member) return true;
  const [before, after] = [versions.before.index.enum(from.enum), versions.after.index.enum(to.enum)];
  const member = before?.members.find(({ name }) => name === from.member);
  if (!before || !after || !member) return false;
  return versions.membersOf(before, after).get(member)?.name === to.member;
}

function sameConstraints(from: Constraints, to: Constraints): boolean {
  if (from === to) return true;
  const [before, after] = [Object.entries(from), new Map<string, unknown>(Object.entries(to))];
  return before.length === after.size && before.every(([keyword, bound]) => after.get(keyword) === bound);
}
