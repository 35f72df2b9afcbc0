import type { JsonObject, JsonValue } from "@nx-contracts/ir";
import type { DefinitionIn, DiffFact, FileIn } from "./fact.js";
import { type Both, changed, type Names } from "./piece.js";
import { sameJson } from "./same-json.js";

/** What every definition has. */
interface Definition {
  readonly deprecated: boolean;
  readonly doc?: string;
  readonly options?: JsonObject;
}

/** How marks, words and settings of one definition changed. */
export function* definitionFacts(
  names: Names,
  both: Both<DefinitionIn>,
  from: Definition,
  to: Definition,
): Generator<DiffFact> {
  if (from.deprecated !== to.deprecated) {
    yield { kind: "deprecated-changed", ...names, ...changed(both, from.deprecated, to.deprecated) };
  }
  if (from.doc !== to.doc) yield { kind: "doc-changed", ...names, ...changed(both, from.doc, to.doc) };
  if (from.options !== to.options) yield* optionFacts(names, both, from.options ?? {}, to.options ?? {});
}

/** How settings changed, in the order of the newer side, then what is gone. */
export function* optionFacts(
  names: Names,
  both: Both<DefinitionIn | FileIn>,
  from: JsonObject,
  to: JsonObject,
): Generator<DiffFact> {
  const [before, after] = [new Map(Object.entries(from)), new Map(Object.entries(to))];
  for (const name of new Set([...after.keys(), ...before.keys()])) {
    const [was, is]: (JsonValue | undefined)[] = [before.get(name), after.get(name)];
    if (sameJson(was, is)) continue;
    yield { kind: "option-changed", ...names, ...changed(both, { name, value: was }, { name, value: is }) };
  }
}
