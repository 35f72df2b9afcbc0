import { isMap, isSeq, parseDocument } from "yaml";

/**
 * The text of a `contracts.yaml` without the entry of a contract, with the
 * comments right above it; absent where the entry shares its lines.
 */
export function withoutContract(text: string, id: string): string | undefined {
  const list = parseDocument(text).get("contracts");
  if (!isSeq(list) || list.flow === true) return undefined;
  const entry = list.items.find((item) => isMap(item) && item.get("id") === id);
  const range = isMap(entry) ? entry.range : undefined;
  if (!range || list.items.length < 2) return undefined;
  const lines = text.split("\n");
  const lineOf = (offset: number) => text.slice(0, offset).split("\n").length - 1;
  let first = lineOf(range[0]);
  let last = lineOf(range[0] + text.slice(range[0], range[1]).trimEnd().length);
  if (!/^\s*-\s/.test(lines[first] ?? "")) return undefined;
  while (/^\s+#/.test(lines[first - 1] ?? "")) first--;
  const isBlank = (line: number) => (lines[line] ?? "").trim() === "";
  const isAtEnd = lines.slice(last + 1).every((line) => line.trim() === "");
  if (isBlank(first - 1) && isAtEnd) first--;
  else if (isBlank(first - 1) && isBlank(last + 1)) last++;
  return [...lines.slice(0, first), ...lines.slice(last + 1)].join("\n");
}
