/**
 * The text of `JSON.stringify(value, undefined, 2)` piece by piece: lists and
 * objects down to `depth` are opened, so that a large schema is never one
 * string. Undefined members are left out, as JSON does.
 */
export function* jsonPieces(value: unknown, depth: number, indent = ""): Generator<string> {
  if (depth === 0 || typeof value !== "object" || value === null) {
    yield JSON.stringify(value, undefined, 2).replaceAll("\n", `\n${indent}`);
    return;
  }
  const isList = Array.isArray(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const [open, close] = isList ? "[]" : "{}";
  if (members.length === 0) {
    yield `${open}${close}`;
    return;
  }
  const inner = `${indent}  `;
  let separator = `${open}\n`;
  for (const [key, member] of members) {
    yield `${separator}${inner}${isList ? "" : `${JSON.stringify(key)}: `}`;
    yield* jsonPieces(member, depth - 1, inner);
    separator = ",\n";
  }
  yield `\n${indent}${close}`;
}
