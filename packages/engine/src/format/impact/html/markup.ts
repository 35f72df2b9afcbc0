import { visible } from "../../visible.js";

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/** Words of a user, for text and for attributes between quotes: what could not be seen is an escape. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? character);
}

/** The same with places where a long name may break: after what separates its parts. */
export function breakable(text: string): string {
  return escapeHtml(text).replace(/[/._:-](?=[^/._:-])/g, "$&<wbr>");
}

/** One element of attributes that are escaped and of content that already is. */
export function element(
  name: string,
  attributes: { readonly [name: string]: string | number | undefined },
  ...content: readonly string[]
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeHtml(String(value))}"`);
  return `<${name}${written.join("")}>${content.join("")}</${name}>`;
}
