import type { ReadDiagnostic, Reader, ReadOptions, ReadResult, Source } from "@nx-contracts/ir";
import { endOfSources } from "../end-of-sources.js";
import { compareSpans } from "@nx-contracts/ir";
import type { Context, Draft } from "./context.js";
import { createContext } from "./context.js";
import { declareExports, guarded, reportUnusedGenerics } from "./declarations.js";
import { nameDiscriminators } from "./discriminators.js";
import { compileSources } from "./program.js";

/**
 * Reads exported interfaces, object types, classes, enums and zod schemas.
 *
 * Types come from the compiler; zod schemas from the calls that build them.
 * Nothing that is read is run.
 */
export const typescriptReader: Reader = {
  language: "typescript",
  version: "2",
  read(sources, options = {}) {
    const [result, needsZod] = readOnce(sources, options, false);
    // The declarations of zod are large, and few sources compute types from schemas.
    return needsZod && options.load !== undefined ? readOnce(sources, options, true)[0] : result;
  },
};

function readOnce(sources: readonly Source[], options: ReadOptions, withZod: boolean): [ReadResult, needsZod: boolean] {
  const compiled = compileSources(sources, options, withZod);
  const context = createContext(compiled, options.roots ?? ["."]);
  declareExports(context);
  const records = nameDiscriminators(readDrafts(context, context.records));
  const enums = readDrafts(context, context.enums);
  reportUnusedGenerics(context);
  const result: ReadResult = {
    schema: {
      language: "typescript",
      records,
      enums,
      services: [],
      ...endOfSources({ records, enums }, sources),
      options: {},
    },
    diagnostics: sorted(context.diagnostics, sources),
    loaded: compiled.loaded(),
  };
  return [result, context.wantsZod];
}

/** Reads what was found and what that leads to, and gives it in the order of declaration. */
function readDrafts<T>(context: Context, drafts: ReadonlyMap<string, Draft<T>>): readonly T[] {
  const read: { readonly draft: Draft<T>; readonly value: T }[] = [];
  // Reading one definition may find another; a Map hands out entries that are added while it is walked.
  for (const draft of drafts.values()) {
    guarded(context, draft.node, () => read.push({ draft, value: draft.read() }));
  }
  const placed = read.map(({ draft, value }) => ({ value, order: context.orderOf(draft.node) }));
  return placed.sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1]).map(({ value }) => value);
}

function sorted(diagnostics: readonly ReadDiagnostic[], sources: readonly Source[]): readonly ReadDiagnostic[] {
  const order = new Map(sources.map(({ path }, index) => [path, index]));
  const rank = (path: string) => order.get(path) ?? sources.length;
  return [...diagnostics].sort((a, b) => rank(a.at.file) - rank(b.at.file) || compareSpans(a.at, b.at));
}
