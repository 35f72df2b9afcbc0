import type { Field, SchemaRecord } from "@nx-contracts/ir";
import { isSpaced } from "./field-doc.js";
import { appendDefinition, insertBelow, insertIntoBody } from "./insert.js";
import { fieldName, memberName, quoted, quoteOf, toCamel } from "./names.js";
import { type Hunk, indentAt, indentUnit, isInstantiated, type Page, stretchOf } from "./page.js";
import { insideBrackets, TYPE_SYNTAX } from "./scan.js";
import { describeInScript } from "./script-doc.js";
import { layOutProperty, semicolon } from "./script-layout.js";
import {
  addAbsence,
  dropAbsence,
  ownProperties,
  propertyName,
  readTypeScriptField,
  saysNull,
} from "./typescript-declaration.js";
import { addTypeScriptMember, setTypeScriptValue } from "./typescript-member.js";
import { removeScriptDefinition, removeScriptField, removeScriptMember } from "./typescript-removal.js";
import { typeText } from "./typescript-type.js";
import { NOTHING, type WantedField, type Writer } from "./writer.js";

/** Writes interfaces, object types, classes, enums and unions of literals; zod has a writer of its own. */
export const typescriptWriter: Writer = {
  addField(page, record, wanted) {
    const whole = stretchOf(page, record.at);
    if (!whole || isInstantiated(record)) return NOTHING;
    const own = ownProperties(page, record);
    const last = own.at(-1);
    const style = last ? page.text.slice(last.start, last.item.at ? last.end : last.start) : "";
    const declared = declareField(page, record, wanted, /^[\w$ ]*\breadonly\s/.test(style), /^[^:]*!\s*:/.test(style));
    if (!declared) return NOTHING;
    const separator = /,\s*$/.test(style) ? "," : ";";
    const { lines, line } = describeInScript(page, declared.lines, wanted, record);
    if (last) {
      const below = insertBelow(page, last, isSpaced(page, own) ? ["", ...lines] : lines, separator, wanted.isAlone);
      const place = below.length > 0 ? below : insertBelow(page, last, [line], separator, wanted.isAlone);
      return place.length > 0 ? [...declared.needs, ...place] : NOTHING;
    }
    const open = page.text.indexOf("{", whole.start);
    const inside = open < 0 || open >= whole.end ? undefined : insideBrackets(page.text, open, TYPE_SYNTAX);
    const place = inside ? insertIntoBody(page, inside, lines, ";") : NOTHING;
    return place.length > 0 ? [...declared.needs, ...place] : NOTHING;
  },

  replaceType(page, record, field, wanted) {
    const declaration = readTypeScriptField(page, field);
    const type = typeText(page, wanted.type);
    if (!declaration || !type || isInstantiated(record)) return NOTHING;
    const isMarked = page.text.slice(declaration.mark.start, declaration.mark.end) === "?";
    const isNull = wanted.absent && (field.nullable || (!isMarked && saysNull(page, record)));
    const mark = wanted.absent && !isNull ? "?" : isMarked && !wanted.absent ? "" : undefined;
    return [
      ...type.needs,
      { ...declaration.type, text: `${type.text}${isNull ? " | null" : ""}` },
      ...(mark === undefined ? [] : [{ ...declaration.mark, text: mark }]),
    ];
  },

  setPresence(page, record, field, wanted) {
    const declaration = readTypeScriptField(page, field);
    if (!declaration || isInstantiated(record)) return NOTHING;
    return wanted.absent ? addAbsence(page, declaration, saysNull(page, record)) : dropAbsence(page, declaration);
  },

  setKey(page, record, field, { keys }) {
    const declaration = readTypeScriptField(page, field);
    const [key] = keys;
    if (!declaration || key === undefined || isInstantiated(record) || record.fields.some(({ name }) => name === key))
      return NOTHING;
    return [{ ...declaration.name, text: propertyName(key) }];
  },

  markDeprecated(page, record, field) {
    const own = ownProperties(page, record).find(({ item }) => item === field);
    return own ? deprecateAt(page, own.start, field) : NOTHING;
  },

  addRecord(page, wanted, neighbour) {
    const unit = indentUnit(page, "  ");
    const near = neighbour && stretchOf(page, neighbour);
    const style = near ? page.text.slice(near.start, near.end) : "";
    const isReadonly = /^\s*readonly\s/m.test(style);
    const blank: SchemaRecord | undefined = page.side.schema.records[0];
    const fields = wanted.fields.map((field) => declareField(page, blank, field, isReadonly, false));
    if (fields.includes(undefined)) return NOTHING;
    const sign = semicolon(page);
    const lines = fields.flatMap((field) => endWith(field?.lines ?? [], sign).map((line) => unit + line));
    const rest = wanted.open ? [`${unit}${isReadonly ? "readonly " : ""}[key: string]: unknown${sign}`] : [];
    const isAlias = /^(?:export\s+)?type\s/.test(style);
    const [head, tail] = isAlias
      ? [`export type ${wanted.name} = {`, `}${sign}`]
      : [`export interface ${wanted.name} {`, "}"];
    return [...fields.flatMap((field) => field?.needs ?? []), appendDefinition(page, [head, ...lines, ...rest, tail])];
  },

  addEnum(page, wanted, neighbour) {
    const near = neighbour && stretchOf(page, neighbour);
    const style = near ? page.text.slice(near.start, near.end) : "";
    const unit = indentUnit(page, "  ");
    const quote = quoteOf(page.text);
    const values = wanted.members.map(({ name, value }) =>
      typeof value === "number" ? String(value) : quoted(String(value ?? name), quote),
    );
    const names = wanted.members.map(({ name }) => memberName(name));
    const isNumeric = wanted.members.some(({ value }) => typeof value === "number");
    if (values.length === 0) return NOTHING;
    // An alias of one literal is that literal, no enum.
    if (isNumeric || values.length === 1 || /^(?:export\s+)?(?:const\s+|declare\s+)*enum\s/.test(style)) {
      if (names.includes(undefined)) return NOTHING;
      const members = names.map((name, i) => `${unit}${name} = ${values[i]},`);
      return [appendDefinition(page, [`export enum ${wanted.name} {`, ...members, "}"])];
    }
    const sign = semicolon(page);
    const oneLine = `export type ${wanted.name} = ${values.join(" | ")}${sign}`;
    if (oneLine.length <= 100) return [appendDefinition(page, [oneLine])];
    const alternatives = values.map((value, i) => `${unit}| ${value}${i === values.length - 1 ? sign : ""}`);
    return [appendDefinition(page, [`export type ${wanted.name} =`, ...alternatives])];
  },

  addMember: addTypeScriptMember,
  removeField: removeScriptField,
  removeMember: removeScriptMember,
  removeDefinition: removeScriptDefinition,
  setNumber: (page, _home, member, number) => setTypeScriptValue(page, member, number),
  setValue: (page, _home, member, value) => setTypeScriptValue(page, member, value),
};

