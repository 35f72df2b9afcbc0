/** Select Graphic Rendition: what switches a style on; `0` switches all off. */
const STYLES = {
  bold: "1",
  dim: "2",
  red: "31",
  green: "32",
  cyan: "36",
  redBold: "1;31",
  yellowBold: "1;33",
  cyanBold: "1;36",
} as const;

export type Style = keyof typeof STYLES;

/** Gives a piece of one line a style, or leaves it plain. */
export type Paint = (style: Style, text: string) => string;

/** Paints with ANSI escapes when `color`, else not at all. */
export function painter(color: boolean): Paint {
  if (!color) return (_style, text) => text;
  return (style, text) => (text === "" ? "" : `\u001b[${STYLES[style]}m${text}\u001b[0m`);
}
