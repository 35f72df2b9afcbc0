import { parse } from "jsonc-parser";
import { appendToList } from "./json-append.js";

/** The package of the plugin. */
export const PLUGIN = "nx-contracts";
const SYNC = "nx-contracts:sync";

/** The text of `nx.json` with the plugin and its sync generator registered, everything else in it as it is. */
export function registerInNx(before: string): string {
  const text = before.trim() === "" ? "{}\n" : before;
  const registered = registrationIn(text) ? text : appendToList(text, ["plugins"], PLUGIN);
  const generators = listIn(objectIn(parse(registered), "sync"), "globalGenerators");
  return generators.includes(SYNC) ? registered : appendToList(registered, ["sync", "globalGenerators"], SYNC);
}

/** How `nx.json` registers the plugin; `undefined` where it does not. */
function registrationIn(text: string): unknown {
  return listIn(parse(text), "plugins").find((entry) => {
    const name: unknown = isObject(entry) ? entry["plugin"] : entry;
    return name === PLUGIN || name === `${PLUGIN}/plugin`;
  });
}

function listIn(value: unknown, key: string): readonly unknown[] {
  const list = isObject(value) ? value[key] : undefined;
  return Array.isArray(list) ? list : [];
}

function objectIn(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
