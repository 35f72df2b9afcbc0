import type { Constraints, DefaultValue, Field, JsonValue, Language, Span, TypeRef } from "@nx-contracts/ir";
import type { DiffFact, DiffKind, Reservation } from "../../facts/diff/fact.js";
import { describeChange } from "./describe-change.js";

/** What changed between two versions, the same for every reader of it. Holds no clock and no absolute path. */
export interface DiffDocument {
  readonly version: 1;
  /** In the order of the newer version; what was removed stands where it was. */
  readonly changes: readonly DiffChange[];
}

/** One change. */
export interface DiffChange {
  readonly kind: DiffKind;
  readonly language: Language;
  /** `Anime.title`; a path for what a file says of itself. */
  readonly subject: string;
  /** Name of the option that changed; `syntax` and `package` of a proto file too. */
  readonly option?: string;
  /** Place in the newer version; absent for what was removed. */
  readonly at?: DiffPlace;
  /** The older version; absent for what was added. */
  readonly before?: DiffSide & { readonly at: DiffPlace };
  /** The newer version; absent for what was removed. */
  readonly after?: DiffSide;
}

/** What one version holds. */
export interface DiffSide {
  /** For people; may be shortened. */
  readonly words: string;
  /** As in the schema that `read` prints; absent for whole records, enums, services and methods, and for what is not given. */
  readonly value?: JsonValue | TypeRef | DefaultValue | Constraints | Reservation | DiffField;
}

/** The shape of a field that came or went. */
export type DiffField = Pick<Field, "type" | "presence" | "nullable">;

/** Lines and columns count from 1. */
export interface DiffPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Changes as JSON; the keys always stand in the same order. */
export function formatDiffJson(facts: readonly DiffFact[]): string {
  const document: DiffDocument = { version: 1, changes: facts.map(toChange) };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function toChange(fact: DiffFact): DiffChange {
  const { kind, subject } = fact;
  const words = describeChange(fact);
  const [from, to] = valuesOf(fact);
  return {
    kind,
    language: (fact.after ?? fact.before).schema.language,
    subject,
    ...(fact.kind === "option-changed" && { option: fact.after.value.name }),
    ...(fact.after && { at: placeOf(fact.after.at) }),
    ...(fact.before && { before: { ...sideOf(words.before, from), at: placeOf(fact.before.at) } }),
    ...(fact.after && { after: sideOf(words.after, to) }),
  };
}

function sideOf(words: string | undefined, value: DiffSide["value"]): DiffSide {
  return { words: words ?? "", ...(value !== undefined && { value }) };
}

function placeOf({ file, line, column }: Span): DiffPlace {
  return { file, line, column };
}

/** What differs as data, of the older and the newer version. */
function valuesOf(fact: DiffFact): readonly [DiffSide["value"], DiffSide["value"]] {
  switch (fact.kind) {
    case "record-added":
    case "record-removed":
    case "enum-added":
    case "enum-removed":
    case "service-added":
    case "service-removed":
    case "method-added":
    case "method-removed":
      return [undefined, undefined];
    case "field-added":
    case "field-removed":
      return [shapeOf(fact.before?.value), shapeOf(fact.after?.value)];
    case "member-added":
    case "member-removed":
      return [fact.before?.value.value, fact.after?.value.value];
    case "option-changed":
      return [fact.before.value.value, fact.after.value.value];
    default:
      return [fact.before?.value, fact.after?.value];
  }
}

function shapeOf(field: Field | undefined): DiffField | undefined {
  return field && { type: field.type, presence: field.presence, nullable: field.nullable };
}
