import { type Field, foldName, type SchemaRecord, toJsonName } from "@nx-contracts/ir";
import { bareMemberName } from "../facts/pair-members.js";
import { docLines, docPlace, type DocPlace, lineAbove, restOfLine } from "./field-doc.js";
import { fieldName, quoted, quoteOf } from "./names.js";
import { type Hunk, indentAt, indentUnit, lineLimit, type Page, type Placed, says, stretchOf, textAt } from "./page.js";
import { NONE_DEFAULT, type PydanticDefault, readPydanticField } from "./pydantic-declaration.js";
import { importsName, joinImports, pythonName } from "./pydantic-import.js";
import { annotationOf } from "./pydantic-type.js";
import { layOutPython, type Room, widthOf } from "./python-layout.js";
import type { WantedField } from "./writer.js";

/** The lines of a new field, their common indentation left out, with the imports that they need. */
export interface Declared {
  readonly lines: readonly string[];
  /** The same where there is room for one line only; comments are left out. */
  readonly line: string;
  readonly needs: readonly Hunk[];
}

const KEYWORDS = new Set(
  "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);

/**
 * Declares a field as its neighbours are declared.
 *
 * @param offset where it will stand
 * @param indent what will stand ahead of it
 * @returns `undefined` where Python cannot say it
 */
export function declarePydanticField(
  page: Page,
  neighbours: readonly Field[],
  wanted: WantedField,
  offset: number,
  indent: string,
  record?: SchemaRecord,
): Declared | undefined {
  const styled = fieldName(wanted.name, neighbours);
  const name = styled !== undefined && KEYWORDS.has(styled) ? `${styled}_` : styled;
  const annotation = annotationOf(page, wanted.type, wanted.absent, offset, name);
  if (name === undefined || !annotation || namesItself(name, annotation.text)) return undefined;
  const fitting = defaultFor(page, wanted, offset);
  if (fitting === "unsayable") return undefined;
  const usual = record ? plainKey(record, name) : name;
  const isKey = wanted.keys.includes(usual) || wanted.keys.includes(name);
  const place = wanted.doc === undefined ? undefined : docPlace(page, record, usualPlace(page), pythonDocPlace);
  const text = (value: string) => quoted(value, quoteOf(page.text));
  const args = [
    ...(isKey ? [] : [`alias=${text(wanted.keys[0] ?? name)}`]),
    ...(wanted.deprecated ? ["deprecated=True"] : []),
    ...(place === "argument" ? [`description=${text(oneLine(wanted.doc))}`] : []),
  ];
  const call = args.length > 0 ? pythonName(page, "pydantic", "Field") : undefined;
  const whole = record && stretchOf(page, record.at);
  const step = whole ? indent.slice(indentAt(page, whole.start).length) : "";
  const unit = /^[ \t]+$/.test(step) ? step : indentUnit(page, "    ");
  const room: Room = { width: wanted.width ?? lineLimit(page, 88), indent, unit };
  const declaration = {
    name,
    annotation: annotation.text,
    ...(call
      ? { args: [...leading(page, fitting), ...args], call: call.text }
      : fitting?.value.startsWith("Field(")
        ? { args: [fitting.argument] }
        : fitting && { value: fitting.value }),
  };
  const lines = layOutPython(declaration, room);
  const needs = joinImports([...annotation.needs, ...(fitting?.needs ?? []), ...(call?.needs ?? [])]);
  const [line] = layOutPython(declaration, { ...room, width: Number.MAX_SAFE_INTEGER });
  return { lines: withDoc(page, lines, wanted.doc, place, room), line: line ?? "", needs };
}

/** In a class body a name hides the type that it is annotated with: `date: date | None = None` is no union. */
export function namesItself(name: string, annotation: string): boolean {
  return new RegExp(`(?<![.\\w"'])${name}\\b`).test(annotation);
}

/** A new, empty collection for a field that holds one; no default for anything else. */
export function emptyDefault(page: Page, type: WantedField["type"]): PydanticDefault | undefined {
  if (type.kind !== "list" && type.kind !== "map") return undefined;
  if (type.kind === "list" && type.tuple) return undefined;
  const factory = type.kind === "map" ? "dict" : type.unique ? "set" : "list";
  const argument = `default_factory=${factory}`;
  const literal = type.kind === "map" ? "{}" : type.unique ? "set()" : "[]";
  return {
    value: says(page, /\bField\(/) && importsName(page, "Field") ? `Field(${argument})` : literal,
    argument,
  };
}

/** The key of a field without an alias of its own; a generator of aliases shows in its neighbours. */
export function plainKey(record: SchemaRecord, name: string): string {
  const others = record.fields.filter((field) => field.name !== name && field.name.includes("_"));
  const isGenerated = others.length > 1 && others.every((field) => field.wireName === toJsonName(field.name));
  return isGenerated ? toJsonName(name) : name;
}

interface Fitting extends PydanticDefault {
  readonly needs?: readonly Hunk[];
}

function defaultFor(
  page: Page,
  { type, absent, fallback }: WantedField,
  offset: number,
): Fitting | "unsayable" | undefined {
  if (fallback === undefined) return absent ? NONE_DEFAULT : emptyDefault(page, type);
  const made =
    fallback.kind === "member" ? memberOf(page, type, fallback.member, offset) : valueOf(page, type, fallback.value);
  return made === undefined ? "unsayable" : { value: made.text, argument: `default=${made.text}`, needs: made.needs };
}

/** A member of an enum that stands above: only that has a name yet. */
function memberOf(page: Page, type: WantedField["type"], wanted: string, offset: number) {
  const definition = type.kind === "ref" ? page.side.index.enum(type.name) : undefined;
  const member = definition?.members.find(
    (each) =>
      foldName(each.name) === foldName(wanted) || foldName(bareMemberName(each, definition.name)) === foldName(wanted),
  );
  const name = member && annotationOf(page, type, false, offset);
  if (!member || !name || /["']/.test(name.text)) return undefined;
  const place = definition && stretchOf(page, definition.at);
  if (place && place.end > offset) return undefined;
  return { text: `${name.text}.${member.name}`, needs: name.needs };
}

function valueOf(page: Page, type: WantedField["type"], value: string | number | boolean) {
  const text = (written: string) => quoted(written, quoteOf(page.text));
  const plain = (written: string) => ({ text: written, needs: [] });
  if (typeof value === "boolean") return plain(value ? "True" : "False");
  if (type.kind === "scalar" && (type.family === "decimal" || type.family === "uuid")) {
    const [module, name] = type.family === "decimal" ? ["decimal", "Decimal"] : ["uuid", "UUID"];
    const word = pythonName(page, module ?? "", name ?? "");
    return { text: `${word.text}(${text(String(value))})`, needs: word.needs };
  }
  if (typeof value === "string")
    return plain(type.kind === "scalar" && type.family === "bytes" ? `b${text(value)}` : text(value));
  const isFloat = type.kind === "scalar" && type.family === "float" && Number.isInteger(value);
  return plain(isFloat ? value.toFixed(1) : String(value));
}

/** The first arguments: the default, by name or by place as the file has it; `...` where the file says that of required ones. */
function leading(page: Page, fitting: PydanticDefault | undefined): readonly string[] {
  if (!fitting) return says(page, /\bField\(\s*\.\.\./) ? ["..."] : [];
  const isPositional =
    says(page, /\bField\(\s*(?:None|["'\d[{]|True|False)/) && !says(page, /\bField\([^)]*\bdefault=/);
  return [isPositional ? fitting.argument.replace(/^default=/, "") : fitting.argument];
}

function usualPlace(page: Page): DocPlace {
  return says(page, /\buse_attribute_docstrings\s*=\s*True/) ? "below" : "argument";
}

function pythonDocPlace(page: Page, field: Placed<Field>): DocPlace | undefined {
  const declaration = readPydanticField(page, field.item);
  if (declaration?.args.some((arg) => /^description\s*=/.test(textAt(page, arg)))) return "argument";
  if (docstringBelow(page, field.end) !== undefined) return "below";
  if (/^\s*#/.test(restOfLine(page, field))) return "behind";
  return lineAbove(page, field).startsWith("#") ? "above" : undefined;
}

/** The end of a string that stands below a declaration to describe it. */
export function docstringBelow({ text }: Page, end: number): number | undefined {
  const found =
    /^[ \t]*(?:#[^\n]*)?\n(?:[ \t]*\n)?[ \t]+[rRuU]?(?:("""|''')[^]*?\1|"(?:[^"\n\\]|\\.)*"|'(?:[^'\n\\]|\\.)*')(?=[ \t]*(?:#|\n|$))/.exec(
      text.slice(end),
    );
  return found ? end + found[0].length : undefined;
}

function withDoc(
  page: Page,
  lines: readonly string[],
  doc: string | undefined,
  place: DocPlace | undefined,
  room: Room,
) {
  const [only = ""] = lines;
  const comment = doc === undefined ? [] : docLines(page, doc, widthOf(room.indent) + 2).map((line) => `# ${line}`);
  const isShort = lines.length === 1 && comment.length === 1;
  switch (place) {
    case "below":
      return [...lines, `"""${oneLine(doc).replaceAll("\\", "\\\\").replaceAll('"""', "'''").replace(/"$/, '\\"')}"""`];
    case "behind":
      if (isShort && widthOf(`${room.indent}${only}  ${comment[0] ?? ""}`) <= room.width)
        return [`${only}  ${comment[0] ?? ""}`];
      return [...comment, ...lines];
    case "above":
      return [...comment, ...lines];
    default:
      return lines;
  }
}

function oneLine(doc = ""): string {
  return doc.trim().replaceAll(/\s+/g, " ");
}
