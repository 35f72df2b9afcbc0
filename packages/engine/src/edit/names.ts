import { foldName, toLowerSnake } from "@nx-contracts/ir";

/**
 * The name for a new field, spelled like its neighbours: `nativeName` or
 * `native_name`. `undefined` when no identifier would be recognised as it.
 */
export function fieldName(name: string, neighbours: readonly { readonly name: string }[]): string | undefined {
  const isCamel =
    neighbours.some((each) => /\p{Ll}\p{Lu}/u.test(each.name)) && !neighbours.some((each) => each.name.includes("_"));
  const styled = isCamel ? toCamel(name) : /^[a-z][a-z0-9_]*$/.test(name) ? name : toLowerSnake(name);
  return /^[A-Za-z]\w*$/.test(styled) && foldName(styled) === foldName(name) ? styled : undefined;
}

/** `anime_id` → `animeId`. */
export function toCamel(name: string): string {
  return name.replace(/(?<=[^_])_+([^_])/g, (_, letter: string) => letter.toUpperCase());
}

/** The member's name in capitals, words joined by `_`; `undefined` when it would not be recognised. */
export function memberName(name: string): string | undefined {
  const styled = /^[A-Za-z]\w*$/.test(name) && name === name.toUpperCase() ? name : toLowerSnake(name).toUpperCase();
  return /^\w+$/.test(styled) && foldName(styled) === foldName(name) ? styled : undefined;
}

/** The name at the end of a qualified one. */
export function lastName(qualified: string): string {
  return qualified.slice(qualified.lastIndexOf(".") + 1);
}

/** The quote that the text prefers for its strings. */
export function quoteOf(text: string): '"' | "'" {
  const count = (quote: string) => [...text.matchAll(new RegExp(`(?<![\\w"'])${quote}(?!${quote})`, "g"))].length;
  return count("'") > count('"') ? "'" : '"';
}

/** `text` as a string literal, in the other quotes where that saves escapes. */
export function quoted(text: string, quote: '"' | "'"): string {
  const other = quote === '"' ? "'" : '"';
  const count = (sign: string) => text.split(sign).length;
  const taken = count(quote) > count(other) ? other : quote;
  const escaped = JSON.stringify(text);
  return taken === '"' ? escaped : `'${escaped.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
