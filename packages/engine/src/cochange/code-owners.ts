/** Who owns the files of a repository, as a CODEOWNERS file of GitHub or GitLab says. */
export interface CodeOwners {
  /** Owners of a path relative to the top of the repository, as they are written. */
  ownersOf(path: string): readonly string[];
}

/** Where the file is looked for; the first one counts. */
export const CODEOWNERS_PLACES = [".github/CODEOWNERS", ".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

interface Entry {
  readonly section: string;
  readonly matches: Matches;
  readonly isExclusion: boolean;
  readonly owners: readonly string[];
}

/**
 * Reads a CODEOWNERS file. Within a section the last pattern that matches
 * counts, and one without owners takes them away; sections, which only GitLab
 * has, count together. A line that is no entry is left out, as the hosts do.
 *
 * @see https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 * @see https://docs.gitlab.com/user/project/codeowners/reference/
 */
export function parseCodeOwners(text: string): CodeOwners {
  const entries: Entry[] = [];
  let section = { name: "", owners: [] as readonly string[] };
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/(^|\s)#.*$/, "").trim();
    if (line === "") continue;
    const [head, name, rest = ""] = /^\^?\[([^\]]+)\](?:\[\d+\])?(.*)$/.exec(line) ?? [];
    if (head !== undefined && name !== undefined) {
      section = { name: name.toLowerCase(), owners: words(rest) };
      continue;
    }
    const [typed = "", ...owners] = words(line);
    const isExclusion = typed.startsWith("!");
    entries.push({
      section: section.name,
      matches: toMatcher(isExclusion ? typed.slice(1) : typed),
      isExclusion,
      owners: owners.length > 0 ? owners : section.owners,
    });
  }
  return { ownersOf: (path) => ownersIn(entries, path) };
}

function ownersIn(entries: readonly Entry[], path: string): readonly string[] {
  const bySection = new Map<string, readonly string[]>();
  const excluded = new Set<string>();
  for (const { section, matches, isExclusion, owners } of entries) {
    if (excluded.has(section) || !matches(path)) continue;
    if (isExclusion) excluded.add(section);
    bySection.set(section, isExclusion ? [] : owners);
  }
  return [...new Set([...bySection.values()].flat())];
}

/** Words parted by white space, which a backslash makes part of one. */
function words(text: string): readonly string[] {
  return [...text.matchAll(/(?:\\.|[^\s\\])+/g)].map(([word]) => word);
}

type Matches = (path: string) => boolean;

/** Any folders, none included, and any, but one at least. */
const ANY = "**";
const SOME = "**/";

/**
 * A pattern as `.gitignore` has them, with two differences: `docs/*` means the
 * files right inside, not those further below, and there are no sets. Takes
 * time in proportion to the pattern and the path.
 */
function toMatcher(pattern: string): Matches {
  const isAnchored = /^\/|\/(?!$)/.test(pattern);
  const parts = pattern.replace(/^\//, "").split("/");
  const isFolder = parts.at(-1) === "";
  if (isFolder) parts.pop();
  const last = parts.at(-1) ?? "";
  if (last === ANY && parts.length > 1) parts.splice(-1, 1, SOME);
  // A folder stands for all that is below it.
  else if (isFolder) parts.push(SOME);
  else if (!/^\*+$/.test(last)) parts.push(ANY);
  const segments = [...(isAnchored ? [] : [ANY]), ...parts];
  return (path) => matchesPath(segments, path.split("/"));
}

function matchesPath(segments: readonly string[], names: readonly string[]): boolean {
  let reached = new Set([0]);
  for (const segment of segments) {
    const next = new Set<number>();
    for (const at of reached) {
      if (segment === ANY || segment === SOME) {
        for (let end = segment === ANY ? at : at + 1; end <= names.length; end++) next.add(end);
        // Who started further on ends nowhere else.
        break;
      }
      const name = names[at];
      if (name !== undefined && matchesName(segment, name)) next.add(at + 1);
    }
    reached = next;
  }
  return reached.has(names.length);
}

/** `*` stands for any characters, `?` for one, and a backslash ahead of any takes its meaning. */
function matchesName(segment: string, name: string): boolean {
  const tokens = segment.match(/\\.|./gsu) ?? [];
  const letters = [...name];
  let [token, letter] = [0, 0];
  let retry: readonly [token: number, letter: number] | undefined;
  while (letter < letters.length) {
    const wanted = tokens[token];
    if (wanted === "*") {
      retry = [++token, letter];
    } else if (wanted === "?" || (wanted !== undefined && wanted.replace(/^\\(?=.)/s, "") === letters[letter])) {
      token++;
      letter++;
    } else if (retry) {
      retry = [retry[0], retry[1] + 1];
      [token, letter] = retry;
    } else return false;
  }
  return tokens.slice(token).every((rest) => rest === "*");
}

/** Whether an owner as CODEOWNERS writes it is a team: `@org/team` and `team` are, whatever the case. */
export function isTeam(owner: string, team: string): boolean {
  const [written, wanted] = [owner, team].map((name) => name.replace(/^@+/, "").toLowerCase());
  if (written === undefined || wanted === undefined) return false;
  return written === wanted || written.endsWith(`/${wanted}`) || wanted.endsWith(`/${written}`);
}
