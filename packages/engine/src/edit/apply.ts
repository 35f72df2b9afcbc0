import type { Edit } from "@nx-contracts/ir";

/**
 * The text after `edits`, all of which speak of this one text. Line ends are
 * kept; new lines take the one that the file uses most. Edits that are equal
 * count once. Insertions at one place keep their order, the more indented ones
 * ahead: they belong to what stands above.
 *
 * @returns `undefined` when the text is not what an edit expects (`before`
 *   does not stand there), or when two edits want the same line.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string | undefined {
  const { lines, ends, usual } = split(text);
  const wanted = distinct(edits).sort(
    (a, b) => a.line - b.line || a.before.length - b.before.length || depth(b) - depth(a),
  );
  let taken = 1;
  for (const { line, before } of wanted) {
    // The one line of an empty text is an empty one.
    const fits = before.every((expected, i) => (lines[line - 1 + i] ?? (text === "" ? "" : undefined)) === expected);
    if (line < taken || line > lines.length + 1 || !fits) return undefined;
    if (before.length > 0) taken = line + before.length;
  }
  for (const { line, before, after } of wanted.toReversed()) {
    const kept = ends.slice(line - 1, line - 1 + before.length);
    lines.splice(line - 1, before.length, ...after);
    ends.splice(line - 1, before.length, ...after.map((_, i) => kept[i] ?? usual));
  }
  const isEnded = text === "" || /[\r\n]$/.test(text);
  return lines.map((line, i) => (i === lines.length - 1 && !isEnded ? line : `${line}${ends[i] ?? usual}`)).join("");
}

/**
 * Of the edits that mend several findings, those that can be applied together:
 * a finding whose edits want a line that an earlier one has taken, or give a
 * list the name that an earlier one gives to a list of another file, is left
 * for the next round.
 */
export function compatibleEdits(findings: readonly (readonly Edit[])[]): readonly Edit[] {
  const chosen: Edit[] = [];
  for (const edits of findings) {
    const fresh = edits.filter((edit) => !chosen.some((taken) => same(edit, taken)));
    if (!fresh.some((edit) => chosen.some((taken) => overlap(edit, taken) || nameTwice(edit, taken))))
      chosen.push(...fresh);
  }
  return chosen;
}

function split(text: string): { readonly lines: string[]; readonly ends: string[]; readonly usual: string } {
  const lines = text.split(/\r\n|\r|\n/);
  const ends: string[] = text.match(/\r\n|\r|\n/g) ?? [];
  if (lines.at(-1) === "") lines.pop();
  const windows = ends.filter((end) => end === "\r\n").length;
  return { lines, ends, usual: windows > ends.length / 2 ? "\r\n" : "\n" };
}

function distinct(edits: readonly Edit[]): Edit[] {
  return edits.filter((edit, i) => !edits.slice(0, i).some((earlier) => same(edit, earlier)));
}

function same(a: Edit, b: Edit): boolean {
  return a.file === b.file && a.line === b.line && sameLines(a.before, b.before) && sameLines(a.after, b.after);
}

function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, i) => line === b[i]);
}

function depth({ after }: Edit): number {
  const line = after.find((each) => each.trim() !== "") ?? "";
  return line.length - line.trimStart().length;
}

/** Both write the same message around a list, in two protos: the second one can use the first. */
function nameTwice(a: Edit, b: Edit): boolean {
  const wrapper = a.file === b.file ? undefined : wrapperIn(a);
  return wrapper !== undefined && wrapper === wrapperIn(b);
}

function wrapperIn({ file, before, after }: Edit): string | undefined {
  if (before.length > 0 || !file.endsWith(".proto")) return undefined;
  return /^message (\w+) \{\n\s+repeated .* items = 1;\n\}$/m.exec(after.join("\n"))?.[1];
}

/** Both take a line away, or one inserts in the midst of what the other takes. */
function overlap(a: Edit, b: Edit): boolean {
  if (a.file !== b.file) return false;
  const [aEnd, bEnd] = [a.line + a.before.length, b.line + b.before.length];
  if (a.before.length === 0 && b.before.length === 0) return false;
  if (a.before.length === 0) return a.line > b.line && a.line < bEnd;
  if (b.before.length === 0) return b.line > a.line && b.line < aEnd;
  return a.line < bEnd && b.line < aEnd;
}
