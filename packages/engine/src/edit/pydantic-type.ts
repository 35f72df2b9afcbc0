import type { ScalarFamily, TypeRef } from "@nx-contracts/ir";
import { lastName, quoted, quoteOf } from "./names.js";
import { type Hunk, type Page, stretchOf, says } from "./page.js";
import { importsName, pythonName, qualifiedName } from "./pydantic-import.js";

/** An annotation with the imports that it needs. */
export interface Annotation {
  readonly text: string;
  readonly needs: readonly Hunk[];
}

const SCALARS: Record<ScalarFamily, string | readonly [module: string, name: string]> = {
  bool: "bool",
  int: "int",
  float: "float",
  string: "str",
  bytes: "bytes",
  timestamp: ["datetime", "datetime"],
  date: ["datetime", "date"],
  time: ["datetime", "time"],
  duration: ["datetime", "timedelta"],
  uuid: ["uuid", "UUID"],
  decimal: ["decimal", "Decimal"],
  json: ["typing", "Any"],
};

/**
 * Writes a type as an annotation, with `None` where the field can be absent.
 *
 * @param offset Where in the file it will stand: classes further down are named in quotes.
 * @param hidden A name that means something else there: that of the field itself.
 * @returns `undefined` when Python has no such type.
 */
export function annotationOf(
  page: Page,
  type: TypeRef,
  absent: boolean,
  offset: number,
  hidden?: string,
): Annotation | undefined {
  const needs: Hunk[] = [];
  let isForward = false;
  const written = write(absent && !holdsNone(type) ? { kind: "nullable", of: type } : type);
  if (written === undefined) return undefined;
  const isLazy = says(page, /^from __future__ import [^\n]*\bannotations\b/m);
  return { text: isForward && !isLazy ? `"${written.replaceAll('"', "'")}"` : written, needs };

  function write(part: TypeRef): string | undefined {
    switch (part.kind) {
      case "scalar": {
        const scalar = SCALARS[part.family];
        return typeof scalar === "string" ? scalar : imported(scalar[0], scalar[1]);
      }
      case "nullable": {
        const of = write(part.of);
        if (of === undefined) return undefined;
        return isOptionalStyle(page) ? `${imported("typing", "Optional")}[${of}]` : `${of} | None`;
      }
      case "list": {
        if (part.tuple) return generic("Tuple", part.tuple);
        return generic(part.unique ? "Set" : "List", [part.item]);
      }
      case "map":
        return generic("Dict", [part.key, part.value]);
      case "union": {
        const parts = part.of.map(write);
        if (parts.includes(undefined)) return undefined;
        return isOptionalStyle(page) ? `${imported("typing", "Union")}[${parts.join(", ")}]` : parts.join(" | ");
      }
      case "literal": {
        const values = part.values.map((value) =>
          typeof value === "boolean"
            ? value
              ? "True"
              : "False"
            : typeof value === "number"
              ? String(value)
              : quoted(value, quoteOf(page.text)),
        );
        return `${imported("typing", "Literal")}[${values.join(", ")}]`;
      }
      case "ref":
        return reference(part.name);
      case "unknown":
        return undefined;
    }
  }

  function generic(name: "List" | "Set" | "Dict" | "Tuple", parts: readonly TypeRef[]): string | undefined {
    const inner = parts.map(write);
    if (inner.includes(undefined)) return undefined;
    const word = importsName(page, name) ? imported("typing", name) : name.toLowerCase();
    return `${word}[${inner.join(", ")}]`;
  }

  function imported(module: string, name: string): string {
    const { text, needs: lines } = name === hidden ? qualifiedName(page, module, name) : pythonName(page, module, name);
    needs.push(...lines);
    return text;
  }

  function reference(name: string): string | undefined {
    const { index } = page.side;
    const definition = index.record(name) ?? index.enum(name);
    if (definition && !/^\w+$/.test(definition.name)) return undefined;
    const local = definition ? index.localName(definition) : lastName(name);
    if (definition && definition.at.file !== page.file) {
      if (local.includes(".")) return undefined;
      return importsName(page, local) ? local : imported(name.slice(0, -local.length - 1), local);
    }
    const place = definition && stretchOf(page, definition.at);
    // A class is no name yet inside its own body.
    if (!place || place.end >= offset) isForward = true;
    return local;
  }
}

/** `Optional[X]` is the file's word for what newer files write `X | None`. */
export function isOptionalStyle(page: Page): boolean {
  return says(page, /\bOptional\[/) && !says(page, /\|\s*None\b/);
}

function holdsNone(type: TypeRef): boolean {
  return type.kind === "nullable" || (type.kind === "scalar" && type.family === "json");
}
