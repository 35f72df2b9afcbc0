import type { Enum, EnumMember, SchemaRecord, Span } from "@nx-contracts/ir";
import type { Fact, FactOf, FieldIn, RecordIn, ValueSet } from "../facts/fact.js";
import { bareMemberName } from "../facts/pair-members.js";
import { enumNumberChanged } from "../rules/parity/enum-number-changed.js";
import { enumWireValueMismatch } from "../rules/parity/enum-wire-value-mismatch.js";
import { wireNameMismatch } from "../rules/parity/wire-name-mismatch.js";
import type { Aspect } from "./fact.js";

/** Something that a side has. */
export interface Thing {
  readonly name: string;
  /** Where it stands. */
  readonly at: Span;
  /** The places of everything that it is made of, itself first and what it stands in last. */
  readonly within: readonly Span[];
}

/** Where a side would have what it lacks. */
export type Home =
  | { readonly of: "field"; readonly record: SchemaRecord; readonly names: readonly string[]; readonly at: Span }
  | { readonly of: "member"; readonly set: ValueSet; readonly name: string; readonly at: Span }
  | { readonly of: "definition" };

/** What two sides do not say alike, with the parity rule that says so. */
export type Disagreement = { readonly rule: string } & (
  | {
      readonly kind: "differs";
      readonly aspect: Aspect;
      /** One side holds most of what the other says. */
      readonly isLossy: boolean;
      readonly source: Thing;
      readonly mirror: Thing;
    }
  | { readonly kind: "lacks"; readonly who: "source" | "mirror"; readonly thing: Thing; readonly home: Home }
);

/**
 * What a parity fact says of records, fields, types, presence, keys and enums.
 * Bounds, defaults, words and deprecations ask the other side for nothing.
 */
export function disagreementOf(fact: Fact): Disagreement | undefined {
  switch (fact.kind) {
    case "record-missing":
      return lacks("parity/record-missing", "mirror", thing(fact.source.record), DEFINITION);
    case "record-extra":
      return lacks("parity/record-extra", "source", thing(fact.mirror.record), DEFINITION);
    case "enum-missing":
      return lacks("parity/enum-missing", "mirror", thing(fact.source.enum), DEFINITION);
    case "enum-extra":
      return lacks("parity/enum-extra", "source", thing(fact.mirror.enum), DEFINITION);
    case "field-missing":
      return lacks("parity/field-missing", "mirror", fieldThing(fact.source), fieldHome(fact.mirror, fact.source));
    case "field-extra":
      return lacks("parity/field-extra", "source", fieldThing(fact.mirror), fieldHome(fact.source, fact.mirror));
    case "member-missing":
      return lacks("parity/enum-member-missing", "mirror", memberThing(fact.source, fact.member), {
        of: "member",
        set: fact.mirror,
        name: bareMemberName(fact.member, fact.source.name),
        at: fact.mirror.at,
      });
    case "member-extra":
      return lacks("parity/enum-member-extra", "source", memberThing(fact.mirror, fact.member), {
        of: "member",
        set: fact.source,
        name: bareMemberName(fact.member, fact.mirror.name),
        at: fact.source.at,
      });
    case "type-differs":
      return typeDiffers(fact);
    case "presence-differs":
      return differs("parity/presence-mismatch", "presence", fieldThing(fact.source), fieldThing(fact.mirror));
    case "null-lost":
      return differs("parity/null-lost", "presence", fieldThing(fact.source), fieldThing(fact.mirror), true);
    case "field-paired":
      return wireNameMismatch.judge(fact)
        ? differs(wireNameMismatch.id, "key", fieldThing(fact.source), fieldThing(fact.mirror))
        : undefined;
    case "member-paired":
      return membersDiffer(fact);
    case "record-paired":
    case "open-record-unmirrored":
      return undefined;
  }
}

function typeDiffers({ difference, source, mirror }: FactOf<"type-differs">): Disagreement {
  const rule = { family: "type-mismatch", narrowed: "type-narrowed", cardinality: "cardinality-mismatch" }[difference];
  return differs(`parity/${rule}`, "type", fieldThing(source), fieldThing(mirror), difference === "narrowed");
}

function membersDiffer(fact: FactOf<"member-paired">): Disagreement | undefined {
  const rule = [enumNumberChanged, enumWireValueMismatch].find((each) => each.judge(fact));
  const aspect = rule === enumNumberChanged ? "number" : "value";
  const [source, mirror] = [memberThing(fact.source, fact.sourceMember), memberThing(fact.mirror, fact.mirrorMember)];
  return rule && differs(rule.id, aspect, source, mirror);
}

const DEFINITION: Home = { of: "definition" };

function lacks(rule: string, who: "source" | "mirror", what: Thing, home: Home): Disagreement {
  return { kind: "lacks", rule, who, thing: what, home };
}

function differs(rule: string, aspect: Aspect, source: Thing, mirror: Thing, isLossy = false): Disagreement {
  return { kind: "differs", rule, aspect, isLossy, source, mirror };
}

function thing({ name, at }: SchemaRecord | Enum): Thing {
  return { name, at, within: [at] };
}

/** A oneof that stands for a union is made of its members. */
function fieldThing({ record, field }: FieldIn): Thing {
  const isGathered = field.type.kind === "union" && field.oneof !== undefined;
  const parts = isGathered ? record.fields.filter(({ oneof }) => oneof === field.oneof) : [field];
  return { name: field.name, at: field.at, within: [...parts.map(({ at }) => at), record.at] };
}

/** A value that is written in place stands where its field does. */
function memberThing({ at, ...set }: ValueSet, member: EnumMember): Thing {
  return { name: member.name, at: member.at, within: set.enum ? [member.at, at] : [at] };
}

function fieldHome({ record }: RecordIn, { field: { name, wireName } }: FieldIn): Home {
  return { of: "field", record, names: [name, ...(wireName === undefined ? [] : [wireName])], at: record.at };
}
