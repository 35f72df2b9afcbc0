import { applyEdits, modify, parse } from "jsonc-parser";

/** The package of the plugin. */
export const PLUGIN = "nx-contracts";
const SYNC = "nx-contracts:sync";

/** The text of `nx.json` with the plugin and its sync generator registered, everything else in it as it is. */
export function registerInNx(before: string): string {
  let text = before.trim() === "" ? "{}\n" : before;
  if (!isRegistered(parse(text))) text = append(text, ["plugins"], listIn(parse(text), "plugins").length, PLUGIN);
  const generators = listIn(objectIn(parse(text), "sync"), "globalGenerators");
  return generators.includes(SYNC) ? text : append(text, ["sync", "globalGenerators"], generators.length, SYNC);
}

function isRegistered(nxJson: unknown): boolean {
  return listIn(nxJson, "plugins").some((entry) => {
    const name: unknown = isObject(entry) ? entry["plugin"] : entry;
    return name === PLUGIN || name === `${PLUGIN}/plugin`;
  });
}

function append(text: string, list: readonly string[], position: number, value: string): string {
  const formattingOptions = {
    insertSpaces: !/^\t/m.test(text),
    tabSize: /^( +)\S/m.exec(text)?.[1]?.length ?? 2,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
  return applyEdits(text, modify(text, [...list, position], value, { formattingOptions, isArrayInsertion: true }));
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
