let graphemes: Intl.Segmenter | undefined;

/** Made when the first line needs it: that alone takes ten milliseconds. */
function segmenter(): Intl.Segmenter {
  return (graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" }));
}

const ASCII = /^[ -~]*$/;
const TAB_STOP = 4;

/** East Asian Width W and F (Unicode 15.0, TR 11), which is what Buf counts by. */
const WIDE =
  /^[\u1100-\u115f\u231a-\u231b\u2329-\u232a\u23e9-\u23ec\u23f0\u23f3\u25fd-\u25fe\u2614-\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa-\u26ab\u26bd-\u26be\u26c4-\u26c5\u26ce\u26d4\u26ea\u26f2-\u26f3\u26f5\u26fa\u26fd\u2705\u270a-\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b-\u2b1c\u2b50\u2b55\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u2ff0-\u2ffb\u3000-\u303e\u3041-\u3096\u3099-\u30ff\u3105-\u312f\u3131-\u318e\u3190-\u31e3\u31f0-\u321e\u3220-\u3247\u3250-\u4dbf\u4e00-\ua48c\ua490-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe52\ufe54-\ufe66\ufe68-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{16fe4}\u{16ff0}-\u{16ff1}\u{17000}-\u{187f7}\u{18800}-\u{18cd5}\u{18d00}-\u{18d08}\u{1aff0}-\u{1aff3}\u{1aff5}-\u{1affb}\u{1affd}-\u{1affe}\u{1b000}-\u{1b122}\u{1b132}\u{1b150}-\u{1b152}\u{1b155}\u{1b164}-\u{1b167}\u{1b170}-\u{1b2fb}\u{1f004}\u{1f0cf}\u{1f18e}\u{1f191}-\u{1f19a}\u{1f200}-\u{1f202}\u{1f210}-\u{1f23b}\u{1f240}-\u{1f248}\u{1f250}-\u{1f251}\u{1f260}-\u{1f265}\u{1f300}-\u{1f320}\u{1f32d}-\u{1f335}\u{1f337}-\u{1f37c}\u{1f37e}-\u{1f393}\u{1f3a0}-\u{1f3ca}\u{1f3cf}-\u{1f3d3}\u{1f3e0}-\u{1f3f0}\u{1f3f4}\u{1f3f8}-\u{1f43e}\u{1f440}\u{1f442}-\u{1f4fc}\u{1f4ff}-\u{1f53d}\u{1f54b}-\u{1f54e}\u{1f550}-\u{1f567}\u{1f57a}\u{1f595}-\u{1f596}\u{1f5a4}\u{1f5fb}-\u{1f64f}\u{1f680}-\u{1f6c5}\u{1f6cc}\u{1f6d0}-\u{1f6d2}\u{1f6d5}-\u{1f6d7}\u{1f6dd}-\u{1f6df}\u{1f6eb}-\u{1f6ec}\u{1f6f4}-\u{1f6fc}\u{1f7e0}-\u{1f7eb}\u{1f7f0}\u{1f90c}-\u{1f93a}\u{1f93c}-\u{1f945}\u{1f947}-\u{1f9ff}\u{1fa70}-\u{1fa7c}\u{1fa80}-\u{1fa88}\u{1fa90}-\u{1fabd}\u{1fabf}-\u{1fac5}\u{1face}-\u{1fadb}\u{1fae0}-\u{1fae8}\u{1faf0}-\u{1faf8}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}]/u;
const ZERO_WIDTH =
  /^[\p{Control}\p{Format}\p{Mn}\p{Me}\p{Emoji_Modifier}\u2028\u2029\u{e0000}-\u{e0fff}]|^[\u09be\u09d7\u0b3e\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u1b35\u302e\u302f\uff9e\uff9f\u{1133e}\u{11357}\u{114b0}\u{114bd}\u{115af}\u{11930}\u{1d165}\u{1d16e}-\u{1d172}]/u;
/** Format characters that take their place: they stand ahead of digits and enclose them. */
const PREPENDED = /^[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u;
const EMOJI_WIDE = /^\p{Emoji_Presentation}/u;
const PICTOGRAPH = /^[\p{Extended_Pictographic}\u{1f000}-\u{1f0ff}\u{1f249}-\u{1f3fa}]/u;
const REGIONAL = /^\p{Regional_Indicator}/u;
const HANGUL_LEAD = /^[\u1100-\u115f\ua960-\ua97c]/u;

/**
 * The column, from 1, that follows `text` at the beginning of a line, counted
 * as Buf counts it: in columns of a terminal, with tab stops every four.
 */
export function bufColumn(text: string): number {
  if (ASCII.test(text)) return text.length + 1;
  let column = 0;
  for (const [index, part] of text.split("\t").entries()) {
    if (index > 0) column += TAB_STOP - (column % TAB_STOP);
    column += ASCII.test(part) ? part.length : graphemesWidth(part);
  }
  return column + 1;
}

/** What is not ASCII, with the character on either side, which may belong to it. */
const SPECIAL = /[ -~]?[^ -~](?:[^ -~]|[ -~]{1,2}(?=[^ -~]))*[ -~]?/g;

function graphemesWidth(text: string): number {
  let width = text.length;
  for (const [special] of text.matchAll(SPECIAL)) {
    width -= special.length;
    for (const { segment } of segmenter().segment(special)) width += graphemeWidth(segment);
  }
  return width;
}

function graphemeWidth(grapheme: string): number {
  const [first = "", ...rest] = grapheme;
  const width = characterWidth(first);
  if (REGIONAL.test(first) || HANGUL_LEAD.test(first)) return width;
  if (PICTOGRAPH.test(first)) {
    const selector = rest.findLast((character) => character === "\ufe0e" || character === "\ufe0f");
    return selector === undefined ? width : selector === "\ufe0e" ? 1 : 2;
  }
  return rest.reduce((sum, character) => sum + characterWidth(character), width);
}

function characterWidth(character: string): number {
  if (ZERO_WIDTH.test(character)) return PREPENDED.test(character) ? 1 : 0;
  if (REGIONAL.test(character)) return 2;
  if (PICTOGRAPH.test(character)) return EMOJI_WIDE.test(character) ? 2 : 1;
  if (character === "\u2e3a") return 3;
  if (character === "\u2e3b") return 4;
  return WIDE.test(character) ? 2 : 1;
}
