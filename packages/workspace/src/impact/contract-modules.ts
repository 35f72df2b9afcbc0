import type { Vocabulary } from "@nx-contracts/ir";
import type { ContractNames } from "./contract-names.js";

/** Which contracts each module of code holds something of, by what code imports it from. */
export function contractModules(
  vocabularies: readonly Vocabulary[],
  names: ContractNames,
): ReadonlyMap<string, ReadonlySet<string>> {
  const modules = new Map<string, Set<string>>();
  const add = (module: string, name: string) => {
    const contracts = modules.get(module) ?? new Set<string>();
    for (const { contract } of names.subjectsOf(name)) contracts.add(contract);
    modules.set(module, contracts);
  };
  for (const { types, services = [] } of vocabularies) {
    for (const { name, module } of types) add(module, name);
    for (const { module, methods } of services) {
      for (const { request, response } of methods) for (const { type } of [request, response]) add(module, type);
    }
  }
  return modules;
}
