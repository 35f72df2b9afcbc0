import { indexLines, type LineIndex, type Span } from "@nx-contracts/ir";
import { type Document, isMap, isNode, isPair, isSeq, type Node, type Pair } from "yaml";

export type YamlPath = readonly PropertyKey[];

/** Finds the place of a value or of a key in a YAML text. */
export interface YamlPlaces {
  /** Place of the value at `path`, or of the nearest value around it. */
  value(path: YamlPath): Span;
  /** Place of the last key of `path`. */
  key(path: YamlPath): Span;
  /** Place of a range of offsets. */
  range(start: number, end: number): Span;
}

/** Indexes a parsed document by the paths that a validator reports. */
export function yamlPlaces(file: string, text: string, document: Document): YamlPlaces {
  const lines: LineIndex = indexLines(text);
  const spanOf = (node: Node | undefined): Span => {
    const [start, end] = node?.range ?? [0, 0];
    return lines.span(file, start, end);
  };
  const walk = (path: YamlPath): { readonly node: Node | undefined; readonly key: Node | undefined } => {
    let node: Node | undefined = document.contents ?? undefined;
    let key: Node | undefined;
    for (const step of path) {
      const pair: Pair | undefined = isMap(node)
        ? node.items.find((item) => keyText(item) === String(step))
        : undefined;
      const next: unknown = pair ? pair.value : isSeq(node) ? node.items[Number(step)] : undefined;
      if (pair && isNode(pair.key)) key = pair.key;
      if (!isNode(next)) return { node: pair && isNode(pair.key) ? pair.key : node, key };
      node = next;
    }
    return { node, key };
  };
  return {
    value: (path) => spanOf(walk(path).node),
    key: (path) => spanOf(walk(path).key),
    range: (start, end) => lines.span(file, start, end),
  };
}

function keyText(item: unknown): string | undefined {
  if (!isPair(item)) return undefined;
  return isNode(item.key) && "value" in item.key ? String(item.key.value) : undefined;
}
