const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Half-width forms belong to wide scripts, yet fill one column. */
const HALF_WIDTH = /^[\uff61-\uffdc]/u;

/** The first character of a grapheme that fills two columns (Unicode TR 11 W and F, and emoji). */
const WIDE =
  /^(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Yi}\u1100-\u115f\uac00-\ud7a3\u3001-\u303e\u3000\uff01-\uff60\uffe0-\uffe6])/u;

const ZERO_WIDTH = /^[\p{Mark}\p{Format}]+$/u;

const ASCII = /^[ -~]*$/;

/** Columns that `text`, one line without controls, fills in a terminal. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const { segment } of GRAPHEMES.segment(text)) {
    if (ZERO_WIDTH.test(segment)) continue;
    width += WIDE.test(segment) && !HALF_WIDTH.test(segment) ? 2 : 1;
  }
  return width;
}

/** `text` followed by as many spaces as it needs to fill `width` columns. */
export function padColumns(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}
