import type { ReadOptions, Source } from "@nx-contracts/ir";
import { Context } from "./context.js";
import { buildImportGraph } from "./imports.js";
import type { ImportGraph } from "./imports.js";
import { DESCRIPTOR_PATH } from "./options.js";
import { SymbolTable } from "./symbols.js";
import type { Unit } from "./unit.js";

/** Sources with all that they import, and every name in them. */
export interface LinkedFiles {
  readonly graph: ImportGraph;
  readonly table: SymbolTable;
  /** The files as `unit` sees them: resolves its names. */
  context(unit: Unit): Context;
}

/**
 * Parses `sources` and what they import and gathers their definitions, so that
 * names can be resolved. What the grammar or the imports forbid stands in the
 * graph; nothing else is judged yet.
 */
export function linkFiles(sources: readonly Source[], options: ReadOptions = {}): LinkedFiles {
  const graph = buildImportGraph(sources, options);
  // Every option is a field of a message in here, imported or not. Names of its package are there to be missed.
  if (graph.units.some(({ file }) => /\[|\boption\b|\bgoogle\b/.test(file.text))) graph.wellKnown(DESCRIPTOR_PATH);
  const table = new SymbolTable();
  for (const unit of graph.units) table.add(unit);
  return { graph, table, context: (unit) => new Context(table, graph, unit) };
}
