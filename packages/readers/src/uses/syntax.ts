import type { Source } from "@nx-contracts/ir";
import type { Tree } from "@vscode/tree-sitter-wasm";
import type { Place, Program } from "./program.js";

/** Turns the syntax tree of a source into what it says. Has to stop at any depth: trees may be nested without end. */
export type ReadProgram = (root: SyntaxNode, source: Source) => Program;

/** A node of a syntax tree, copied out of the parser's memory. Offsets are UTF-16; the end is exclusive. */
export class SyntaxNode {
  readonly type: string;
  readonly isNamed: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  /** Name of the field of its parent that it stands in. */
  readonly field: string | undefined;
  readonly #text: string;
  #children: SyntaxNode[] | undefined;

  constructor(text: string, { type, isNamed }: NodeKind, place: Place, field: string | undefined) {
    this.#text = text;
    this.type = type;
    this.isNamed = isNamed;
    [this.startIndex, this.endIndex] = place;
    this.field = field;
  }

  get text(): string {
    return this.#text.slice(this.startIndex, this.endIndex);
  }

  get children(): readonly SyntaxNode[] {
    return this.#children ?? [];
  }

  /** Children that are no punctuation, keyword or comment. */
  get namedChildren(): SyntaxNode[] {
    return this.children.filter((child) => child.isNamed && !COMMENTS.has(child.type));
  }

  append(child: SyntaxNode): void {
    if (this.#children) this.#children.push(child);
    else this.#children = [child];
  }

  childForFieldName(field: string): SyntaxNode | null {
    return this.children.find((child) => child.field === field) ?? null;
  }

  childrenForFieldName(field: string): SyntaxNode[] {
    return this.children.filter((child) => child.field === field);
  }
}

/** Operands of a row of operators, in order. `a + b + c + …` is as deep as it is long, to the left. */
export function operandsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const operands: SyntaxNode[] = [];
  let left: SyntaxNode | null = node;
  while (left?.type === node.type) {
    const right = left.childForFieldName("right");
    if (right) operands.push(right);
    left = left.childForFieldName("left");
  }
  if (left) operands.push(left);
  return operands.reverse();
}

const COMMENTS: ReadonlySet<string> = new Set(["comment", "line_comment", "block_comment"]);
const PUNCTUATION = /^[(){}[\],;.:]$/;

/** What all nodes of one type of a grammar have in common: asking the parser's memory for each takes most of the time. */
interface NodeKind {
  readonly type: string;
  readonly isNamed: boolean;
  /** May stand in a field of its parent. */
  readonly hasField: boolean;
}

/** Copies a tree, one pass, whatever its depth. */
export function copyTree(tree: Tree, text: string): SyntaxNode {
  const kinds = new Map<number, NodeKind>();
  const { language } = tree;
  const cursor = tree.walk();
  const kindOf = (id: number): NodeKind => {
    const type = cursor.nodeType;
    const made = { type, isNamed: cursor.nodeIsNamed, hasField: !PUNCTUATION.test(type) };
    kinds.set(id, made);
    return made;
  };
  const copy = () => {
    const id = cursor.nodeTypeId;
    const kind = kinds.get(id) ?? kindOf(id);
    const field = kind.hasField ? language.fields[cursor.currentFieldId] : undefined;
    return new SyntaxNode(text, kind, [cursor.startIndex, cursor.endIndex], field ?? undefined);
  };
  const root = copy();
  const path = [root];
  try {
    for (let down = cursor.gotoFirstChild(); ;) {
      if (!down) {
        while (!cursor.gotoNextSibling()) {
          if (!cursor.gotoParent()) return root;
          path.pop();
        }
        path.pop();
      }
      const node = copy();
      path.at(-1)?.append(node);
      path.push(node);
      // Punctuation and keywords hold nothing.
      down = node.isNamed && cursor.gotoFirstChild();
    }
  } finally {
    cursor.delete();
  }
}
