/** Who owns the files of a repository, as a CODEOWNERS file of GitHub or GitLab says. */
export interface CodeOwners {
  /** Owners of a path relative to the top of the repository, as they are written. */
  ownersOf(path: string): readonly string[];
}

/** Where the file is looked for; the first one counts. */
export const CODEOWNERS_PLACES = [".github/CODEOWNERS", ".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

interface Entry {
  readonly section: string;
  readonly pattern: RegExp;
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
      pattern: toExpression(isExclusion ? typed.slice(1) : typed),
      isExclusion,
      owners: owners.length > 0 ? owners : section.owners,
    });
  }
  return { ownersOf: (path) => ownersIn(entries, path) };
}

function ownersIn(entries: readonly Entry[], path: string): readonly string[] {
  const bySection = new Map<string, readonly string[]>();
  const excluded = new Set<string>();
  for (const { section, pattern, isExclusion, owners } of entries) {
    if (excluded.has(section) || !pattern.test(path)) continue;
    if (isExclusion) excluded.add(section);
    bySection.set(section, isExclusion ? [] : owners);
  }
  return [...new Set([...bySection.values()].flat())];
}

/** Words parted by white space, which a backslash makes part of one. */
function words(text: string): readonly string[] {
  return [...text.matchAll(/(?:\\.|[^\s\\])+/g)].map(([word]) => word);
}

/**
 * A pattern as `.gitignore` has them, with two differences: `docs/*` means the
 * files right inside, not those further below, and there are no sets.
 */
function toExpression(pattern: string): RegExp {
  const isAnchored = /^\/|\/(?!$)/.test(pattern.replace(/\/\*\*$/, ""));
  const body = pattern.replace(/^\//, "");
  let source = "";
  for (const [token] of body.matchAll(/\*\*\/|\/\*\*$|\*+|\?|\\.|[^*?\\/]+|\//gs)) {
    if (token === "**/") source += "(?:.*/)?";
    else if (token === "/**") source += "/.*";
    else if (token.startsWith("*")) source += "[^/]*";
    else if (token === "?") source += "[^/]";
    else source += escape(token.startsWith("\\") ? token.slice(1) : token);
  }
  // A folder stands for all that is below it; `*` at the end of a path does not.
  const end = body.endsWith("/") ? ".*" : /(?:^|\/)\*+$/.test(body) ? "" : "(?:/.*)?";
  return new RegExp(`^${isAnchored ? "" : "(?:.*/)?"}${source}${end}$`, "s");
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** Whether an owner as CODEOWNERS writes it is a team: `@org/team` and `team` are, whatever the case. */
export function isTeam(owner: string, team: string): boolean {
  const [written, wanted] = [owner, team].map((name) => name.replace(/^@+/, "").toLowerCase());
  if (written === undefined || wanted === undefined) return false;
  return written === wanted || written.endsWith(`/${wanted}`) || wanted.endsWith(`/${written}`);
}
