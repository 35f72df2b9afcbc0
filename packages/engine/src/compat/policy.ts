import { nearestName } from "@nx-contracts/ir";
import { type BufVersion, bufWords, expandBufId } from "./buf-ids.js";

/** The `breaking` section of a `buf.yaml`, for one module. */
export interface BreakingConfig {
  readonly version: BufVersion;
  /** Ids and categories; without any, `FILE`. */
  readonly use: readonly string[];
  readonly except: readonly string[];
  /** Files and folders, relative to the module. */
  readonly ignore: readonly string[];
  /** By id or category. */
  readonly ignoreOnly: { readonly [word: string]: readonly string[] };
  readonly ignoreUnstablePackages: boolean;
}

/** What a configuration amounts to. */
export interface CompatPolicy {
  /** Ids of Buf. */
  readonly rules: ReadonlySet<string>;
  readonly ignore: readonly string[];
  readonly ignoreOnly: ReadonlyMap<string, readonly string[]>;
  readonly ignoreUnstablePackages: boolean;
}

/** A word in a configuration that is no rule and no category. */
export interface UnknownWord {
  readonly word: string;
  readonly nearest?: string;
}

/** The policy that `config` asks for, or the words in it that mean nothing. */
export function compatPolicy(
  config: BreakingConfig,
): { readonly policy: CompatPolicy; readonly unknown?: undefined } | { readonly unknown: readonly UnknownWord[] } {
  const unknown: UnknownWord[] = [];
  const expand = (word: string): readonly string[] => {
    const ids = expandBufId(config.version, word);
    if (ids !== undefined) return ids;
    const nearest = nearestName(word, bufWords(config.version));
    unknown.push({ word, ...(nearest !== undefined && { nearest }) });
    return [];
  };
  const use = config.use.filter((word) => word !== "");
  const rules = new Set((use.length > 0 ? use : ["FILE"]).flatMap(expand));
  for (const id of config.except.flatMap(expand)) rules.delete(id);
  const ignoreOnly = new Map<string, readonly string[]>();
  for (const [word, paths] of Object.entries(config.ignoreOnly)) {
    for (const id of expand(word)) ignoreOnly.set(id, [...(ignoreOnly.get(id) ?? []), ...paths]);
  }
  if (unknown.length > 0) return { unknown };
  const { ignore, ignoreUnstablePackages } = config;
  return { policy: { rules, ignore, ignoreOnly, ignoreUnstablePackages } };
}

/** Whether `path` is one of `roots` or lies below one. */
export function liesIn(roots: readonly string[], path: string): boolean {
  return roots.some((root) => path === root || path.startsWith(`${root}/`));
}

const UNSTABLE = /\.v[1-9]\d*(?:p[1-9]\d*)?(?:alpha|beta)(?:[1-9]\d*)?$|\.v[1-9]\d*test[^.]*$/;

/**
 * Whether the last part of a package says that it may change: `v1alpha1`,
 * `v1p1beta`, `v2test`.
 */
export function isUnstable(packageName: string): boolean {
  return UNSTABLE.test(packageName);
}
