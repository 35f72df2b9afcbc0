import type { Host } from "../host.js";
import { readSpecifiers } from "../imports/typescript.js";
import { joinPath, parentOf } from "../path.js";
import { textAt } from "../read/text.js";
import type { FindImports, ImportPlaces } from "./follow-imports.js";

/** What the readers know by themselves; no workspace maps it. */
const KNOWN = /^(?:node:|zod(?:\/|$))/;
const ROOT_CONFIGS = ["tsconfig.base.json", "tsconfig.json"];
/** In the compiler's order. */
const ENDINGS = [".ts", ".tsx", ".d.ts", ".mts", ".cts", ".d.mts", ".d.cts", "/index.ts", "/index.tsx", "/index.d.ts"];

/**
 * Imports by relative path, and by the `paths` of the root's
 * `tsconfig.base.json` or `tsconfig.json`, which then count as imported too.
 */
export const typescriptImports: FindImports = (host, path, text) => {
  const specifiers = readSpecifiers(text).filter((specifier) => specifier !== "" && !KNOWN.test(specifier));
  const relative = specifiers.filter((specifier) => specifier.startsWith("."));
  const bare = specifiers.filter((specifier) => !specifier.startsWith("."));
  const aliases = bare.length > 0 ? readAliases(host) : [];
  return [
    ...relative.map((specifier) => placesOf(joinPath(parentOf(path), specifier))),
    ...bare.flatMap((specifier) => aliasTargets(aliases, specifier)).map(placesOf),
    ...(bare.length > 0 ? ROOT_CONFIGS : []).map((config): ImportPlaces => ({ candidates: [config], expected: true })),
  ];
};

function placesOf(target: string): ImportPlaces {
  const stem = target.replace(/\.[cm]?jsx?$/, "");
  const candidates = [...(/\.[cm]?tsx?$/.test(target) ? [target] : []), ...ENDINGS.map((ending) => `${stem}${ending}`)];
  return { candidates, expected: true };
}

/** An entry of `paths` in a `tsconfig.json`. */
export interface Alias {
  readonly before: string;
  /** `undefined` when the alias names one module. */
  readonly after: string | undefined;
  readonly targets: readonly string[];
}

/** Finds the entries of `paths` by their form: the files may hold comments. */
export function readAliases(host: Host): readonly Alias[] {
  return ROOT_CONFIGS.flatMap((config) => {
    const text = textAt(host, config);
    const [, base = "."] = /"baseUrl"\s*:\s*"([^"]*)"/.exec(text) ?? [];
    return [...text.matchAll(/"([^"\n]+)"\s*:\s*\[([^\]]*)\]/g)].map(([, key = "", values = ""]): Alias => {
      const [before = "", after] = key.split("*");
      return {
        before,
        after,
        targets: [...values.matchAll(/"([^"\n]+)"/g)].map(([, target = ""]) => joinPath(base, target)),
      };
    });
  });
}

/** Where the aliases lead that a specifier matches, relative to the workspace root. */
export function aliasTargets(aliases: readonly Alias[], specifier: string): readonly string[] {
  return aliases.flatMap(({ before, after, targets }) => {
    if (after === undefined) return specifier === before ? targets : [];
    if (!specifier.startsWith(before) || !specifier.endsWith(after)) return [];
    const star = specifier.slice(before.length, specifier.length - after.length);
    return targets.map((target) => target.replace("*", () => star));
  });
}
