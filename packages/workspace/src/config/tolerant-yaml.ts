import { parseDocument } from "yaml";
import { parsePlainYaml } from "./plain-yaml.js";

/** A mapping of which nothing is known yet. */
export type Plain = { readonly [key: string]: unknown };

/** Nx asks about the same texts for the nodes of its graph and for the edges, and again after each change elsewhere. */
const parsed = new Map<string, Plain>();
const PARSED_AT_MOST = 200;

/** What a text holds; an empty mapping where it is broken. Reading the file in earnest reports that, with its place. */
export function parseTolerantly(text: string): Plain {
  const known = parsed.get(text);
  if (known) return known;
  if (parsed.size >= PARSED_AT_MOST) parsed.clear();
  const content = parseAnew(text);
  parsed.set(text, content);
  return content;
}

function parseAnew(text: string): Plain {
  try {
    const plain: unknown = parsePlainYaml(text);
    const content: unknown =
      plain ?? parseDocument(text, { prettyErrors: false, logLevel: "silent" }).toJS({ maxAliasCount: 100 });
    return isPlain(content) ? content : {};
  } catch {
    return {};
  }
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The mappings of a list. */
export function objects(value: unknown): readonly Plain[] {
  return list(value).filter(isPlain);
}

/** The texts of a list. */
export function texts(value: unknown): readonly string[] {
  return list(value).flatMap((each) => textOf(each) ?? []);
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
