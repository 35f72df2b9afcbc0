import type { ReadContract } from "@nx-contracts/engine";
import { foldName, type Span } from "@nx-contracts/ir";
import { schemasOf } from "./consequences.js";

/** What a contract defines, by a key that stays the same wherever it stands. */
type Parts = ReadonlyMap<string, { readonly name: string; readonly at: Span }>;

/**
 * Files that were written to, each with the line where what was added stands.
 *
 * @param name what was asked for; what came with it, such as a wrapper, is only looked at where it is not found
 */
export function withLines(
  files: readonly string[],
  name: string,
  before: readonly ReadContract[],
  after: readonly ReadContract[],
): readonly string[] {
  const known = partsOf(before);
  const added = [...partsOf(after)].flatMap(([key, part]) => (known.has(key) ? [] : [part]));
  return files.map((file) => {
    const own = added.filter(({ at }) => at.file === file);
    const found = own.find((part) => foldName(part.name) === foldName(name)) ?? own[0];
    return found ? `${file}:${found.at.line}` : file;
  });
}

function partsOf(contracts: readonly ReadContract[]): Parts {
  const parts = new Map<string, { readonly name: string; readonly at: Span }>();
  for (const { language, records, enums } of schemasOf(contracts)) {
    for (const { qualifiedName, name, at } of [...records, ...enums]) {
      parts.set(`${language} ${at.file} ${qualifiedName}`, { name, at });
    }
    for (const { qualifiedName, fields } of records) {
      for (const { name, at } of fields) parts.set(`${language} ${at.file} ${qualifiedName} ${name}`, { name, at });
    }
  }
  return parts;
}
