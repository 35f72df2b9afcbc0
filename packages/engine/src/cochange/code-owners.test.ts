import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isTeam, parseCodeOwners } from "./code-owners.js";

describe("the examples of GitHub's documentation", () => {
  const { ownersOf } = parseCodeOwners(`# A comment.
*       @global-owner1 @global-owner2
*.js    @js-owner # inline
*.go docs@example.com
/build/logs/ @doctocat
docs/* docs@example.com
apps/ @octocat
/docs/ @doctocat
/scripts/ @doctocat @octocat
**/logs @octocat
/apps/ @octocat
/apps/github
`);

  test.each([
    ["README.md", ["@global-owner1", "@global-owner2"]],
    ["src/deep/index.js", ["@js-owner"]],
    ["main.go", ["docs@example.com"]],
    ["build/logs/today/log.txt", ["@octocat"]],
    ["docs/getting-started.md", ["@doctocat"]],
    ["packages/apps/readme.md", ["@octocat"]],
    ["scripts/run.sh", ["@doctocat", "@octocat"]],
    ["deploy/logs/a", ["@octocat"]],
    ["apps/web/a", ["@octocat"]],
    ["apps/github/a", []],
  ])("%s", (path, owners) => {
    expect(ownersOf(path)).toEqual(owners);
  });

  test("`docs/*` means the files right inside", () => {
    const { ownersOf: inDocs } = parseCodeOwners("docs/* @a\n");
    expect([inDocs("docs/a.md"), inDocs("docs/build/a.md")]).toEqual([["@a"], []]);
  });
});

describe("the syntax of GitLab", () => {
  const { ownersOf } = parseCodeOwners(`* @default
[Documentation][2] @docs-team
docs/
README.md @readme

^[Database] @dba
model/db/
config/db/database-setup.md @docs-team
[DOCUMENTATION]
docs/internal/ @inside
[Ruby]
*.rb @ruby
!vendor/*.rb
path\\ with\\ spaces/ @spaces
`);

  test.each([
    ["docs/a.md", ["@default", "@docs-team"]],
    ["README.md", ["@default", "@readme"]],
    ["model/db/a.sql", ["@default", "@dba"]],
    ["docs/internal/a.md", ["@default", "@inside"]],
    ["lib/a.rb", ["@default", "@ruby"]],
    ["vendor/a.rb", ["@default"]],
    ["path with spaces/a", ["@default", "@spaces"]],
  ])("%s", (path, owners) => {
    expect(ownersOf(path)).toEqual(owners);
  });
});

test.each([
  ["@shows/catalog", "catalog", true],
  ["@catalog", "catalog", true],
  ["@Shows/Catalog", "catalog", true],
  ["@group/sub/catalog", "sub/catalog", true],
  ["@@catalog", "catalog", true],
  ["@shows/catalog", "@shows/catalog", true],
  ["@shows/catalog-web", "catalog", false],
  ["@shows/web", "catalog", false],
  ["catalog@example.org", "catalog", false],
])("%s is the team %s: %s", (owner, team, expected) => {
  expect(isTeam(owner, team)).toBe(expected);
});

test("lines that are no entry and texts of any kind do no harm", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, path) => {
      expect(Array.isArray(parseCodeOwners(text).ownersOf(path))).toBe(true);
    }),
  );
  const long = `${"*a".repeat(2000)}b @x`;
  expect(parseCodeOwners(long).ownersOf("a".repeat(4000))).toEqual([]);
});

describe("patterns mean what they mean to git", () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "code-owners-"));
    execFileSync("git", ["init", "--quiet"], { cwd: root });
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const part = fc.constantFrom("a", "b", "docs", "*", "a*", "*.md", "?b", "**");
  const pattern = fc
    .tuple(fc.boolean(), fc.array(part, { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([isAnchored, parts, isFolder]) => `${isAnchored ? "/" : ""}${parts.join("/")}${isFolder ? "/" : ""}`)
    // A wildcard at the end of a path means less here, and `**` beside itself says nothing more.
    .filter((text) => !/\/\*+\/?$|\*\*\/\*\*|^\/?\*\*?\/?$/.test(text));
  const path = fc
    .array(fc.constantFrom("a", "b", "ab", "docs", "c.md", "axb"), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join("/"));

  test("as `git check-ignore` says", () => {
    fc.assert(
      fc.property(pattern, fc.uniqueArray(path, { minLength: 8, maxLength: 24 }), (text, paths) => {
        writeFileSync(join(root, ".gitignore"), `${text}\n`);
        const { ownersOf } = parseCodeOwners(`${text} @owner\n`);
        const asked = checkIgnore(root, paths);
        expect(paths.filter((each) => ownersOf(each).length > 0)).toEqual(paths.filter((each) => asked.has(each)));
      }),
      { numRuns: 60 },
    );
  });
});

function checkIgnore(cwd: string, paths: readonly string[]): ReadonlySet<string> {
  try {
    const out = execFileSync("git", ["check-ignore", "--no-index", "--stdin", "-z"], {
      cwd,
      input: paths.join("\0"),
      encoding: "utf8",
      stdio: ["pipe", "pipe", "ignore"],
    });
    return new Set(out.split("\0").filter((each) => each !== ""));
  } catch {
    // Nothing is ignored.
    return new Set();
  }
}
