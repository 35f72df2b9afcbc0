import { foldName } from "@nx-contracts/ir";
import { nameOf, parentOf } from "../path.js";

/** How near two files lie: those of one name count most, then each folder around both. */
export function nearness(a: string, b: string): number {
  const isNamesake = foldName(stemOf(a)) === foldName(stemOf(b));
  const [one, other] = [parentOf(a), parentOf(b)];
  const shared = sharedFolders(one, other);
  // The same words further on: `models/v1/anime` and `protos/v1/anime`.
  const rest = new Set(other.split("/").slice(shared));
  const again = one
    .split("/")
    .slice(shared)
    .filter((part) => rest.has(part)).length;
  return (isNamesake ? 100 : 0) + shared + again;
}

/** The name of a file without endings: `anime` of `anime.schema.ts`. */
export function stemOf(path: string): string {
  return nameOf(path).replace(/\..*$/s, "");
}

/** How many folders are around both. */
export function sharedFolders(a: string, b: string): number {
  const [one, other] = [a.split("/"), b.split("/")];
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  return shared;
}
