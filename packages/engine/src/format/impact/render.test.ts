import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { EXAMPLE, HOSTILE, manyProjects, NOTHING } from "../../../fixtures/impact/cases.js";
import { type Impact, sortImpact } from "./impact.js";
import { renderImpact } from "./render.js";
import { IMPACT_SCHEMA } from "./schema.js";
import { affectedProjects } from "./words.js";

const CASES = { example: EXAMPLE, hostile: HOSTILE, nothing: NOTHING } as const;
const FILES = { text: "text.txt", json: "json.json", markdown: "markdown.md", html: "page.html" } as const;

describe.each(Object.entries(CASES))("%s", (name, impact) => {
  test.each(["text", "json", "markdown", "html"] as const)("%s is what stands in the fixture", async (format) => {
    await expect(renderImpact(impact, format)).toMatchFileSnapshot(`../../../fixtures/impact/${name}/${FILES[format]}`);
  });
});

test("JSON fits its schema", () => {
  const isValid = new Ajv2020({ strict: true }).compile(IMPACT_SCHEMA);
  for (const impact of [...Object.values(CASES), manyProjects(60)]) {
    expect(isValid(JSON.parse(renderImpact(impact, "json"))), JSON.stringify(isValid.errors)).toBe(true);
  }
});

test.each(["text", "json", "markdown", "html"] as const)("%s names a file that was not searched", (format) => {
  const text = renderImpact({ ...EXAMPLE, unsearched: ["libs/web/src/table.ts"] }, format);
  expect(text.replaceAll("<wbr>", "")).toContain("table.ts");
});

test.each(["text", "json", "markdown", "html"] as const)(
  "%s is the same whatever order the facts come in",
  (format) => {
    const expected = renderImpact(EXAMPLE, format);
    const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
    const anyOrder = fc.record({
      subjects: shuffled(EXAMPLE.subjects),
      projects: shuffled(EXAMPLE.projects),
      uses: fc.gen(),
    });
    fc.assert(
      fc.property(anyOrder, ({ subjects, projects, uses }) => {
        const turned = projects.map((project) => ({ ...project, uses: uses(shuffled, project.uses) }));
        expect(renderImpact({ ...EXAMPLE, subjects, projects: turned }, format)).toBe(expected);
      }),
      { numRuns: 30 },
    );
  },
);

describe("text", () => {
  test("says that nothing changed", () => {
    expect(renderImpact(NOTHING, "text")).toBe(
      "No contract changed between main and working tree: nothing is reached.\n",
    );
  });

  test("says where the uses were looked for when a commit is the newer version", () => {
    const impact = { ...EXAMPLE, compared: { base: "merge-base with main", head: "feature" } };
    for (const format of ["text", "markdown", "html"] as const)
      expect(renderImpact(impact, format).replaceAll("<wbr>", "")).toContain(
        "Uses are those of the working tree, not of feature.",
      );
  });

  test("names many projects by the command that lists them", () => {
    expect(renderImpact(EXAMPLE, "text")).toContain("-p catalog-go,catalog-rs,");
    expect(renderImpact(manyProjects(40), "text")).toContain("-p $(npx nx-contracts impact --affected-projects)\n");
  });

  test("names the command that gives the same answer", () => {
    const command = "npx nx-contracts impact --subject 'Anime.a b'";
    for (const format of ["text", "markdown"] as const)
      expect(renderImpact(manyProjects(40), format, { command })).toContain(`-p $(${command} --affected-projects)`);
  });

  test("lets no control and no bidirectional character of a name through", () => {
    for (const format of ["text", "markdown", "html"] as const) {
      expect(renderImpact(HOSTILE, format)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]/);
    }
  });

  test("keeps to the width where words allow it", () => {
    const lines = renderImpact(EXAMPLE, "text", { width: 60 }).split("\n");
    expect(lines.filter((line) => line.length > 60 && !/[/,].*:\d|run-many/.test(line))).toEqual([]);
  });

  test("colours only when asked", () => {
    expect(renderImpact(EXAMPLE, "text", { color: true })).toContain("\u001b[1;31mremoved\u001b[0m");
    expect(renderImpact(EXAMPLE, "text")).not.toContain("\u001b");
  });
});

describe("markdown", () => {
  const rendered = (impact: Impact) =>
    micromark(renderImpact(impact, "markdown"), {
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
      allowDangerousHtml: true,
    });

  test("holds only our own elements, whatever names say", () => {
    const elements = new Set([...rendered(HOSTILE).matchAll(/<\/?([a-z0-9]+)/g)].map(([, name]) => name));
    const ours = ["p", "strong", "code", "ul", "li", "h3", "details", "summary", "table", "thead", "tbody", "tr", "th"];
    expect([...elements].filter((name) => ![...ours, "td", "br", "span"].includes(name ?? ""))).toEqual([]);
  });

  test("keeps every cell of a table in its column", () => {
    const rows = rendered(HOSTILE).match(/<tr>.*?<\/tr>/gs) ?? [];
    expect(rows.map((row) => row.match(/<t[dh]/g)?.length)).toEqual([3, 3, 4, 4]);
  });

  test("mentions nobody and links nothing", () => {
    expect(rendered(HOSTILE).replace(/<code.*?<\/code>/gs, "")).not.toMatch(/@[a-z0-9]|#\d|www\./i);
  });

  test("fits a comment of GitHub and says how much it leaves out", () => {
    const text = renderImpact(manyProjects(3000), "markdown");
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/… and the places of \d+ projects more than fit in a comment\.\n$/);
    expect(text).toContain("… and 2970 projects more.");
  });
});

test("affected projects are those that use a message that changed", () => {
  expect(affectedProjects(EXAMPLE)).toEqual([
    "catalog-go",
    "catalog-rs",
    "catalog-web",
    "recommendations",
    "ingestion",
    "search-index",
  ]);
});

test("sorting twice is sorting once", () => {
  expect(sortImpact(sortImpact(HOSTILE))).toEqual(sortImpact(HOSTILE));
});
