import type { EnumMember } from "@nx-contracts/ir";
import { docLines, lineAbove, restOfLine } from "./field-doc.js";
import { type Page, type Placed, textAt } from "./page.js";
import type { WantedMember } from "./writer.js";

/** How a language marks comments. */
export interface CommentMarks {
  readonly line: "#" | "//";
  /** Comments that describe something stand in a block, unless the file has it otherwise. */
  readonly isBlockUsual: boolean;
  /** No comma has to follow the member. */
  readonly isBehindPossible: boolean;
}

/**
 * The lines of a new member with what it means, where the other members have
 * that: above or behind.
 */
export function describeMember(
  page: Page,
  members: readonly Placed<EnumMember>[],
  line: string,
  { doc, deprecated = false }: WantedMember,
  { line: mark, isBlockUsual, isBehindPossible }: CommentMarks,
): readonly string[] {
  const text = doc === undefined ? [] : docLines(page, doc, 6).map((each) => each.replaceAll("*/", "* /"));
  const all = [...text, ...(deprecated && isBlockUsual ? ["@deprecated"] : [])];
  const [only] = all;
  if (only === undefined) return [line];
  const isBehind =
    isBehindPossible &&
    members.some((member) =>
      restOfLine(page, member)
        .replace(/^\s*[,;]?\s*/, "")
        .startsWith(mark),
    );
  const above = members
    .map((member) => lineAbove(page, member))
    .find((each) => each.startsWith(mark) || each.endsWith("*/"));
  if (isBehind && above === undefined && all.length === 1 && !deprecated)
    return [`${line}${mark === "#" ? "  " : " "}${mark} ${only}`];
  const isBlock = deprecated || (above === undefined ? isBlockUsual : above.endsWith("*/"));
  if (mark === "#" || !isBlock) return [...all.map((each) => `${mark} ${each}`), line];
  const open = isBlockUsual || members.some((member) => textAt(page, member).startsWith("/**")) ? "/**" : "/*";
  return all.length === 1 ? [`${open} ${only} */`, line] : [open, ...all.map((each) => ` * ${each}`), " */", line];
}
