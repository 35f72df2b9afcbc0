import ignore from "ignore";
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

/** Whether `nx.json` registers the plugin. */
export function isRegistered(nxJson: string): boolean {
  return registrationIn(nxJson) !== undefined;
}

/**
 * Whether the plugin looks at a path: its entry may name globs that it is
 * limited to, or that it leaves out.
 */
export function coversPath(nxJson: string, path: string): boolean {
  const entry = registrationIn(nxJson);
  const globs = (key: string) => listIn(entry, key).filter((each) => typeof each === "string");
  // Alternatives in braces are nothing that a `.gitignore` knows, whose rules these are matched by.
  const isMatch = (patterns: readonly string[]) =>
    patterns.some(
      (pattern) =>
        pattern.includes("{") ||
        ignore()
          .add(`/${pattern.replace(/^\/+/, "")}`)
          .ignores(path),
    );
  const [include, exclude] = [globs("include"), globs("exclude").filter((pattern) => !pattern.includes("{"))];
  return (include.length === 0 || isMatch(include)) && !isMatch(exclude);
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
