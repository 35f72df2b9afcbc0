import type { Span, TypeRef } from "@nx-contracts/ir";
import { isSpaced } from "./field-doc.js";
import { appendDefinition, insertBelow } from "./insert.js";
import { memberName, quoted, quoteOf } from "./names.js";
import {
  endLine,
  type Hunk,
  indentAt,
  indentUnit,
  isInstantiated,
  lineAt,
  type Page,
  placedInside,
  type Stretch,
  stretchOf,
  says,
} from "./page.js";
import { addDeprecation } from "./pydantic-deprecation.js";
import {
  addNone,
  defaultText,
  dropNone,
  NONE_DEFAULT,
  readPydanticField,
  setArgument,
  setDefault,
} from "./pydantic-declaration.js";
import {
  type Declared,
  declarePydanticField,
  docstringBelow,
  emptyDefault,
  namesItself,
  plainKey,
} from "./pydantic-field.js";
import { importsName, pythonName } from "./pydantic-import.js";
import { annotationOf, isOptionalStyle } from "./pydantic-type.js";
import { addLiteral, addPythonMember, setPythonValue } from "./pydantic-member.js";
import { removePydanticField, removePythonDefinition, removePythonMember } from "./pydantic-removal.js";
import { findSign, PYTHON_SYNTAX } from "./scan.js";
import { NOTHING, type WantedField, type Writer } from "./writer.js";

/** Writes Pydantic models and enums. */
export const pydanticWriter: Writer = {
  addField(page, record, wanted) {
    const whole = stretchOf(page, record.at);
    if (!whole || isInstantiated(record)) return NOTHING;
    const own = placedInside(page, record.at, record.fields);
    const last = own.at(-1);
    const indent = last ? indentAt(page, last.start) : indentAt(page, whole.start) + indentUnit(page, "    ");
    const declared = declarePydanticField(page, record.fields, wanted, last?.end ?? whole.start, indent, record);
    if (!declared) return NOTHING;
    const place = last
      ? placeBelow(page, own, last, declared)
      : placeInEmptyClass(page, record.at, declared.lines, indent);
    return place.length > 0 ? [...declared.needs, ...place] : NOTHING;
  },

  replaceType(page, record, field, wanted) {
    const declaration = readPydanticField(page, field);
    const annotation = declaration && annotationOf(page, wanted.type, wanted.absent, declaration.annotation.start);
    if (!annotation || isInstantiated(record) || namesItself(field.name, annotation.text)) return NOTHING;
    const current = defaultText(page, declaration);
    const fits =
      current === undefined
        ? !wanted.absent
        : keepsDefault(field.type, wanted) && (current === "None") === wanted.absent;
    const fitting = wanted.absent ? NONE_DEFAULT : emptyDefault(page, wanted.type);
    return [
      ...annotation.needs,
      { ...declaration.annotation, text: annotation.text },
      ...(fits ? [] : setDefault(page, declaration, fitting)),
    ];
  },

  setPresence(page, record, field, wanted) {
    const declaration = readPydanticField(page, field);
    if (!declaration || isInstantiated(record)) return NOTHING;
    const isNone = defaultText(page, declaration) === "None";
    if (!wanted.absent) {
      const dropped = dropNone(page, declaration.annotation);
      if (dropped.length === 0 && field.nullable) return NOTHING;
      return [...dropped, ...(isNone ? setDefault(page, declaration, emptyDefault(page, wanted.type)) : [])];
    }
    const added = addNone(page, declaration.annotation, isOptionalStyle(page));
    if (added.length === 0) return NOTHING;
    const needs = isOptionalStyle(page) ? pythonName(page, "typing", "Optional").needs : [];
    const isRequired = defaultText(page, declaration) === undefined;
    return [...needs, ...added, ...(isRequired ? setDefault(page, declaration, NONE_DEFAULT) : [])];
  },

  setKey(page, record, field, wanted) {
    const declaration = readPydanticField(page, field);
    if (!declaration || isInstantiated(record) || wanted.keys[0] === undefined) return NOTHING;
    if (
      /\b(?:validation|serialization)_alias\s*=|\bAnnotated\b/.test(
        page.text.slice(declaration.annotation.start, declaration.value?.end ?? declaration.annotation.end),
      )
    )
      return NOTHING;
    const key = wanted.keys.includes(plainKey(record, field.name)) ? undefined : wanted.keys[0];
    const changes = setArgument(
      page,
      declaration,
      "alias",
      key === undefined ? undefined : quoted(key, quoteOf(page.text)),
    );
    return [...(changes.length > 0 && key !== undefined ? fieldImport(page) : []), ...changes];
  },

  markDeprecated(page, record, field) {
    const declaration = readPydanticField(page, field);
    if (!declaration || isInstantiated(record)) return NOTHING;
    return [...fieldImport(page), ...addDeprecation(page, field, declaration)];
  },

  addRecord(page, wanted, neighbour) {
    const unit = indentUnit(page, "    ");
    const declared = wanted.fields.map((field) => declarePydanticField(page, [], field, page.text.length + 1, unit));
    const lines = declared.flatMap((each) => each?.lines ?? []);
    if (declared.includes(undefined)) return NOTHING;
    const parent = baseClass(page, neighbour);
    const config = wanted.open ? pythonName(page, "pydantic", "ConfigDict") : undefined;
    const body = [...(config ? [`model_config = ${config.text}(extra="allow")`] : []), ...lines];
    const header = `class ${wanted.name}(${parent.text}):`;
    const needs = [...parent.needs, ...(config?.needs ?? []), ...declared.flatMap((each) => each?.needs ?? [])];
    return [
      ...needs,
      appendDefinition(page, [header, ...(body.length > 0 ? body : ["pass"]).map((line) => unit + line)], 2),
    ];
  },

  addEnum(page, wanted) {
    const unit = indentUnit(page, "    ");
    const isNumeric = wanted.members.length > 0 && wanted.members.every(({ value }) => typeof value === "number");
    const names = wanted.members.map(({ name }) => memberName(name));
    if (names.includes(undefined) || names.some((name) => /^\d/.test(name ?? ""))) return NOTHING;
    const kind = isNumeric ? pythonName(page, "enum", "IntEnum") : stringEnum(page);
    const lines = wanted.members.map(({ value }, i) => {
      const text = typeof value === "number" ? String(value) : quoted(String(value ?? names[i]), quoteOf(page.text));
      return `${unit}${names[i]} = ${text}`;
    });
    return [
      ...kind.needs,
      appendDefinition(
        page,
        [`class ${wanted.name}(${kind.text}):`, ...(lines.length > 0 ? lines : [`${unit}pass`])],
        2,
      ),
    ];
  },

  addMember: (page, home, wanted) =>
    home.members.length > 0 ? addPythonMember(page, home, wanted) : addLiteral(page, home, wanted),
  removeField: removePydanticField,
  removeMember: removePythonMember,
  removeDefinition: removePythonDefinition,
  setNumber: (page, _home, member, number) => setPythonValue(page, member, number),
  setValue: (page, _home, member, value) => setPythonValue(page, member, value),
};

