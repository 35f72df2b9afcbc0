import { type Enum, type EnumMember, type Field, type SchemaRecord } from "@nx-contracts/ir";
import { type Change, type Page, type Stretch, stretchOf } from "./page.js";
import { protoBody } from "./proto-body.js";
import { ownWrapper } from "./proto-wrapper.js";
import { withoutUnusedProtos } from "./proto-import.js";
import { insideBrackets, PROTO_SYNTAX } from "./scan.js";
import { takeAway } from "./take-away.js";
import type { MemberHome } from "./writer.js";

/**
 * Takes a field away, or with the field that a oneof is read as all of its
 * alternatives; with it the oneof that becomes empty, the message that only gave
 * its list a name, and the imports that nothing needs any more. Reserving its
 * number and name is another edit.
 */
export function removeProtoField(page: Page, record: SchemaRecord, field: Field): readonly Change[] {
  const place = fieldPlace(page, record, field);
  if (!place) return [];
  const wrapper = ownWrapper(page, field);
  const own = takeAway(page, place.stretch, surroundingsOf(place.body));
  return complete(page, [...own, ...(wrapper ? removeStatement(page, wrapper) : [])]);
}

/** Takes a member of an enum away; nothing where it is the first one, which stands for "nothing said". */
export function removeProtoMember(page: Page, home: MemberHome, member: EnumMember): readonly Change[] {
  const place = stretchOf(page, member.at);
  const body = protoBody(page, home.at);
  if (!place || !body || place.start < body.inside.start || place.end > body.inside.end) return [];
  return takeAway(page, place, surroundingsOf(body.inside));
}

/** Takes a message or an enum away, and the imports that only it needed. */
export function removeProtoDefinition(page: Page, definition: SchemaRecord | Enum): readonly Change[] {
  return complete(page, removeStatement(page, definition));
}

/** Takes a definition away, out of the file or out of the message that it stands in. */
export function removeStatement(page: Page, { at }: SchemaRecord | Enum): readonly Change[] {
  const place = stretchOf(page, at);
  return place ? takeAway(page, place, surroundingsOf(bodyAround(page, place))) : [];
}

function complete(page: Page, changes: readonly Change[]): readonly Change[] {
  return changes.length === 0 ? changes : [...changes, ...withoutUnusedProtos(page, changes)];
}

function surroundingsOf(body: Stretch) {
  return { syntax: PROTO_SYNTAX, body, asProtoc: true };
}

/** Where a field stands: itself, or the oneof that has no other. */
function fieldPlace(
  page: Page,
  record: SchemaRecord,
  field: Field,
): { readonly stretch: Stretch; readonly body: Stretch } | undefined {
  const body = protoBody(page, record.at);
  const own = stretchOf(page, field.at);
  if (!body || !own) return undefined;
  const statement = body.statements.find(({ start, end }) => start <= own.start && own.end <= end);
  if (!statement) return undefined;
  if (statement.keyword !== "oneof" || field.oneof === undefined)
    return statement.start === own.start ? { stretch: statement, body: body.inside } : undefined;
  const alternatives = record.fields.filter(({ oneof }) => oneof === field.oneof);
  if (alternatives.length <= 1 || field.type.kind === "union") return { stretch: statement, body: body.inside };
  const inside = insideBrackets(page.text, page.text.indexOf("{", statement.start), PROTO_SYNTAX);
  return inside && { stretch: own, body: inside };
}

/** The body of the innermost message around a definition; else the whole file. */
function bodyAround(page: Page, place: Stretch): Stretch {
  const { schema } = page.side;
  const around = schema.records.flatMap(({ at }) => {
    const outer = stretchOf(page, at);
    return outer && outer.start < place.start && place.end < outer.end ? [{ at, start: outer.start }] : [];
  });
  const innermost = around.sort((a, b) => b.start - a.start)[0];
  const body = innermost && protoBody(page, innermost.at);
  return body?.inside ?? { start: 0, end: page.text.length };
}
