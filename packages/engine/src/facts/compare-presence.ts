import type { Field } from "@nx-contracts/ir";
import type { PresenceDifference } from "./fact.js";

/** `null-becomes-empty` is what `null-unsayable` comes to for a collection without presence. */
export type PresenceRelation = PresenceDifference | "null-becomes-empty" | "same";

/** How the presence of a mirror's field relates to its source's. */
export function comparePresence(source: Field, mirror: Field): PresenceRelation {
  if (holdsJson(source) || holdsJson(mirror)) return "same";
  const [from, to] = [canSayNothing(source), canSayNothing(mirror)];
  if (from === to) return "same";
  if (to) return mirror.presenceFixed && !mirror.nullable ? "same" : "absence-impossible";
  if (isCollection(mirror) && mirror.presence === "implicit") return "null-becomes-empty";
  return source.presenceFixed && !source.nullable ? "same" : "null-unsayable";
}

/** Null, or an absence that a reader can tell from every value. */
export function canSayNothing(field: Field): boolean {
  if (field.nullable) return true;
  return field.presence === "optional" && (field.default === undefined || isNull(field));
}

function isNull(field: Field): boolean {
  return field.default?.kind === "value" && field.default.value === null;
}

function isCollection(field: Field): boolean {
  return field.type.kind === "list" || field.type.kind === "map";
}

/** A JSON value holds null itself. */
function holdsJson({ type }: Field): boolean {
  return type.kind === "scalar" && type.family === "json";
}
