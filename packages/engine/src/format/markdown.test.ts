import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { readCase } from "../../fixtures/format/cases.js";
import { testGolden } from "../../fixtures/format/golden.js";
import { anyReport, hostileText } from "../../fixtures/format/report-arbitrary.js";
import { formatMarkdown } from "./markdown.js";
import { codeElement, codeSpan, markdownText } from "./markdown-text.js";
import { visible } from "./visible.js";

/** Renders as GitHub does, raw HTML included. */
function render(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

/** What a reader sees of HTML. */
function seen(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replaceAll("\u200b", "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

const squeeze = (text: string) => text.replace(/[`\s]+/g, "");

/** Mentions, references and emoji, outside of code, that a forge would act on. */
const ACTIVE = /@[a-z0-9]|#\d|GH-\d|:[a-z0-9_+-]+:|:\/\/|www\./i;

describe("formatMarkdown", () => {
  testGolden(formatMarkdown, "markdown.md");
  testGolden(formatMarkdown, "markdown-verbose.md", { verbose: true });

  test("says the same help of neighbours once, after the last of them", () => {
    const [first] = readCase("presence").diagnostics;
    const of = (line: number, help: string) =>
      ({ ...first, edits: [], help, at: { file: "a.proto", line, column: 1 } }) as typeof first & object;
    const diagnostics = [of(1, "Do this."), of(2, "Do this."), of(3, "Do that."), of(4, "Do this.")];
    const said = formatMarkdown({ ...readCase("presence"), diagnostics }, {}).match(/a\.proto:\d|Do th\w+/g);
    expect(said?.filter((each, i) => each !== said[i - 1])).toEqual([
      "a.proto:1",
      "a.proto:2",
      "Do this",
      "a.proto:3",
      "Do that",
      "a.proto:4",
      "Do this",
    ]);
  });

  test("holds only our own elements, no link and no mention, whatever the report says", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const html = render(formatMarkdown(report, { verbose: true }));
        const elements = new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, name]) => name));
        const ours = new Set(["p", "strong", "code", "pre", "ul", "li", "h3", "details", "summary", "span"]);
        expect([...elements].filter((name) => !ours.has(name ?? ""))).toEqual([]);
        expect(html.match(/<details>/g) ?? []).toHaveLength(html.match(/<\/details>/g)?.length ?? 0);
        expect(html.replace(/<code.*?<\/code>/gs, "")).not.toMatch(ACTIVE);
      }),
    );
  });

  test("begins with the counts", () => {
    expect(formatMarkdown(readCase("presence"), {})).toMatch(/^\*\*2 errors\*\*\n\n### anime: Anime\n/);
  });

  test("is one line when all is good", () => {
    expect(formatMarkdown(readCase("clean"), {}).split("\n")).toHaveLength(2);
  });

  test("fits a comment of GitHub and says how much it leaves out", () => {
    const report = readCase("presence");
    const diagnostics = Array.from({ length: 300 }, () => report.diagnostics).flat();
    const text = formatMarkdown({ ...report, diagnostics }, {});
    expect(text.length).toBeLessThan(65_536);
    const told = text.match(/^\*\*error\*\*/gm)?.length ?? 0;
    expect(text).toMatch(new RegExp(`… and ${600 - told} findings more than fit in a comment\\.\n$`));
  });
});

describe("markdownText", () => {
  test("shows any text as it is", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(squeeze(seen(render(`- x ${markdownText(text)}`)))).toBe(`x${squeeze(visible(text))}`);
      }),
    );
  });
});

describe("codeSpan and codeElement", () => {
  test("show any code as it is", () => {
    fc.assert(
      fc.property(
        hostileText.filter((code) => code !== ""),
        (code) => {
          expect(seen(render(`x${codeSpan(code)}`))).toBe(`x${visible(code)}`);
          expect(seen(render(`x ${codeElement(code)}`))).toContain("x ");
        },
      ),
    );
  });
});