/** The old default still fits: both are collections of one kind, or neither is. */
function keepsDefault(before: TypeRef, { type, absent }: WantedField): boolean {
  const isPlural = (each: TypeRef) => each.kind === "list" || each.kind === "map";
  return absent || (isPlural(before) && before.kind === type.kind);
}

function fieldImport(page: Page): readonly Hunk[] {
  return pythonName(page, "pydantic", "Field").needs;
}

/** What the file's models derive from: `BaseModel`, or the one base that the neighbour has. */
function baseClass(
  page: Page,
  neighbour: Span | undefined,
): { readonly text: string; readonly needs: readonly Hunk[] } {
  const place = neighbour && stretchOf(page, neighbour);
  const own = place && /^class\s+\w+\(\s*(\w+)\s*\)/.exec(page.text.slice(place.start, place.end))?.[1];
  if (own !== undefined && own !== "BaseModel" && importsName(page, own)) return { text: own, needs: [] };
  return pythonName(page, "pydantic", "BaseModel");
}

/** The file's kind of enum whose values are text. */
function stringEnum(page: Page): { readonly text: string; readonly needs: readonly Hunk[] } {
  const isMixed = says(page, /^class\s+\w+\(\s*str\s*,\s*(?:enum\.)?Enum\s*\)/m);
  if (!isMixed && importsName(page, "StrEnum")) return pythonName(page, "enum", "StrEnum");
  const { text, needs } = pythonName(page, "enum", "Enum");
  return { text: `str, ${text}`, needs };
}

/** Below the last field and what describes it; behind it where the class stands on one line. */
function placeBelow(page: Page, own: readonly Stretch[], last: Stretch, { lines, line }: Declared): readonly Hunk[] {
  const end = docstringBelow(page, last.end);
  const spaced = isSpaced(page, own) ? ["", ...lines] : lines;
  const below = insertBelow(page, end === undefined ? last : { ...last, end }, spaced);
  if (below.length > 0 && below.every((hunk) => "line" in hunk)) return below;
  const isAfterColon = /^[^#]*:[ \t]*\S/.test(
    page.text.slice(page.text.lastIndexOf("\n", last.start - 1) + 1, last.end),
  );
  const isLast = /^[ \t]*(?:#[^\n]*)?(?:\n|$)/.test(page.text.slice(last.end));
  return isAfterColon && isLast ? [{ start: last.end, end: last.end, text: `; ${line}` }] : NOTHING;
}

/** In place of `pass`, else below the docstring, or below the class's first line. */
function placeInEmptyClass(page: Page, at: Span, lines: readonly string[], indent: string): readonly Hunk[] {
  const whole = stretchOf(page, at);
  const colon = whole && findSign(page.text, whole, PYTHON_SYNTAX, ":");
  if (!whole || colon === undefined) return NOTHING;
  const body = page.text.slice(colon + 1, whole.end);
  const indented = lines.map((line) => indent + line);
  if (/^[ \t]*(?:pass|\.\.\.)[ \t]*$/.test(body))
    return [{ start: colon + 1, end: whole.end, text: `\n${indented.join("\n")}` }];
  if (!/^[ \t]*(?:#[^\n]*)?\n/.test(body)) return NOTHING;
  const stub = /^([ \t]+)(pass|\.\.\.)[ \t]*$/m.exec(body);
  if (stub?.[1] !== undefined && stub[2] !== undefined) {
    const start = colon + 1 + stub.index + stub[1].length;
    return [{ start, end: start + stub[2].length, text: indented.join("\n").trimStart() }];
  }
  const docstring = /^[^\n]*\n(?:\s*\n)*\s*[rRuU]?("""|''')[^]*?\1/.exec(body);
  const above = docstring ? colon + 1 + docstring[0].length : colon;
  return [
    {
      line: Math.min(lineAt(page, above) + 1, endLine(page)),
      lines: docstring ? ["", ...indented] : indented,
    },
  ];
}
