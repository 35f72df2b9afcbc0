import type { Edit } from "@nx-contracts/ir";
import { applyEdits } from "./apply.js";
import { type Hunk, openSheet, type Page, toEdits } from "./page.js";

/** Imports that one definition may need. */
const MOST_HEADS = 100;

/**
 * The first definition of a file, as one edit from the first line that changes
 * to the last one: what heads the file is written first, so that each import
 * finds its place among those ahead of it. Edits of the other definitions that
 * are missing want the last line too, and wait until there is something that
 * they can follow.
 */
export function firstDefinition(page: Page, write: (page: Page) => readonly Hunk[]): readonly Edit[] {
  let now = page;
  let hunks = write(now);
  for (let left = MOST_HEADS; left > 0; left--) {
    const head = hunks.findIndex(isImport);
    if (head < 0) break;
    const ahead = hunks.slice(0, head + 1).filter((hunk) => isImport(hunk) || isBlank(hunk));
    now = reopened(now, toEdits(now, ahead));
    hunks = write(now);
  }
  if (hunks.length === 0) return [];
  const { text } = reopened(now, toEdits(now, hunks));
  return replaceEnd(page, page.text.trim() === "" ? text.trimStart() : text);
}

/** On a page without definitions every change in place is one of an import. */
function isImport(hunk: Hunk): boolean {
  if ("start" in hunk) return true;
  return /^(?:syntax|import|from)\b/.test(hunk.lines.find((line) => line !== "") ?? "");
}

function isBlank(hunk: Hunk): boolean {
  return "lines" in hunk && hunk.lines.every((line) => line === "");
}

function reopened(page: Page, edits: readonly Edit[]): Page {
  return { ...page, ...openSheet(page.file, applyEdits(page.text, edits) ?? page.text) };
}

/** One edit that always takes the last line with it; that of an empty text is an empty one. */
function replaceEnd(page: Page, text: string): readonly Edit[] {
  const before = linesOf(page.text);
  const after = linesOf(text);
  const shared = before.findIndex((line, i) => line !== after[i]);
  const first = Math.min(shared < 0 ? before.length : shared, before.length - 1);
  return [{ file: page.file, line: first + 1, before: before.slice(first), after: after.slice(first) }];
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, "").split("\n");
}
