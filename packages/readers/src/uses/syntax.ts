import type { Source } from "@nx-contracts/ir";
import type { Tree } from "@vscode/tree-sitter-wasm";
import type { Program } from "./program.js";

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
  readonly children: SyntaxNode[] = [];
  readonly #text: string;

  constructor(
    text: string,
    at: {
      readonly nodeType: string;
      readonly nodeIsNamed: boolean;
      readonly startIndex: number;
      readonly endIndex: number;
    },
    field: string | undefined,
  ) {
    this.#text = text;
    this.type = at.nodeType;
    this.isNamed = at.nodeIsNamed;
    this.startIndex = at.startIndex;
    this.endIndex = at.endIndex;
    this.field = field;
  }

  get text(): string {
    return this.#text.slice(this.startIndex, this.endIndex);
  }

  /** Children that are no punctuation, keyword or comment. */
  get namedChildren(): SyntaxNode[] {
    return this.children.filter((child) => child.isNamed && !COMMENTS.has(child.type));
  }

  childForFieldName(field: string): SyntaxNode | null {
    return this.children.find((child) => child.field === field) ?? null;
  }

  childrenForFieldName(field: string): SyntaxNode[] {
    return this.children.filter((child) => child.field === field);
  }
}

const COMMENTS: ReadonlySet<string> = new Set(["comment", "line_comment", "block_comment"]);

/** Copies a tree, one pass, whatever its depth. */
export function copyTree(tree: Tree, text: string): SyntaxNode {
  const cursor = tree.walk();
  const root = new SyntaxNode(text, cursor, undefined);
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
      const node = new SyntaxNode(text, cursor, cursor.currentFieldName ?? undefined);
      path.at(-1)?.children.push(node);
      path.push(node);
      down = cursor.gotoFirstChild();
    }
  } finally {
    cursor.delete();
  }
}
