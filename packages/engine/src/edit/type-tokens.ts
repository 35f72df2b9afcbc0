import type { TypeProblem } from "./type-words.js";

/** A piece of the words for a type. */
export type TypeToken =
  | { readonly kind: "name" | "sign"; readonly text: string }
  | { readonly kind: "value"; readonly text: string; readonly value: string | number | boolean };

const TOKEN =
  /\s*(?:(\.?[A-Za-z_$][\w$.]*)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(-?\d+(?![\w.]))|(\[\]|[<>[\](),|?]))\s*/y;

/** How long words may be: longer ones are no type that a person asks for. */
const LONGEST = 2000;

/** Cuts words into names, values and signs. */
export function lexTypeWords(text: string): readonly TypeToken[] | TypeProblem {
  if (text.trim() === "") return { problem: "No type is named.", next: "Write one, such as `string`." };
  if (text.length > LONGEST) return { problem: "The type is too long.", next: "Give a part of it a name." };
  const tokens: TypeToken[] = [];
  for (let at = 0; at < text.length;) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (!found) {
      const rest = text.slice(at, at + 12);
      return {
        problem: `\`${text}\` cannot be read from \`${rest}\` on.`,
        next: "Write a type such as `list<string>`.",
      };
    }
    const [whole, name, quoted, number, sign] = found;
    if (name === "true" || name === "false") tokens.push({ kind: "value", text: name, value: name === "true" });
    else if (name !== undefined) tokens.push({ kind: "name", text: name });
    else if (quoted !== undefined) tokens.push({ kind: "value", text: quoted, value: unquoted(quoted) });
    else if (number !== undefined) tokens.push({ kind: "value", text: number, value: Number(number) });
    else if (sign !== undefined) tokens.push({ kind: "sign", text: sign });
    at += whole.length;
  }
  return tokens;
}

function unquoted(text: string): string {
  return text.slice(1, -1).replaceAll(/\\(.)/g, "$1");
}
