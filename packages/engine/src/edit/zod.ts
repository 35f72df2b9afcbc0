import { foldName, type ScalarFamily, type SchemaRecord, type TypeRef } from "@nx-contracts/ir";
import { isSpaced } from "./field-doc.js";
import { appendDefinition, insertBelow, insertIntoBody } from "./insert.js";
import { lastName, quoted, quoteOf } from "./names.js";
import {
  type Change,
  type Hunk,
  indentUnit,
  isInstantiated,
  type Page,
  placedInside,
  type Stretch,
  stretchOf,
  says,
} from "./page.js";
import { insideBrackets, SCRIPT_SYNTAX, signs, trim } from "./scan.js";
import { describeInScript } from "./script-doc.js";
import { lastComma, layOutChain, semicolon } from "./script-layout.js";
import { type Declared, deprecateAt, endWith, keyFor, typescriptWriter } from "./typescript.js";
import { propertyName, saysNull } from "./typescript-declaration.js";
import { importHunks } from "./typescript-import.js";
import { definitionText, isZodText, type TypeText } from "./typescript-type.js";
import { NOTHING, type WantedField, type Writer } from "./writer.js";

/** Writes records that are zod schemas: `export const AiredDatesSchema = z.object({ … })`. */
export const zodWriter: Writer = {
  ...typescriptWriter,

  addField(page, record, wanted) {
    const whole = stretchOf(page, record.at);
    const last = placedInside(page, record.at, record.fields).at(-1);
    const declared = declareField(page, record, wanted, last?.end ?? whole?.start ?? 0);
    if (!whole || !declared || isInstantiated(record)) return NOTHING;
    const object = last
      ? undefined
      : /\.(?:object|strictObject|looseObject|extend)\s*\(\s*\{/.exec(page.text.slice(whole.start, whole.end));
    const inside = object
      ? insideBrackets(page.text, whole.start + object.index + object[0].length - 1, SCRIPT_SYNTAX)
      : undefined;
    const own = placedInside(page, record.at, record.fields);
    const { lines, line } = describeInScript(page, declared.lines, said(page, wanted), record);
    const below = last
      ? insertBelow(page, last, isSpaced(page, own) ? ["", ...lines] : lines, ",", wanted.isAlone)
      : NOTHING;
    const place =
      last && below.length === 0
        ? insertBelow(page, last, [line], ",", wanted.isAlone)
        : inside
          ? insertIntoBody(page, inside, lines, ",")
          : below;
    return place.length > 0 ? [...declared.needs, ...place] : NOTHING;
  },

  replaceType(page, record, field, wanted) {
    const expression = expressionOf(page, field.at);
    const type = expression && zodType(page, wanted.type, expression.start);
    if (!expression || !type) return NOTHING;
    const isOptional = field.presence === "optional" && !field.nullable;
    const end = !wanted.absent
      ? ""
      : isOptional || !(field.nullable || saysNull(page, record))
        ? ".optional()"
        : ".nullable()";
    return [...type.needs, { ...expression, text: type.text + end }];
  },

  setPresence(page, record, field, wanted) {
    const expression = expressionOf(page, field.at);
    if (!expression) return NOTHING;
    if (wanted.absent) {
      const text = saysNull(page, record) ? ".nullable()" : ".optional()";
      return [{ start: expression.end, end: expression.end, text }];
    }
    return absenceCalls(page, expression);
  },

  setKey(page, record, field, { keys }) {
    const place = stretchOf(page, field.at);
    const name = place && /^(?:"[^"\n]*"|'[^'\n]*'|[\w$]+)(?=\s*:)/.exec(page.text.slice(place.start, place.end));
    const [key] = keys;
    if (!place || !name || key === undefined || record.fields.some((other) => other.name === key)) return NOTHING;
    return [{ start: place.start, end: place.start + name[0].length, text: propertyName(key) }];
  },

  markDeprecated(page, _record, field) {
    const place = stretchOf(page, field.at);
    return place ? deprecateAt(page, place.start, field) : NOTHING;
  },

  addRecord(page, wanted) {
    const suffix = suffixOf(page);
    const fields = wanted.fields.map((field) =>
      declareField(page, page.side.schema.records[0], field, page.text.length),
    );
    if (fields.includes(undefined)) return NOTHING;
    const unit = indentUnit(page, "  ");
    const last = fields.length - 1;
    const lines = fields.flatMap((field, i) =>
      endWith(field?.lines ?? [], i === last ? lastComma(page) : ",").map((line) => unit + line),
    );
    const sign = semicolon(page);
    const object = wanted.open ? "z.looseObject({" : "z.object({";
    const definition = appendDefinition(page, [
      `export const ${wanted.name}${suffix} = ${object}`,
      ...lines,
      `})${sign}`,
      ...inferredAlias(page, wanted.name),
    ]);
    return [...fields.flatMap((field) => field?.needs ?? []), definition];
  },

  addEnum(page, wanted) {
    const values = wanted.members.map(({ name, value = name }) => value);
    if (values.length === 0 || !values.every((value) => typeof value === "string")) return NOTHING;
    const list = values.map((value) => quoted(value, quoteOf(page.text))).join(", ");
    return [
      appendDefinition(page, [
        `export const ${wanted.name}${suffixOf(page)} = z.enum([${list}]);`,
        ...inferredAlias(page, wanted.name),
      ]),
    ];
  },
};

/** What the file's constants end in. */
function suffixOf(page: Page): string {
  return says(page, /\bconst\s+\w+Schema\b/) ? "Schema" : "";
}

/** The type beside its constant, where the file has one for others. */
function inferredAlias(page: Page, name: string): readonly string[] {
  const suffix = suffixOf(page);
  const isUsual = suffix !== "" && says(page, /\btype\s+\w+\s*=\s*z\.infer</);
  return isUsual ? [`export type ${name} = z.infer<typeof ${name}${suffix}>;`] : [];
}

function declareField(
  page: Page,
  record: SchemaRecord | undefined,
  wanted: WantedField,
  offset: number,
): Declared | undefined {
  const type = zodType(page, wanted.type, offset);
  if (!type) return undefined;
  const isNull = !record || saysNull(page, record);
  const absence = isNull ? (wanted.omittable ? ".nullish()" : ".nullable()") : ".optional()";
  const value = defaultText(page, wanted);
  const end = `${wanted.absent ? absence : ""}${value === undefined ? "" : `.default(${value})`}${description(page, wanted)}`;
  const head = `${propertyName(keyFor(record?.fields ?? [], wanted))}:`;
  return { lines: layOutChain(page, head, type.text + end, wanted.width), needs: type.needs };
}

function defaultText(page: Page, { type, absent, fallback, omittable }: WantedField): string | undefined {
  if (fallback?.kind === "value")
    return typeof fallback.value === "string" ? quoted(fallback.value, quoteOf(page.text)) : String(fallback.value);
  if (fallback?.kind === "member") {
    const definition = type.kind === "ref" ? page.side.index.enum(type.name) : undefined;
    const member = definition?.members.find((each) => foldName(each.name) === foldName(fallback.member));
    return typeof member?.value === "string" ? quoted(member.value, quoteOf(page.text)) : undefined;
  }
  const isFilled = says(page, /\.default\((?:\[\]|\{\})\)/);
  if (absent || !(isFilled || omittable)) return undefined;
  return type.kind === "map" ? "{}" : type.kind === "list" && !type.tuple ? "[]" : undefined;
}

/** `.describe("…")`, where the file says it like that. */
function description(page: Page, { doc }: WantedField): string {
  return doc !== undefined && isDescribed(page)
    ? `.describe(${quoted(doc.trim().replaceAll(/\s+/g, " "), quoteOf(page.text))})`
    : "";
}

function isDescribed(page: Page): boolean {
  return says(page, /\.describe\(/);
}

/** What a comment has to say: not what the schema says. */
function said(page: Page, { doc, deprecated }: WantedField): Pick<WantedField, "doc" | "deprecated"> {
  return { deprecated, ...(doc !== undefined && !isDescribed(page) && { doc }) };
}

/** The expression behind the colon of an entry. */
function expressionOf(page: Page, at: SchemaRecord["at"]): Stretch | undefined {
  const place = stretchOf(page, at);
  const head = place && /^(?:"[^"\n]*"|'[^'\n]*'|[\w$]+)\s*:\s*/.exec(page.text.slice(place.start, place.end));
  if (!place || !head) return undefined;
  const expression = trim(page.text, { start: place.start + head[0].length, end: place.end });
  return page.text[expression.end - 1] === ","
    ? trim(page.text, { start: expression.start, end: expression.end - 1 })
    : expression;
}

/** The calls in a chain that let a value be missing, each to be taken out. */
function absenceCalls(page: Page, expression: Stretch): readonly Change[] {
  const dots = [...signs(page.text, expression, SCRIPT_SYNTAX)].filter(
    ({ char, depth }) => char === "." && depth === 0,
  );
  return dots.flatMap(({ at }) => {
    const call = /^\.\s*(?:nullable|optional|nullish)\(\s*\)/.exec(page.text.slice(at, expression.end));
    return call ? [{ start: at, end: at + call[0].length, text: "" }] : [];
  });
}

const SCALARS: Record<ScalarFamily, readonly [v4: string, v3: string]> = {
  bool: ["z.boolean()", "z.boolean()"],
  int: ["z.int()", "z.number().int()"],
  float: ["z.number()", "z.number()"],
  string: ["z.string()", "z.string()"],
  bytes: ["z.instanceof(Uint8Array)", "z.instanceof(Uint8Array)"],
  timestamp: ["z.iso.datetime({ offset: true })", "z.string().datetime({ offset: true })"],
  date: ["z.iso.date()", "z.string().date()"],
  time: ["z.iso.time()", "z.string().time()"],
  duration: ["z.string()", "z.string()"],
  uuid: ["z.uuid()", "z.string().uuid()"],
  decimal: ["z.string()", "z.string()"],
  json: ["z.unknown()", "z.unknown()"],
};

/** Written for zod 4, as far as the text shows it. */
function isCurrent(page: Page): boolean {
  return (
    says(page, /\bz\.(?:int|iso|uuid|email|looseObject|strictObject)\b/) ||
    !says(page, /\.(?:int|datetime|uuid|email)\(\)/)
  );
}

/** Writes a type as a zod schema; `undefined` where it refers to something that has no schema. */
function zodType(page: Page, type: TypeRef, offset: number): TypeText | undefined {
  const needs: Hunk[] = [];
  const text = write(type);
  return text === undefined ? undefined : { text, needs };

  function write(part: TypeRef): string | undefined {
    switch (part.kind) {
      case "scalar": {
        return SCALARS[part.family][isCurrent(page) ? 0 : 1];
      }
      case "literal": {
        const values = part.values.map((value) =>
          typeof value === "string" ? quoted(value, quoteOf(page.text)) : String(value),
        );
        if (part.values.every((value) => typeof value === "string")) return `z.enum([${values.join(", ")}])`;
        return values.length === 1
          ? `z.literal(${values[0]})`
          : `z.union([${values.map((value) => `z.literal(${value})`).join(", ")}])`;
      }
      case "nullable": {
        const of = write(part.of);
        return of === undefined ? undefined : `${of}.nullable()`;
      }
      case "list": {
        const inner = part.tuple ? part.tuple.map(write) : [write(part.item)];
        if (inner.includes(undefined)) return undefined;
        return part.tuple ? `z.tuple([${inner.join(", ")}])` : `z.array(${inner[0]})`;
      }
      case "map": {
        const [key, value] = [keySchema(part.key), write(part.value)];
        return key === undefined || value === undefined ? undefined : `z.record(${key}, ${value})`;
      }
      case "union": {
        const parts = part.of.map(write);
        return parts.includes(undefined) ? undefined : `z.union([${parts.join(", ")}])`;
      }
      case "ref":
        return reference(part.name);
      case "unknown":
        return undefined;
    }
  }

  /** From version 4 on keys may be numbers. */
  function keySchema(key: TypeRef): string | undefined {
    if (key.kind !== "scalar" || !["int", "float", "bool"].includes(key.family)) return "z.string()";
    const text = write(key);
    return key.family !== "bool" && text === SCALARS[key.family][0] && isCurrent(page) ? text : undefined;
  }

  function reference(name: string): string | undefined {
    const { index } = page.side;
    const definition = index.record(name) ?? index.enum(name);
    if (!definition) return `z.lazy(() => ${lastName(name)}${suffixOf(page)})`;
    if (!isZodText(definitionText(page, name))) {
      const values = index.enum(name)?.members.map((member) => member.value) ?? [];
      const isText = values.length > 0 && values.every((value) => typeof value === "string");
      return isText
        ? `z.enum([${values.map((value) => quoted(String(value), quoteOf(page.text))).join(", ")}])`
        : undefined;
    }
    const constant = index.localName(definition);
    if (definition.at.file !== page.file) {
      const imported = importHunks(page, definition.at.file, constant, false);
      if (imported) needs.push(...imported);
      return imported && constant;
    }
    const place = stretchOf(page, definition.at);
    return place && place.end <= offset ? constant : `z.lazy(() => ${constant})`;
  }
}
