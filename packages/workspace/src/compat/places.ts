import { indexLines, type LineIndex, type ProtoFile, type ProtoPlace, type Span } from "@nx-contracts/ir";
import { findFile } from "./difference.js";
import type { Modules } from "./modules.js";
import { textIn } from "./proto-tree.js";

/** Turns offsets of described files into places of the workspace. */
export class Places {
  readonly #after: Modules;
  readonly #lines = new Map<string, LineIndex>();

  constructor(after: Modules) {
    this.#after = after;
  }

  /** A place in a file of the newer version; the file as a whole where it has none, or is gone. */
  of(file: ProtoFile, at: ProtoPlace | undefined): Span {
    const found = findFile(this.#after, file.path);
    if (found === undefined || at === undefined) return { file: found ?? this.#guess(file.path), line: 1, column: 1 };
    return this.#index(found).span(found, at[0], at[1]);
  }

  /** Where a file that is gone stood. */
  #guess(path: string): string {
    const root = this.#after.modules[0]?.roots[0] ?? ".";
    return root === "." ? path : `${root}/${path}`;
  }

  #index(path: string): LineIndex {
    const known = this.#lines.get(path);
    if (known) return known;
    const lines = indexLines(textIn(this.#after.tree, path) ?? "");
    this.#lines.set(path, lines);
    return lines;
  }
}
