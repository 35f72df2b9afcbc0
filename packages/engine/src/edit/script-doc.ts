import type { Field, SchemaRecord } from "@nx-contracts/ir";
import { docLines, docPlace, type DocPlace, lineAbove, restOfLine } from "./field-doc.js";
import type { Page, Placed } from "./page.js";
import type { WantedField } from "./writer.js";

/** A declaration on lines of its own, and the same where there is room for one line only. */
export interface Described {
  readonly lines: readonly string[];
  readonly line: string;
}

/** Puts what a field is, and that it is deprecated, where the neighbours have it: usually into a comment ahead of it. */
export function describeInScript(
  page: Page,
  lines: readonly string[],
  { doc, deprecated }: Pick<WantedField, "doc" | "deprecated">,
  record: SchemaRecord | undefined,
): Described {
  const text = doc === undefined ? [] : docLines(page, doc, 6).map((line) => line.replaceAll("*/", "* /"));
  const flat = lines.join(" ");
  const all = [...text, ...(deprecated ? ["@deprecated"] : [])];
  if (all.length === 0) return { lines, line: flat };
  const line = `/** ${all.join(" ")} */ ${flat}`;
  const place = deprecated ? "block" : docPlace(page, record, "block", scriptDocPlace);
  if (place === "above") return { lines: [...text.map((each) => `// ${each}`), ...lines], line };
  const comment =
    all.length === 1 ? [`/** ${all[0] ?? ""} */`] : ["/**", ...all.map((each) => ` * ${each}`.trimEnd()), " */"];
  return { lines: [...comment, ...lines], line };
}

function scriptDocPlace(page: Page, field: Placed<Field>): DocPlace | undefined {
  const above = lineAbove(page, field);
  if (above.endsWith("*/")) return "block";
  if (above.startsWith("//")) return "above";
  return /^\s*[;,]?\s*\/\//.test(restOfLine(page, field)) ? "behind" : undefined;
}
