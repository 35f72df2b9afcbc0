import type { Field, SchemaRecord, TypeRef } from "@nx-contracts/ir";
import { isSpaced } from "./field-doc.js";
import { appendDefinition, insertBelow, insertIntoBody } from "./insert.js";
import { type Hunk, indentUnit, type Page, placedInside, type Stretch, stretchOf } from "./page.js";
import {
  hasOption,
  nextFieldNumber,
  type ProtoField,
  protoSyntax,
  readProtoField,
  setOption,
} from "./proto-declaration.js";
import { syntaxLine } from "./proto-body.js";
import { addProtoEnum, addProtoMember, setProtoNumber } from "./proto-member.js";
import {
  type Declared,
  declareProtoField,
  fileIsImplicit,
  jsonNameFor,
  labelOf,
  lacksImplicit,
} from "./proto-field.js";
import { withoutUnusedProtos } from "./proto-import.js";
import { removeProtoDefinition, removeProtoField, removeProtoMember, removeStatement } from "./proto-removal.js";
import { type ProtoType, protoType } from "./proto-type.js";
import { ownWrapper, wrapperIn } from "./proto-wrapper.js";
import { insideBrackets, PROTO_SYNTAX } from "./scan.js";
import { NOTHING, type WantedField, type Writer } from "./writer.js";

/** Writes messages and enums of proto2, proto3 and editions. */
export const protoWriter: Writer = {
  addField(page, record, wanted) {
    const number = wanted.pinned ?? nextFieldNumber(page, record, wanted.ahead, wanted.spent);
    const declared = number === undefined ? undefined : declareProtoField(page, record.fields, wanted, number, record);
    if (!declared || !stretchOf(page, record.at)) return NOTHING;
    const place = placeForField(page, record, declared);
    return place.length > 0 ? [...declared.needs, ...place] : NOTHING;
  },

  replaceType(page, _record, field, wanted) {
    const declaration = readProtoField(page, field);
    const wrapper = ownWrapper(page, field);
    if (wrapper && wanted.type.kind === "map" && wanted.type.value.kind === "list")
      return rewrap(page, field, wanted, wrapper);
    const type = protoType(page, wanted.type);
    if (!declaration || !type || hasOption(page, declaration, /^(?:packed|default|jstype|ctype|lazy)$/)) return NOTHING;
    const isPlural = type.repeated || type.text.startsWith("map<");
    if (field.oneof !== undefined && isPlural) return NOTHING;
    const label = field.oneof === undefined ? labelOf(page, type, wanted.absent) : "";
    const head = { ...declaration.head, text: `${label}${type.text}` };
    const isKept = wrapper !== undefined && new RegExp(`(?<!\\w)${wrapper.name}(?!\\w)`).test(type.text);
    // A list that was named in another file may be all that was imported of it.
    const isElsewhere = !wrapper && wrapperIn(page.side.schema, field.type) !== undefined;
    return [
      ...type.needs,
      head,
      ...(wrapper && !isKept ? removeStatement(page, wrapper) : []),
      ...presenceFeature(page, declaration, type, wanted.absent),
      ...(isElsewhere ? withoutUnusedProtos(page, [head], type.text) : []),
    ];
  },

  setPresence(page, record, field, wanted) {
    const declaration = readProtoField(page, field);
    const type = protoType(page, wanted.type);
    if (!declaration || !type || field.oneof !== undefined) return NOTHING;
    const isWrapper = /^\.?google\.protobuf\.\w+Value$/.test(declaration.type);
    if (isWrapper && !wanted.absent) return protoWriter.replaceType(page, record, field, wanted);
    const label = labelOf(page, { ...type, isMessage: false }, wanted.absent);
    const head = label + declaration.type;
    return [{ ...declaration.head, text: head }, ...presenceFeature(page, declaration, type, wanted.absent)];
  },

  setKey(page, _record, field, { keys }) {
    const declaration = readProtoField(page, field);
    if (!declaration || keys[0] === undefined) return NOTHING;
    const name = jsonNameFor(field.name, keys);
    return setOption(page, declaration, "json_name", name === undefined ? undefined : JSON.stringify(name));
  },

  markDeprecated(page, _record, field) {
    const declaration = readProtoField(page, field);
    return declaration ? setOption(page, declaration, "deprecated", "true") : NOTHING;
  },

  addRecord(page, wanted) {
    const unit = indentUnit(page, "  ");
    const needs = [...syntaxLine(page)];
    const lines: string[] = [];
    let next = 1;
    for (const field of wanted.fields) {
      const number = field.number ?? next;
      const declared = declareProtoField(page, [], field, number);
      if (!declared) return NOTHING;
      needs.push(...declared.needs);
      lines.push(...declared.lines.map((line) => unit + line));
      next = Math.max(next, number + declared.numbers);
    }
    const rest = wanted.open
      ? protoType(page, {
          kind: "map",
          key: { kind: "scalar", family: "string" },
          value: { kind: "scalar", family: "json" },
        })
      : undefined;
    if (rest) {
      needs.push(...rest.needs);
      lines.push(`${unit}${rest.text} extra = ${next};`);
    }
    return [...needs, appendDefinition(page, [`message ${wanted.name} {`, ...lines, "}"])];
  },

  addEnum: addProtoEnum,
  addMember: addProtoMember,
  removeField: removeProtoField,
  removeMember: removeProtoMember,
  removeDefinition: removeProtoDefinition,
  setNumber: setProtoNumber,
  setValue: () => NOTHING,
};