function declareField(
  page: Page,
  record: SchemaRecord | undefined,
  wanted: WantedField,
  isReadonly: boolean,
  isAsserted: boolean,
): Declared | undefined {
  const type = typeText(page, wanted.type);
  if (!type) return undefined;
  const holdsAll = type.text === "unknown";
  const isNull = wanted.absent && !holdsAll && (!record || saysNull(page, record));
  const isOmitted = wanted.absent && (wanted.omittable === true || (!isNull && !holdsAll));
  const mark = isOmitted ? "?" : isAsserted ? "!" : "";
  const name = propertyName(keyFor(record?.fields ?? [], wanted));
  const head = `${isReadonly ? "readonly " : ""}${name}${mark}:`;
  return {
    lines: layOutProperty(page, head, `${type.text}${isNull ? " | null" : ""}`, wanted.width),
    needs: type.needs,
  };
}

/** A declaration over as many lines as it needs, without the separator behind it. */
export interface Declared {
  readonly lines: readonly string[];
  readonly needs: readonly Hunk[];
}

/** Lines with a separator behind the last one. */
export function endWith(lines: readonly string[], separator: string): readonly string[] {
  return lines.map((line, i) => (i === lines.length - 1 ? line + separator : line));
}

/** The key that the other side uses; where it takes several, the one spelled like the neighbours. */
export function keyFor(neighbours: readonly Field[], { name, keys }: WantedField): string {
  const [usual = name] = keys;
  const styled = fieldName(name, neighbours);
  if (styled !== undefined && keys.includes(styled)) return styled;
  return neighbours.length === 0 && keys.includes(toCamel(name)) ? toCamel(name) : usual;
}

/** A `@deprecated` tag in the comment ahead of a declaration, or in one of its own. */
export function deprecateAt(page: Page, start: number, field: Field): readonly Hunk[] {
  const lineStart = page.text.lastIndexOf("\n", start - 1) + 1;
  const isAlone = page.text.slice(lineStart, start).trim() === "";
  if (!isAlone) return [{ start, end: start, text: "/** @deprecated */ " }];
  const indent = indentAt(page, start);
  const above = page.text.slice(0, lineStart);
  const [comment, inner = ""] = /\/\*\*((?:(?!\*\/)[^])*)\*\/[ \t]*\n$/.exec(above) ?? [];
  if (comment !== undefined) {
    const at = lineStart - comment.length;
    const end = at + comment.trimEnd().length;
    if (!inner.includes("\n"))
      return [
        {
          start: at,
          end,
          text: ["/**", `${indent} * ${inner.trim()}`, `${indent} * @deprecated`, `${indent} */`].join("\n"),
        },
      ];
    const last = end - 2 - (/[ \t]*$/.exec(inner)?.[0].length ?? 0);
    return [{ start: last, end, text: `${indent} * @deprecated\n${indent} */` }];
  }
  return [{ line: field.at.line, lines: [`${indentAt(page, start)}/** @deprecated */`] }];
}
