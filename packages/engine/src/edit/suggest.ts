import type { Edit, Schema, SchemaRecord } from "@nx-contracts/ir";
import type { Fact, FactOf, FieldIn } from "../facts/fact.js";
import { isForsakenWrapper } from "../facts/schema-index.js";
import { endOf } from "../words/place.js";
import { onPage } from "./on-page.js";
import type { Page, TextOf } from "./page.js";
import { counterpart, type Definition, neutralName, sideOf } from "./side.js";
import {
  type Direction,
  memberHome,
  membersAhead,
  numbersAhead,
  wantedDefinition,
  wantedField,
  wantedMember,
  withReferences,
} from "./wanted.js";
import { NOTHING } from "./writer.js";

export type { TextOf } from "./page.js";

/**
 * The change that mends what a rule says about a fact, as one or more hunks;
 * empty when it cannot be said clearly or is a person's decision. What the
 * mirror lacks or says otherwise is mended there; what it has too much is
 * added to the source.
 *
 * Hunks fit the files as they are now. Several findings of one record get
 * numbers that do not clash.
 */
export function suggestEdits(fact: Fact, ruleId: string, textOf: TextOf): readonly Edit[] {
  switch (fact.kind) {
    case "record-missing":
      return fact.similar ? [] : addDefinition(fact.source.record, fact.source.schema, fact.mirror, true, textOf);
    case "record-extra":
      return fact.similar || isForsakenWrapper(fact.mirror.record)
        ? []
        : addDefinition(fact.mirror.record, fact.mirror.schema, fact.source, false, textOf);
    case "enum-missing":
      return fact.similar ? [] : addDefinition(fact.source.enum, fact.source.schema, fact.mirror, true, textOf);
    case "enum-extra":
      return fact.similar ? [] : addDefinition(fact.mirror.enum, fact.mirror.schema, fact.source, false, textOf);
    case "field-missing":
      return addField(fact.source, fact.mirror.record, fact.mirror.schema, true, textOf);
    case "field-extra":
      return addField(fact.mirror, fact.source.record, fact.source.schema, false, textOf);
    case "type-differs":
      return changeField(fact, "replaceType", textOf);
    case "presence-differs":
      return changeField(fact, "setPresence", textOf);
    case "field-paired":
      if (ruleId === "parity/wire-name-mismatch") return changeField(fact, "setKey", textOf);
      return ruleId === "parity/deprecated-mismatch" ? deprecate(fact, textOf) : [];
    case "member-missing":
      return addMember(fact.source, fact.member, fact.mirror, textOf);
    case "member-extra":
      return addMember(fact.mirror, fact.member, fact.source, textOf);
    case "member-paired":
      return changeMember(fact, ruleId, textOf);
    case "record-paired":
    case "open-record-unmirrored":
    case "null-lost":
      return [];
  }
}

function addDefinition(
  definition: Definition,
  from: Schema,
  to: Schema,
  fromSource: boolean,
  textOf: TextOf,
): readonly Edit[] {
  const direction = { from: sideOf(from), to: sideOf(to), fromSource };
  const neighbour = neighbourOf(definition, direction);
  const place = neighbour?.at ?? endOf(to);
  return onPage(place, direction.to, textOf, (page, writer) => {
    if (declares(page, neutralName(direction.from.index, definition))) return NOTHING;
    const wanted = to.end ? withReferences(definition, direction) : [wantedDefinition(definition, direction)];
    const hunks = wanted.map((each) => {
      if (!each) return NOTHING;
      return "members" in each
        ? writer.addEnum(page, each, neighbour?.at)
        : writer.addRecord(page, each, neighbour?.at);
    });
    return hunks.some((each) => each.length === 0) ? NOTHING : hunks.flat();
  });
}

/** The name is taken, by something that is no record and no enum to the reader. */
export function declares({ text }: Page, name: string): boolean {
  return new RegExp(
    `^(?:export[ \\t]+)?(?:interface|class|type|enum|const|message)[ \\t]+${name}(?:Schema)?\\b`,
    "m",
  ).test(text);
}

