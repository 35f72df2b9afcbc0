const PLUGIN = "nx-contracts";

/** How `nx.json` registers the plugin. */
export interface Registration {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Verb → name of its target, of those that are named otherwise. */
  readonly targets?: { readonly [verb: string]: string };
}

/** The entry of the plugin in the content of `nx.json`; `undefined` where it is not registered. */
export function registrationOf(nxJson: unknown): Registration | undefined {
  for (const entry of pluginsOf(nxJson)) {
    const settings = isObject(entry) ? entry : { plugin: entry };
    if (settings["plugin"] !== PLUGIN && settings["plugin"] !== `${PLUGIN}/plugin`) continue;
    const targets = targetsIn(settings["options"]);
    return {
      include: textsOf(settings["include"]),
      exclude: textsOf(settings["exclude"]),
      ...(Object.keys(targets).length > 0 && { targets }),
    };
  }
  return undefined;
}

/** The list `plugins` of the content of `nx.json`. */
export function pluginsOf(nxJson: unknown): readonly unknown[] {
  return isObject(nxJson) && Array.isArray(nxJson["plugins"]) ? nxJson["plugins"] : [];
}

/** The generators that `nx sync` runs, in the content of `nx.json`. */
export function globalGeneratorsOf(nxJson: unknown): readonly string[] {
  const sync = isObject(nxJson) ? nxJson["sync"] : undefined;
  return isObject(sync) ? textsOf(sync["globalGenerators"]) : [];
}

/** The branch that changes are compared with, in the content of `nx.json`. */
export function defaultBranch(nxJson: unknown): string {
  const { defaultBase, affected } = isObject(nxJson) ? nxJson : {};
  const base = defaultBase ?? (isObject(affected) ? affected["defaultBase"] : undefined);
  return typeof base === "string" && base !== "" ? base.replace(/^origin\//, "") : "main";
}

function targetsIn(options: unknown): { readonly [verb: string]: string } {
  return Object.fromEntries(
    Object.entries(isObject(options) ? options : {}).flatMap(([key, name]) => {
      const verb = /^(.+)TargetName$/.exec(key)?.[1];
      return verb !== undefined && typeof name === "string" ? [[verb, name]] : [];
    }),
  );
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
