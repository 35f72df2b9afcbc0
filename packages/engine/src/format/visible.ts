/**
 * Characters that act on a terminal or a parser instead of being seen, or that
 * reorder what is seen: controls, line and paragraph separators, format
 * characters other than the joiners that scripts and emoji need, lone
 * surrogates and two noncharacters that XML forbids.
 */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

const SHORT: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** `text` on one line, with what could not be seen written as an escape such as `\u001b`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => SHORT.get(character) ?? escapeCodePoint(character));
}

/** One line of code, `visible`, with its tabs as four spaces. */
export function visibleCode(line: string): string {
  return visible(line.replaceAll("\t", "    "));
}

function escapeCodePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
}
