import type { CodeMethod, CodeService } from "@nx-contracts/ir";
import { FOREIGN, listOf, type LocalFunction, tupleOf, type Type } from "./type.js";
import type { VocabularyIndex, VocabularyType } from "./vocabulary-index.js";

/**
 * What a module exports of a service, by its symbol: types like those that a file declares itself, whose methods take
 * and give records. A stream is a list of what comes through it.
 */
export function* serviceTypes(
  service: CodeService,
  records: readonly VocabularyType[],
  index: VocabularyIndex,
): Generator<readonly [string, Type]> {
  const members = new Map<string, Type>();
  const of = {
    step: { kind: "class", name: "", bases: [], fields: [], body: [] },
    bases: [],
    members,
    path: "",
    serves: records,
  } as const;
  const instance: Type = { kind: "instance", of };
  const make: Type = { kind: "function", of: functionOf([], instance) };
  for (const name of service.constructors) members.set(name, make);
  for (const method of service.methods) {
    const held = (side: "request" | "response", isStream = method[side].isStream): Type => {
      const target = index.named(method[side].type, service.module);
      const record: Type = target ? { kind: "record", of: target } : FOREIGN;
      return isStream ? listOf(record) : record;
    };
    members.set(method.spelling, { kind: "function", of: callOf(method, held, index) });
    for (const { symbol, of: side } of method.streams) yield [symbol, { kind: "alias", of: held(side, true) }];
  }
  yield [service.symbol, { kind: "local", of }];
  for (const name of service.makers) yield [name, make];
}

type Held = (side: "request" | "response", isStream?: boolean) => Type;

function callOf(method: CodeMethod, held: Held, { language }: VocabularyIndex): LocalFunction {
  const request = held("request");
  if (language === "go") {
    // Whoever sends one after another reads the answer from the same stream.
    const result = held("response", method.request.isStream || method.response.isStream);
    return functionOf(method.request.isStream ? [FOREIGN] : [FOREIGN, request], orError(result));
  }
  const response = held("response");
  if (language !== "python") return functionOf([request], response);
  // What a call can be made with instead.
  const ways = new Map<string, Type>([
    ["future", { kind: "function", of: functionOf([request], response) }],
    ["with_call", { kind: "function", of: functionOf([request], tupleOf([response, FOREIGN])) }],
  ]);
  return { ...functionOf([request, FOREIGN], response), members: ways };
}

function functionOf(parameters: readonly Type[], returns: Type): LocalFunction {
  return { step: { kind: "function", parameters: [], body: [] }, parameters, returns };
}

const orError = (type: Type): Type => tupleOf([type, FOREIGN]);
