/** The same for names that differ only in case and underscores: `jsonName`, `json_name`, `JSON_NAME`. */
export function foldName(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

/** Words of a name in any case style, acronyms kept together: `HTTPStatus` gives `HTTP`, `Status`. */
export function splitWords(name: string): readonly string[] {
  return name.match(/[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+|[^\x00-\x7f]+/gu) ?? [];
}

/** `HTTPStatus` → `HTTP_STATUS`: the prefix that members of a proto enum carry. */
export function toUpperSnake(name: string): string {
  return splitWords(name).join("_").toUpperCase();
}

/** `animeId` → `anime_id`. */
export function toLowerSnake(name: string): string {
  return splitWords(name).join("_").toLowerCase();
}

/**
 * The JSON name that protoc derives from a proto field name: underscores go,
 * the letter after one is raised.
 * @see https://protobuf.dev/programming-guides/json/
 */
export function toJsonName(name: string): string {
  return name.replace(/_+(.?)/g, (_, letter: string) => letter.toUpperCase());
}

/** The candidate nearest to `word`, when it is near enough to be meant (a third of its length). */
export function nearestName(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.ceil(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Levenshtein distance of `a` and `b`, given up (as `limit`) once it cannot stay below `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(replace, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
    }
    if (Math.min(...row) >= limit) return limit;
    previous = row;
  }
  return previous[b.length] ?? limit;
}
