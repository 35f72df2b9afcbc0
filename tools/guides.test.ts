import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it, test } from "vitest";
import { blocksOf, writtenPages } from "./guides.mjs";

const root = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** Every page of the documentation, also what is generated. */
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => join("docs", path)),
];
const written = pages.filter((path) => !/^docs\/(?:reference|rules)\//.test(path));

/** Options of each verb, as the reference has them, which is made from the code. */
const OPTIONS = new Map(
  read("docs/reference/command-line.md")
    .split(/^## /m)
    .map((section) => [
      /^\w+/.exec(section)?.[0] ?? "",
      [...section.matchAll(/`--([a-z-]+)/g)].map(([, name]) => name),
    ]),
);

/** Languages of blocks that hold commands. */
const SHELL = ["console", "sh", "bash", "shell"];

describe.each(written)("%s", (path) => {
  const text = read(path);
  const blocks = blocksOf(text);

  it("says of each command that is not run why it is not", () => {
    if (!path.startsWith("docs/")) return;
    const unsaid = blocks.filter(({ note = "", language, body }) => {
      const isFile = /^# \S+\.\w+\n|^# \S+\/\S+\n/.test(body);
      return SHELL.includes(language) && language !== "console" && !isFile && !note.startsWith("Not run: ");
    });
    expect(unsaid).toEqual([]);
  });

  it("names verbs, generators and options that exist", () => {
    for (const [command, verb = "", rest = ""] of text.matchAll(
      /(?<![\w/@"-])nx-contracts ([a-z]+)((?: [^\s`|)]+)*)/g,
    )) {
      const options = OPTIONS.get(verb);
      if (options === undefined) continue;
      for (const [, option] of rest.matchAll(/ --([a-z-]+)/g))
        if (option !== "help") expect(options, command).toContain(option);
    }
    for (const [command, name = "", rest = ""] of text.matchAll(/nx g nx-contracts:([a-z-]+)((?: [^\s`|)]+)*)/g)) {
      const { generators } = JSON.parse(read("packages/nx/generators.json"));
      expect(Object.keys(generators), command).toContain(name);
      const { properties } = JSON.parse(read(join("packages/nx", generators[name].schema)));
      for (const [, option = ""] of rest.matchAll(/ --([a-zA-Z-]+)/g))
        if (option !== "dry-run") expect(Object.keys(properties), command).toContain(option);
    }
  });
});

test("every link leads somewhere", () => {
  const broken = pages.flatMap((path) => {
    const links = prose(read(path)).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g);
    return [...links].flatMap(([link, to = "", anchor]) => {
      const target = to === "" ? path : relative(root, resolve(root, dirname(path), to));
      if (!existsSync(join(root, target))) return [`${path}: ${link}`];
      return anchor === undefined || anchorsOf(read(target)).includes(anchor) ? [] : [`${path}: ${link}`];
    });
  });
  expect(broken).toEqual([]);
});

test("the table of contents names every page", () => {
  const contents = read("docs/README.md");
  const missing = pages
    .filter((path) => path.startsWith("docs/") && !path.startsWith("docs/rules/") && path !== "docs/README.md")
    .filter((path) => !contents.includes(`](${path.slice("docs/".length)})`));
  expect(missing).toEqual([]);
});

test("every guide and recipe is run", () => {
  const pages = writtenPages().filter(({ path }) => path !== "README.md");
  expect(pages.filter(({ isRun }) => !isRun)).toEqual([]);
});

/** Without the blocks and spans of code. */
function prose(text: string): string {
  return text.replace(/^(`{3,})[\s\S]*?^\1$/gm, "").replace(/`[^`\n]*`/g, "");
}

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(text: string): readonly string[] {
  const seen = new Map<string, number>();
  return [...text.replace(/^(`{3,})[\s\S]*?^\1$/gm, "").matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => {
    const anchor = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\- _]/gu, "")
      .replaceAll(" ", "-");
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}
