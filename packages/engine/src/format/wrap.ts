import { displayWidth } from "./display-width.js";

/** A run without spaces; code between backticks counts as one. */
const WORD = /(?:`[^`]*`|\S)+/gu;

/**
 * Breaks prose at its spaces into lines of at most `width` columns. Code
 * between backticks stays together while a line can hold it; a longer word,
 * such as a path, gets a line of its own and is never cut.
 */
export function wrap(prose: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let filled = 0;
  for (const word of words(prose, width)) {
    const columns = displayWidth(word);
    if (line !== "" && filled + 1 + columns > width) {
      lines.push(line);
      line = "";
      filled = 0;
    }
    filled += line === "" ? columns : columns + 1;
    line = line === "" ? word : `${line} ${word}`;
  }
  if (line !== "") lines.push(line);
  return lines;
}

function words(prose: string, width: number): readonly string[] {
  return (prose.match(WORD) ?? []).flatMap((word) => {
    return displayWidth(word) > width ? word.split(" ").filter((part) => part !== "") : [word];
  });
}
