import type { Change } from "../change.js";
import type { Pair } from "../fact.js";
import type { FieldIn } from "../proto-index.js";
import type { ConfluentDifferenceType } from "./difference.js";
import { fieldKindOf, scalarKindOf } from "./field-kind.js";
import { CONFLUENT_LINKS } from "./links.js";

/** What the registry calls a change; `undefined` for what it does not see. */
export function confluentTypeOf({ finding: { fact, rule } }: Change): ConfluentDifferenceType | undefined {
  if (fact.kind === "field-removed") {
    const { isRequired, oneof } = fact.field.field;
    if (oneof !== undefined) return "ONEOF_FIELD_REMOVED";
    return isRequired ? "REQUIRED_FIELD_REMOVED" : "FIELD_REMOVED";
  }
  if (fact.kind === "field-paired") {
    if (rule.id.includes("type-changed") && !rule.id.includes("string-type")) return typeChange(fact);
    if (rule.id.includes("cardinality")) return labelChange(fact);
    if (rule.id === "compat/field-oneof-changed") return oneofChange(fact);
  }
  const links: readonly (readonly [string, { readonly rule: string | undefined }])[] = Object.entries(CONFLUENT_LINKS);
  return links.find(([, link]) => link.rule === rule.id)?.[0] as ConfluentDifferenceType | undefined;
}

function typeChange({ before, after }: Pair<FieldIn>): ConfluentDifferenceType | undefined {
  const kind = fieldKindOf(before.field);
  if (kind !== fieldKindOf(after.field)) return "FIELD_KIND_CHANGED";
  if (kind === "SCALAR") {
    return scalarKindOf(before.field) === scalarKindOf(after.field) ? undefined : "FIELD_SCALAR_KIND_CHANGED";
  }
  const [from, to] = [before, after].map(({ index, field: { typeName = "" } }) => {
    return index.messages.get(typeName)?.message.nestedName ?? typeName;
  });
  return from === to ? undefined : "FIELD_NAMED_TYPE_CHANGED";
}

function labelChange({ before, after }: Pair<FieldIn>): ConfluentDifferenceType | undefined {
  const [from, to] = [before.field, after.field];
  if (fieldKindOf(from) !== fieldKindOf(to)) return "FIELD_KIND_CHANGED";
  const kind = scalarKindOf(to);
  if (kind === undefined || from.label === undefined || to.label === undefined || from.label === to.label)
    return undefined;
  return kind === "STRING_OR_BYTES" ? "FIELD_STRING_OR_BYTES_LABEL_CHANGED" : "FIELD_NUMERIC_LABEL_CHANGED";
}

function oneofChange({ before, after }: Pair<FieldIn>): ConfluentDifferenceType | undefined {
  const { oneof } = after.field;
  if (oneof === undefined) return "ONEOF_FIELD_MOVED_TO_TOP_LEVEL";
  const old = new Map(before.message?.fields.map((field) => [field.number, field]));
  const members = (after.message?.fields ?? []).flatMap((field) =>
    field.oneof === oneof ? (old.get(field.number) ?? []) : [],
  );
  const origins = new Set(members.map((field) => field.oneof ?? field.number));
  if (origins.size < 2) return undefined;
  const alone = members.filter((field) => field.oneof === undefined).length;
  return alone > 1 ? "MULTIPLE_FIELDS_MOVED_TO_ONEOF" : "FIELD_MOVED_TO_EXISTING_ONEOF";
}
