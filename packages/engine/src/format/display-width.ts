let graphemes: Intl.Segmenter | undefined;

/** Made when the first text needs it: that alone takes ten milliseconds. */
function segmenter(): Intl.Segmenter {
  return (graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" }));
}

/** What begins a grapheme of two columns: East Asian Width W and F (Unicode TR 11), and emoji. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f|[\u1100-\u115e\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\u3247\u3250-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}])/u;

const ZERO_WIDTH = /^[\p{Mark}\p{Format}]+$/u;

const ASCII = /^[ -~]*$/;

/** Columns that `text`, one line without controls, fills in a terminal. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter().segment(text)) {
    if (ZERO_WIDTH.test(segment)) continue;
    width += WIDE.test(segment) ? 2 : 1;
  }
  return width;
}

/** `text` followed by as many spaces as it needs to fill `width` columns. */
export function padColumns(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}
