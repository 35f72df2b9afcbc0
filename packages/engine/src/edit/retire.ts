import type { Edit, Enum, EnumMember, Field, Schema, SchemaRecord } from "@nx-contracts/ir";
import type { FieldIn, ValueSet } from "../facts/fact.js";
import { onPage } from "./on-page.js";
import type { Page, TextOf } from "./page.js";
import { forgetPydanticField } from "./pydantic-removal.js";
import { sideOf } from "./side.js";
import { memberHome } from "./wanted.js";
import type { Writer } from "./writer.js";

/**
 * The edits that take a field away, with what is its alone. Reserving its
 * number and name is another edit, `reserveEdits`.
 *
 * @returns nothing where something else needs the field, or the text hides the place
 */
export function removeField(place: FieldIn, textOf: TextOf): readonly Edit[] {
  const { field, record, schema } = place;
  const own = onPage(record.at, sideOf(schema), textOf, (page, writer) => writer.removeField(page, record, field));
  const inherited = own.length > 0 && schema.language === "pydantic" ? forgetElsewhere(place, textOf) : [];
  return inherited ? [...own, ...inherited] : [];
}

/** Classes of other files that inherit a field name it in their decorators, and would not import without it. */
function forgetElsewhere({ field, schema }: FieldIn, textOf: TextOf): readonly Edit[] | undefined {
  const isField = ({ name, at }: Field) =>
    name === field.name && at.file === field.at.file && at.line === field.at.line;
  const heirs = schema.records.filter(({ at, fields }) => at.file !== field.at.file && fields.some(isField));
  let isNeeded = false;
  const edits = heirs.flatMap((heir) =>
    onPage(heir.at, sideOf(schema), textOf, (page) => {
      const changes = forgetPydanticField(page, heir, field.name);
      isNeeded ||= changes === undefined;
      return changes ?? [];
    }),
  );
  return isNeeded ? undefined : edits;
}

/** The edits that mark a field as deprecated; nothing where it is, or the language has no way to say so. */
export function deprecateField({ field, record, schema }: FieldIn, textOf: TextOf): readonly Edit[] {
  if (field.deprecated) return [];
  const write = (page: Page, writer: Writer) => writer.markDeprecated(page, record, field);
  return onPage(field.at, sideOf(schema), textOf, write, record.at);
}

/** The edits that take a value out of a closed set; nothing where it is the last one, or the text hides the place. */
export function removeMember(set: ValueSet, member: EnumMember, textOf: TextOf): readonly Edit[] {
  const home = memberHome(set, set);
  const place = set.enum ? member.at : set.at;
  return onPage(place, sideOf(set.schema), textOf, (page, writer) => writer.removeMember(page, home, member), set.at);
}

/** The edits that take a record or an enum away; whoever uses it is not asked. */
export function removeDefinition(definition: SchemaRecord | Enum, schema: Schema, textOf: TextOf): readonly Edit[] {
  return onPage(definition.at, sideOf(schema), textOf, (page, writer) => writer.removeDefinition(page, definition));
}
