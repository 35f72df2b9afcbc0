import { visible } from "./visible.js";

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
]);

/** One line of character data or an attribute's value; what XML 1.0 forbids becomes a visible escape. */
export function xmlText(text: string): string {
  return visible(text).replace(/[&<>"]/g, (character) => ENTITIES.get(character) ?? character);
}

/** `<name a="b">`: the start of an element, its attributes in the order given. */
export function startTag(name: string, attributes: Readonly<Record<string, string | number>>, end = ">"): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`);
  return `<${name}${written.join("")}${end}`;
}