/** A map whose lists are of another type: its wrapper holds other items, and its keys follow the source. */
function rewrap(page: Page, field: Field, wanted: WantedField, wrapper: SchemaRecord): readonly Hunk[] {
  const [items] = wrapper.fields;
  const [before, after] = [field.type, wanted.type];
  if (!items || before.kind !== "map" || after.kind !== "map") return NOTHING;
  const value: TypeRef = { kind: "ref", name: wrapper.qualifiedName };
  const isSameItem = JSON.stringify(items.type) === JSON.stringify(after.value);
  const inner = isSameItem
    ? NOTHING
    : protoWriter.replaceType(page, wrapper, items, { ...wanted, type: after.value, absent: false });
  if (inner.length === 0 && !isSameItem) return NOTHING;
  const declaration = readProtoField(page, field);
  const type = protoType(page, { ...after, value });
  if (!declaration || !type) return NOTHING;
  return [...inner, { ...declaration.head, text: type.text }];
}

/** Below the last field, or below the oneof that it belongs to; in an empty message between the braces. */
function placeForField(page: Page, record: SchemaRecord, { lines, line }: Declared): readonly Hunk[] {
  const own = placedInside(page, record.at, record.fields);
  const last = own.at(-1);
  const whole = stretchOf(page, record.at);
  if (!whole) return NOTHING;
  if (!last) {
    const open = page.text.indexOf("{", whole.start);
    const inside = insideBrackets(page.text, open, PROTO_SYNTAX);
    return inside ? insertIntoBody(page, inside, lines) : NOTHING;
  }
  const previous = last.item.oneof === undefined ? last : oneofAround(page, whole, last.item.oneof);
  if (!previous) return NOTHING;
  const below = insertBelow(page, previous, isSpaced(page, own) ? ["", ...lines] : lines);
  return below.length > 0 && below.every((hunk) => "line" in hunk) ? below : insertBelow(page, previous, [line]);
}

function oneofAround(page: Page, record: Stretch, name: string): Stretch | undefined {
  const found = new RegExp(`\\boneof\\s+${name}\\s*\\{`).exec(page.text.slice(record.start, record.end));
  if (!found) return undefined;
  const start = record.start + found.index;
  const inside = insideBrackets(page.text, start + found[0].length - 1, PROTO_SYNTAX);
  return inside && { start, end: inside.end + 1 };
}

/** Editions say with a feature what proto3 says with `optional`. */
function presenceFeature(page: Page, field: ProtoField, type: ProtoType, absent: boolean): readonly Hunk[] {
  if (protoSyntax(page) !== "editions") return NOTHING;
  const feature = "features.field_presence";
  if (lacksImplicit(page, type, absent)) return setOption(page, field, feature, "IMPLICIT");
  const isImplicitFile = fileIsImplicit(page);
  const isPlural = type.repeated || type.text.startsWith("map<");
  if (absent && isImplicitFile && !type.isMessage && !isPlural) return setOption(page, field, feature, "EXPLICIT");
  return hasOption(page, field, /^features\.field_presence$/) ? setOption(page, field, feature, undefined) : NOTHING;
}
