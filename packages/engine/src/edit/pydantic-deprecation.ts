import type { Field } from "@nx-contracts/ir";
import { type Change, indentAt, indentUnit, lineLimit, type Page, stretchOf, textAt } from "./page.js";
import { type PydanticField, setArgument } from "./pydantic-declaration.js";
import { layOutPython } from "./python-layout.js";

/** Gives a field the argument `deprecated=True`, laid out as Black and Ruff do it. */
export function addDeprecation(page: Page, { at }: Field, field: PydanticField): readonly Change[] {
  const place = stretchOf(page, at);
  const { annotation, value, call, args } = field;
  const name = place && /^\w+/.exec(textAt(page, place))?.[0];
  const inside = call ? textAt(page, call) : "";
  const simple = setArgument(page, field, "deprecated", "True");
  const isOneLine = !textAt(page, annotation).includes("\n");
  if (!place || !name || !call || !value || !isOneLine || inside.includes("#") || /deprecated\s*=/.test(inside))
    return simple;
  const last = args.at(-1);
  const indent = indentAt(page, place.start);
  if (last && /,\s*$/.test(inside)) {
    // A comma behind the last one keeps each on a line of its own.
    const lead = /\n([ \t]*)$/.exec(page.text.slice(0, last.start))?.[1];
    return lead === undefined ? simple : [{ start: last.end, end: last.end, text: `,\n${lead}deprecated=True` }];
  }
  const lines = layOutPython(
    {
      name,
      annotation: textAt(page, annotation),
      args: [...args.map((arg) => textAt(page, arg)), "deprecated=True"],
      call: page.text.slice(value.start, call.start - 1).trim(),
    },
    { width: lineLimit(page, 88), indent, unit: indentUnit(page, "    ") },
  );
  const isAlone = page.text.slice(page.text.lastIndexOf("\n", place.start - 1) + 1, place.start).trim() === "";
  return isAlone ? [{ start: place.start, end: value.end, text: lines.join(`\n${indent}`) }] : simple;
}
