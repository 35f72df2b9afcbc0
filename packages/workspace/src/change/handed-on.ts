import { keepModule, removeReexports } from "@nx-contracts/engine/edit";
import type { Edit, Problem } from "@nx-contracts/ir";
import { decodeText } from "../read/text.js";
import type { Draft } from "./draft.js";

/** Files that only hand names on, each with the edits that stop it. */
type HandedOn = ReadonlyMap<string, readonly Edit[]>;

/**
 * Parts the places that use names from those where a file imports them for
 * others only, who are looked for themselves: `__init__.py` of Python, and
 * `export … from` of TypeScript.
 */
export function handedOn(
  draft: Draft,
  uses: readonly Problem[],
  names: readonly string[],
): { readonly handed: HandedOn; readonly used: readonly Problem[] } {
  const handed = new Map<string, readonly Edit[]>();
  for (const file of new Set(uses.flatMap(({ at }) => at?.file ?? []))) {
    if (!/(?:^|\/)__init__\.py$|\.[cm]?[jt]sx?$/.test(file)) continue;
    const lines = uses.flatMap(({ at }) => (at?.file === file ? [at.line] : []));
    const edits = removeReexports(file, decodeText(draft.host.bytes(file)), names, lines);
    const isWhole = lines.every((line) =>
      edits.some((edit) => edit.line <= line && line < edit.line + edit.before.length),
    );
    if (isWhole) handed.set(file, edits);
  }
  return { handed, used: uses.filter(({ at }) => at === undefined || !handed.has(at.file)) };
}

/** Has files hand names on no longer. */
export function takeOutOf(draft: Draft, handed: HandedOn, names: readonly string[]): void {
  for (const [file, edits] of handed) {
    draft.apply(edits);
    keepAsModule(draft, file);
    draft.done.push(`Took ${names.map((name) => `\`${name}\``).join(", ")} out of what ${file} hands on.`);
  }
}

/**
 * Has the files of a TypeScript side, where nobody searches for uses, hand a
 * name on no longer that one of them, `home`, defined.
 */
export function handOnNoMore(draft: Draft, files: ReadonlySet<string>, home: string, name: string): void {
  for (const file of files) {
    const edits = removeReexports(file, draft.textOf(file) ?? "", [name]);
    draft.apply(edits);
    if (file === home || edits.length > 0) keepAsModule(draft, file);
  }
}

/** A file that exports nothing any more is no module to those who still import all of it. */
function keepAsModule(draft: Draft, file: string): void {
  if (!file.endsWith(".py")) draft.apply(keepModule(file, decodeText(draft.host.bytes(file))));
}
