import type { ScalarFamily, TypeRef } from "@nx-contracts/ir";
import { lastName, quoted, quoteOf } from "./names.js";
import { type Hunk, type Page, stretchOf, says } from "./page.js";
import { importHunks } from "./typescript-import.js";

/** A type with the imports that it needs. */
export interface TypeText {
  readonly text: string;
  readonly needs: readonly Hunk[];
}

/** What a value of each family is in JSON. */
const SCALARS = {
  bool: "boolean",
  int: "number",
  float: "number",
  string: "string",
  bytes: "Uint8Array",
  timestamp: "string",
  date: "string",
  time: "string",
  duration: "string",
  uuid: "string",
  decimal: "string",
  json: "unknown",
} as const satisfies Record<ScalarFamily, string>;

/** Writes a type as TypeScript; `undefined` when JSON has no such type. */
export function typeText(page: Page, type: TypeRef): TypeText | undefined {
  const needs: Hunk[] = [];
  const text = write(type);
  return text === undefined ? undefined : { text, needs };

  function write(part: TypeRef): string | undefined {
    switch (part.kind) {
      case "scalar":
        return SCALARS[part.family];
      case "literal":
        return part.values
          .map((value) => (typeof value === "string" ? quoted(value, quoteOf(page.text)) : String(value)))
          .join(" | ");
      case "nullable": {
        const of = write(part.of);
        return of === undefined ? undefined : `${of} | null`;
      }
      case "union": {
        const parts = part.of.map(write);
        return parts.includes(undefined) ? undefined : parts.join(" | ");
      }
      case "list":
        return list(part);
      case "map":
        return map(part);
      case "ref":
        return reference(part.name);
      case "unknown":
        return undefined;
    }
  }

  function list({ item, tuple }: Extract<TypeRef, { kind: "list" }>): string | undefined {
    const isReadonly = says(page, /\breadonly [\w.<>, ]+\[\]|\bReadonlyArray</);
    if (tuple) {
      const parts = tuple.map(write);
      return parts.includes(undefined) ? undefined : `${isReadonly ? "readonly " : ""}[${parts.join(", ")}]`;
    }
    const inner = write(item);
    if (inner === undefined) return undefined;
    if (says(page, /\b(?:Readonly)?Array</)) return `${isReadonly ? "Readonly" : ""}Array<${inner}>`;
    const isSingle = !/[|\s]/.test(inner);
    return `${isReadonly ? "readonly " : ""}${isSingle ? inner : `(${inner})`}[]`;
  }

  /** Keys of an object are text; those that are numbers are said so, an enum's are not listed. */
  function map({ key, value }: Extract<TypeRef, { kind: "map" }>): string | undefined {
    const inner = write(value);
    const values =
      key.kind === "ref"
        ? (page.side.index.enum(key.name)?.members.map((member) => member.value) ?? [])
        : key.kind === "literal"
          ? key.values
          : [];
    const isNumeric =
      key.kind === "scalar"
        ? ["int", "float"].includes(key.family)
        : values.length > 0 && values.every((each) => typeof each === "number");
    const isBool = key.kind === "scalar" && key.family === "bool";
    return inner === undefined || isBool ? undefined : `Record<${isNumeric ? "number" : "string"}, ${inner}>`;
  }

  function reference(name: string): string | undefined {
    const { index } = page.side;
    const definition = index.record(name) ?? index.enum(name);
    if (!definition) return lastName(name);
    const local = index.localName(definition);
    if (!/^[\w$]+$/.test(local)) return undefined;
    const there = page.textOf(definition.at.file) ?? "";
    const alias = inferredName(there, local);
    const word = alias ?? local;
    const isConstant = isZodText(definitionText(page, name));
    if (isConstant && alias === undefined) return undefined;
    if (definition.at.file !== page.file) {
      const imported = importHunks(page, definition.at.file, word, true);
      if (!imported) return undefined;
      needs.push(...imported);
    }
    return word;
  }
}

/** `AiredDates` for `export type AiredDates = z.infer<typeof AiredDatesSchema>`. */
function inferredName(text: string, constant: string): string | undefined {
  return new RegExp(
    `\\btype\\s+(\\w+)\\s*=\\s*z\\.(?:infer|output|input)<\\s*typeof\\s+${constant.replaceAll("$", "\\$")}\\s*>`,
  ).exec(text)?.[1];
}

/** The text of a definition, wherever it stands. */
export function definitionText(page: Page, name: string): string {
  const { index } = page.side;
  const at = (index.record(name) ?? index.enum(name))?.at;
  if (!at) return "";
  if (at.file === page.file) {
    const place = stretchOf(page, at);
    return place ? page.text.slice(place.start, place.end) : "";
  }
  const lines = (page.textOf(at.file) ?? "").split(/\r\n|\r|\n/).slice(at.line - 1, at.endLine ?? at.line);
  return lines.join("\n").slice(at.column - 1);
}

/** Whether the text of a definition is a zod schema: only as that is a constant a record or an enum. */
export function isZodText(text: string): boolean {
  return /^(?:(?:export\s+)?(?:declare\s+)?(?:const|let)\s|z\s*\.)/.test(text);
}
