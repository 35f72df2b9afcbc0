import type { RelatedPlace } from "@nx-contracts/ir";
import type { Config, Contract } from "../config/config.js";
import type { Host } from "../host.js";
import { textAt } from "../read/text.js";

/** Where the mappings of a contract's mirrors name one of some records. */
export function mappingPlaces(
  host: Host,
  { path }: Config,
  { id, mirrors }: Contract,
  names: readonly string[],
): readonly RelatedPlace[] {
  const mapped = new Set(
    mirrors.flatMap(({ mapping: { records = {}, fields = {}, members = {}, only = [] } }) => [
      ...Object.entries(records).flat(),
      ...[...Object.keys(fields), ...Object.keys(members)].map((key) => key.slice(0, key.lastIndexOf("."))),
      ...only,
    ]),
  );
  const wanted = names.filter((name) => mapped.has(name));
  if (wanted.length === 0) return [];
  const lines = textAt(host, path).split(/\r?\n/);
  return wanted.flatMap((name): readonly RelatedPlace[] => {
    const word = new RegExp(String.raw`(?<![\w.])${name.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)}(?![\w])`);
    const line = lines.findIndex((text) => word.test(text.replace(/(^|\s)#.*$/, "")));
    const column = (lines[line] ?? "").search(word) + 1;
    const message = `a mapping of \`${id}\` names \`${name}\``;
    return line < 0 ? [] : [{ message, at: { file: path, line: line + 1, column } }];
  });
}