/** How far around a definition its neighbours are looked for. */
const NEIGHBOURHOOD = 16;

/** The counterpart of the definition of the same kind that stands nearest ahead, else of the nearest behind. */
export function neighbourOf(definition: Definition, { from, to }: Direction): Definition | undefined {
  const all: readonly Definition[] = "members" in definition ? from.schema.enums : from.schema.records;
  const at = from.position(definition);
  const ahead = all.slice(Math.max(0, at - NEIGHBOURHOOD), at).reverse();
  for (const each of [...ahead, ...all.slice(at + 1, at + 1 + NEIGHBOURHOOD)]) {
    const other = counterpart(each, from, to);
    if (other && "members" in other === "members" in definition) return other;
  }
  const rest: readonly Definition[] = "members" in definition ? to.schema.enums : to.schema.records;
  return rest.at(-1);
}

function addField(
  there: FieldIn,
  record: SchemaRecord,
  schema: Schema,
  fromSource: boolean,
  textOf: TextOf,
): readonly Edit[] {
  const direction = { from: sideOf(there.schema), to: sideOf(schema), fromSource };
  const wanted = wantedField(there.field, direction, numbersAhead(there.field, there.record, record));
  if (!wanted) return [];
  return onPage(record.at, direction.to, textOf, (page, writer) => writer.addField(page, record, wanted));
}

type FieldChange = "replaceType" | "setPresence" | "setKey";

/** Has the mirror's field follow the source's. */
function changeField(
  { source, mirror }: { readonly source: FieldIn; readonly mirror: FieldIn },
  change: FieldChange,
  textOf: TextOf,
): readonly Edit[] {
  const to = sideOf(mirror.schema);
  const wanted = wantedField(source.field, { from: sideOf(source.schema), to, fromSource: true });
  const isGathered = mirror.field.type.kind === "union" && mirror.field.oneof !== undefined;
  if (!wanted || isGathered) return [];
  return onPage(
    mirror.field.at,
    to,
    textOf,
    (page, writer) => writer[change](page, mirror.record, mirror.field, wanted),
    mirror.record.at,
  );
}

/** Marks whichever side is not. */
function deprecate({ source, mirror }: FactOf<"field-paired">, textOf: TextOf): readonly Edit[] {
  const target = source.field.deprecated ? mirror : source;
  if (target.field.deprecated) return [];
  return onPage(
    target.field.at,
    sideOf(target.schema),
    textOf,
    (page, writer) => writer.markDeprecated(page, target.record, target.field),
    target.record.at,
  );
}

function addMember(
  there: FactOf<"member-missing">["source"],
  member: FactOf<"member-missing">["member"],
  here: FactOf<"member-missing">["mirror"],
  textOf: TextOf,
): readonly Edit[] {
  const wanted = wantedMember(member, there.name, membersAhead(member, there, here));
  const home = memberHome(here, there);
  const place = here.enum?.members.at(-1)?.at ?? here.at;
  return onPage(place, sideOf(here.schema), textOf, (page, writer) => writer.addMember(page, home, wanted), here.at);
}

function changeMember(
  { source, sourceMember, mirror, mirrorMember }: FactOf<"member-paired">,
  ruleId: string,
  textOf: TextOf,
): readonly Edit[] {
  const home = memberHome(mirror, source);
  const { number, value } = sourceMember;
  return onPage(
    mirrorMember.at,
    sideOf(mirror.schema),
    textOf,
    (page, writer) => {
      if (ruleId === "parity/enum-number-changed" && number !== undefined)
        return writer.setNumber(page, home, mirrorMember, number);
      return ruleId === "parity/enum-wire-value-mismatch" ? writer.setValue(page, home, mirrorMember, value) : NOTHING;
    },
    mirror.at,
  );
}
