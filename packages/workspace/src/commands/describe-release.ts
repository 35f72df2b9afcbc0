import type { Release } from "./release.js";

type Released = Extract<Release, { readonly kind: "released" }>;

/** What was written, one asset a line. */
export function describeRelease({ out, assets, removed, unbundled, sha }: Released, isDry: boolean): string {
  const [write, remove] = isDry ? ["would write", "would remove"] : ["wrote", "removed"];
  const list = (word: string, names: readonly string[]) => names.map((name) => `${word} ${out}/${name}\n`);
  const done = isDry ? `Nothing is written of ${sha}.` : `Released ${sha}.`;
  const notes = unbundled.map((note) => `${note}\n`);
  return `${[...list(write, assets), ...list(remove, removed)].join("")}${done}\n${notes.join("")}`;
}

/** Which gates do not let a commit through, and how to mend that; empty where all do. */
export function describeFailures(tag: string, { kind, failures }: Release): string {
  if (failures.length === 0) return "";
  const lines = failures.map(({ gate, message, next }) => `  ${gate}: ${message}\n    ${next}\n`);
  const gates = failures.length === 1 ? "a gate refuses it" : `${failures.length} gates refuse it`;
  const outcome = kind === "refused" ? `is not released: ${gates}` : `is released although ${gates}`;
  return `${JSON.stringify(tag)} ${outcome}.\n${lines.join("")}`;
}
