import type { Release } from "@nx-contracts/workspace";

type Released = Extract<Release, { readonly kind: "released" }>;

/** What was written, one asset a line. */
export function describeRelease({ out, assets, removed, sha }: Released, isDry: boolean): string {
  const [write, remove] = isDry ? ["would write", "would remove"] : ["wrote", "removed"];
  const list = (word: string, names: readonly string[]) => names.map((name) => `${word} ${out}/${name}\n`);
  return `${[...list(write, assets), ...list(remove, removed)].join("")}Released ${sha}.\n`;
}

/** Which gates keep a commit from being released, and how to mend that. */
export function describeFailures(failures: Released["failures"], outcome: string): string {
  const lines = failures.map(({ gate, message, next }) => `  ${gate}: ${message}\n    ${next}\n`);
  return `${outcome}: ${failures.length === 1 ? "a gate refuses" : `${failures.length} gates refuse`} it.\n${lines.join("")}`;
}
