import { type Field, foldName, type SchemaRecord, toJsonName } from "@nx-contracts/ir";
import { bareMemberName } from "../facts/pair-members.js";
import { docLines, docPlace, type DocPlace, lineAbove, restOfLine } from "./field-doc.js";
import { fieldName, quoted } from "./names.js";
import { type Hunk, indentUnit, type Page, type Placed, says } from "./page.js";
import { protoSyntax } from "./proto-declaration.js";
import { alternativeName, type ProtoType, protoType } from "./proto-type.js";
import type { WantedField } from "./writer.js";

/** The lines of a new field, their common indentation left out. */
export interface Declared {
  readonly lines: readonly string[];
  /** The same where there is room for one line only. */
  readonly line: string;
  readonly needs: readonly Hunk[];
  /** How many numbers it takes. */
  readonly numbers: number;
}

/** Declares a field, or a oneof for a union; `undefined` when proto cannot say it. */
export function declareProtoField(
  page: Page,
  neighbours: readonly { readonly name: string }[],
  wanted: WantedField,
  number: number,
  record?: SchemaRecord,
): Declared | undefined {
  const name = fieldName(wanted.name, neighbours);
  if (name === undefined) return undefined;
  if (wanted.type.kind === "union") return declareOneof(page, name, wanted, number, record);
  const type = protoType(page, wanted.type);
  if (!type) return undefined;
  const key = jsonNameFor(name, wanted.keys);
  const value = defaultText(page, type, wanted);
  if (value === "unsayable") return undefined;
  const options = [
    ...(key === undefined ? [] : [`json_name = ${JSON.stringify(key)}`]),
    ...(value === undefined ? [] : [`default = ${value}`]),
    ...(wanted.deprecated ? ["deprecated = true"] : []),
    ...(lacksImplicit(page, type, wanted.absent) ? ["features.field_presence = IMPLICIT"] : []),
  ];
  const head = `${labelOf(page, type, wanted.absent)}${type.text} ${name} = ${number}`;
  const flat = `${head}${options.length > 0 ? ` [${options.join(", ")}]` : ""};`;
  const unit = indentUnit(page, "  ");
  const isBroken = options.length > 1 && !says(page, /=\s*\d+\s*\[[^\]\n]*,[^\]\n]*\]\s*;/);
  const lines = isBroken
    ? [`${head} [`, ...options.map((each, i) => `${unit}${each}${i < options.length - 1 ? "," : ""}`), "];"]
    : [flat];
  return { ...withDoc(page, lines, flat, wanted, record), needs: type.needs, numbers: 1 };
}

function declareOneof(
  page: Page,
  name: string,
  wanted: WantedField,
  number: number,
  record: SchemaRecord | undefined,
): Declared | undefined {
  const alternatives = wanted.type.kind === "union" ? wanted.type.of : [];
  const types = alternatives.map((type) => protoType(page, type));
  const taken = new Set(record?.fields.map((field) => field.name));
  const names = alternatives.map((type) => {
    const own = alternativeName(name, type);
    return own !== undefined && taken.has(own) ? `${name}_${own}` : own;
  });
  if (
    types.some((type) => !type || type.repeated || type.text.startsWith("map<")) ||
    new Set(names).size < names.length ||
    names.some((each) => each === undefined || taken.has(each))
  )
    return undefined;
  const unit = indentUnit(page, "  ");
  const option = wanted.deprecated ? " [deprecated = true]" : "";
  const inner = types.map((type, i) => `${type?.text} ${names[i]} = ${number + i}${option};`);
  const lines = [`oneof ${name} {`, ...inner.map((line) => unit + line), "}"];
  const line = `oneof ${name} { ${inner.join(" ")} }`;
  return {
    ...withDoc(page, lines, line, wanted, record),
    needs: types.flatMap((type) => type?.needs ?? []),
    numbers: names.length,
  };
}

/** The word ahead of the type, with the blank behind it. */
export function labelOf(page: Page, type: ProtoType, absent: boolean): string {
  if (type.repeated) return "repeated ";
  if (type.text.startsWith("map<")) return "";
  const syntax = protoSyntax(page);
  if (syntax === "editions") return "";
  if (syntax === "proto3") return absent ? "optional " : "";
  return absent || type.isMessage ? "optional " : "required ";
}

export function lacksImplicit(page: Page, type: ProtoType, absent: boolean): boolean {
  const isPlural = type.repeated || type.text.startsWith("map<");
  return protoSyntax(page) === "editions" && !absent && !type.isMessage && !isPlural && !fileIsImplicit(page);
}

export function fileIsImplicit(page: Page): boolean {
  return says(page, /^option\s+features\.field_presence\s*=\s*IMPLICIT\b/m);
}

/** What `json_name` has to say: nothing where the name itself gives one of the keys. */
export function jsonNameFor(name: string, keys: readonly string[]): string | undefined {
  return keys.includes(toJsonName(name)) || keys.includes(name) ? undefined : keys[0];
}

/** proto3 has no defaults of its own, nor has a field without presence. */
function defaultText(page: Page, type: ProtoType, { type: wanted, fallback, absent }: WantedField) {
  const syntax = protoSyntax(page);
  const isImplicit = lacksImplicit(page, type, absent) || (syntax === "editions" && fileIsImplicit(page));
  if (fallback === undefined || syntax === "proto3" || isImplicit || type.repeated || type.isMessage) return undefined;
  if (fallback.kind === "value")
    return typeof fallback.value === "string" ? quoted(fallback.value, '"') : String(fallback.value);
  const definition = wanted.kind === "ref" ? page.side.index.enum(wanted.name) : undefined;
  const member = definition?.members.find((each) =>
    [each.name, bareMemberName(each, definition.name)].map(foldName).includes(foldName(fallback.member)),
  );
  return member?.name ?? "unsayable";
}

function withDoc(
  page: Page,
  lines: readonly string[],
  flat: string,
  { doc }: WantedField,
  record: SchemaRecord | undefined,
): Pick<Declared, "lines" | "line"> {
  if (doc === undefined) return { lines, line: flat };
  const text = docLines(page, doc, 6).map((line) => line.replaceAll("*/", "* /"));
  const [only = ""] = text;
  const line = `/* ${text.join(" ")} */ ${flat}`;
  const place = docPlace(page, record, "above", protoDocPlace);
  if (place === "behind" && text.length === 1 && lines.length === 1) return { lines: [`${flat} // ${only}`], line };
  return { lines: [...commentAbove(text, place), ...lines], line };
}

function commentAbove(text: readonly string[], place: DocPlace): readonly string[] {
  const [only = ""] = text;
  if (place !== "block") return text.map((line) => `// ${line}`.trimEnd());
  return text.length === 1 ? [`/* ${only} */`] : ["/*", ...text.map((line) => ` * ${line}`.trimEnd()), " */"];
}

function protoDocPlace(page: Page, field: Placed<Field>): DocPlace | undefined {
  const above = lineAbove(page, field);
  if (above.startsWith("//")) return "above";
  if (above.endsWith("*/")) return "block";
  return /^\s*\/[/*]/.test(restOfLine(page, field)) ? "behind" : undefined;
}
