/** One way in which a contract text drifts. */
export interface Mutation {
  readonly name: string;
  /** The text after it; `site` and `salt` choose where and what. `undefined` where the text has no such place. */
  readonly change: (text: string, site: number, salt: number) => string | undefined;
}

/** A mutation that rewrites one match of a pattern; `g` must be among its flags. */
export function rewrite(
  name: string,
  pattern: RegExp,
  replacement: (match: RegExpMatchArray, salt: number) => string,
): Mutation {
  return {
    name,
    change(text, site, salt) {
      const sites = [...text.matchAll(pattern)];
      const match = sites[site % Math.max(1, sites.length)];
      if (!match) return undefined;
      const changed = text.slice(0, match.index) + replacement(match, salt) + text.slice(match.index + match[0].length);
      return changed === text ? undefined : changed;
    },
  };
}

/** A mutation that adds to the end of the text. */
export function append(name: string, addition: (salt: number) => string): Mutation {
  return { name, change: (text, _site, salt) => `${text.trimEnd()}\n${addition(salt)}` };
}

export function pick<T>(list: readonly [T, ...T[]], salt: number): T {
  return list[salt % list.length] ?? list[0];
}

/** The groups of a match, absent ones empty. */
export function groups(match: RegExpMatchArray): readonly string[] {
  return match.map((group) => group ?? "");
}
