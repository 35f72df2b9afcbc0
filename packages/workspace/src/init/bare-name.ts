import { foldName, splitWords } from "@nx-contracts/ir";

/** What teams put behind or before a name to say which layer it belongs to. */
const SUFFIXES = "Model Schema Message Msg Proto Protobuf Pb Dto Record Entity Type Base Data Info".split(" ");
const PREFIXES = ["Proto", "Pb"];

/** A name without the affixes of its layer, folded: `StudioMessage`, `StudioModel` and `IStudio` give `studio`. */
export function bareName(name: string): string {
  const last = name.slice(name.lastIndexOf(".") + 1);
  return foldName(withoutPrefix(withoutSuffix(last)));
}

/** The affix at the end of a name that says which layer it belongs to; empty for none. */
export function suffixOf(name: string): string {
  const suffix = SUFFIXES.find((each) => {
    if (name.length <= each.length || !name.toLowerCase().endsWith(each.toLowerCase())) return false;
    const end = name.slice(-each.length);
    return end === each || end === each.toUpperCase() || name.at(-each.length - 1) === "_";
  });
  return suffix === undefined ? "" : name.slice(-suffix.length);
}

function withoutSuffix(name: string): string {
  const suffix = suffixOf(name);
  return suffix === "" ? name : name.slice(0, -suffix.length).replace(/_+$/, "");
}

function withoutPrefix(name: string): string {
  const prefix = PREFIXES.find((each) => new RegExp(`^${each}[A-Z_]`).test(name));
  if (prefix !== undefined) return name.slice(prefix.length).replace(/^_+/, "");
  return /^I[A-Z][a-z]/.test(name) ? name.slice(1) : name;
}

/** How much two names say the same, from 0 to 1. */
export function nameLikeness(a: string, b: string): number {
  const [lastA, lastB] = [a, b].map((name) => foldName(name.slice(name.lastIndexOf(".") + 1)));
  if (foldName(a).replaceAll(".", "") === foldName(b).replaceAll(".", "") || lastA === lastB) return 1;
  if (bareName(a) === bareName(b)) return 0.9;
  const [wordsA, wordsB] = [wordsOf(a), wordsOf(b)];
  const shared = [...wordsA].filter((word) => wordsB.has(word)).length;
  return (0.8 * 2 * shared) / Math.max(1, wordsA.size + wordsB.size);
}

/** The words of a name in lower case, those of its layer left out. */
export function wordsOf(name: string): ReadonlySet<string> {
  const last = name.slice(name.lastIndexOf(".") + 1);
  return new Set(splitWords(withoutPrefix(withoutSuffix(last))).map((word) => word.toLowerCase()));
}
