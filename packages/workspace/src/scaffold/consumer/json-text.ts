type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

const WIDTH = 80;

/** JSON as formatters leave it: objects on lines of their own, lists of plain values on one line where they fit. */
export function jsonText(value: Json): string {
  return `${print(value, 0, 0)}\n`;
}

/** @param used columns that are taken on the line before the value, and after it */
function print(value: Json, indent: number, used: number): string {
  if (typeof value !== "object") return JSON.stringify(value);
  const inner = " ".repeat(indent + 2);
  const outer = " ".repeat(indent);
  if (isList(value)) {
    if (value.length === 0) return "[]";
    if (value.every((each) => typeof each !== "object")) {
      const line = `[${value.map((each) => JSON.stringify(each)).join(", ")}]`;
      if (used + line.length + 1 <= WIDTH) return line;
    }
    return `[\n${value.map((each) => `${inner}${print(each, indent + 2, indent + 2)}`).join(",\n")}\n${outer}]`;
  }
  const entries = Object.entries(value).map(([key, each]) => {
    const head = `${inner}${JSON.stringify(key)}: `;
    return `${head}${print(each, indent + 2, head.length)}`;
  });
  return entries.length === 0 ? "{}" : `{\n${entries.join(",\n")}\n${outer}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
