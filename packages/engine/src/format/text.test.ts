import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCase } from "../../fixtures/format/cases.js";
import { testGolden } from "../../fixtures/format/golden.js";
import { anyReport } from "../../fixtures/format/report-arbitrary.js";
import { displayWidth } from "./display-width.js";
import { formatText } from "./text.js";

const STYLE = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]+m`, "g");

describe("formatText", () => {
  testGolden(formatText, "text.txt");
  testGolden(formatText, "text-verbose.txt", { verbose: true });
  testGolden(formatText, "text-color.txt", { color: true });
  testGolden(formatText, "text-narrow.txt", { width: 40 });

  test("colour adds styles and nothing else", () => {
    fc.assert(
      fc.property(anyReport, fc.boolean(), (report, verbose) => {
        expect(formatText(report, { color: true, verbose }).replace(STYLE, "")).toBe(formatText(report, { verbose }));
      }),
    );
  });

  test("nothing but line ends acts on the terminal, whatever the report says", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const text = formatText(report, { verbose: true, width: 60 });
        expect(text).toMatch(/[^\n]\n$/);
        expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  test("says the same help of neighbours once, after the last of them", () => {
    const [first] = readCase("presence").diagnostics;
    const of = (line: number, help: string) =>
      ({ ...first, edits: [], help, at: { file: "a.proto", line, column: 1 } }) as typeof first & object;
    const diagnostics = [of(1, "Do this."), of(2, "Do this."), of(3, "Do that."), of(4, "Do this.")];
    const said = formatText({ ...readCase("presence"), diagnostics }, {}).match(/a\.proto:\d|Do th\w+/g);
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

  test("every finding is shown once", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const heads = formatText(report, { verbose: true })
          .split("\n")
          .filter((line) => /^ {2}(error|warning|note) [a-z]+\/[a-z-]+( {2}|$)/.test(line));
        expect(heads).toHaveLength(report.diagnostics.length + report.ignored.length + report.approved.length);
      }),
    );
  });

  test.each(["clean", "presence", "families"])("%s fits 80 columns", (name) => {
    const lines = formatText(readCase(name), { elapsed: 183 }).split("\n");
    const long = lines.filter((line) => displayWidth(line) > 80 && /\S\s+\S/.test(line));
    expect(long).toEqual([]);
  });

  test("prints all of many findings", () => {
    const report = readCase("presence");
    const diagnostics = Array.from({ length: 120 }, () => report.diagnostics).flat();
    expect(formatText({ ...report, diagnostics }, {}).match(/^ {2}error /gm)).toHaveLength(240);
  });

  test("says how to see what is only counted", () => {
    const report = readCase("families");
    const notes = report.diagnostics.filter(({ severity }) => severity === "info");
    const summary = { ...report.summary, error: 0, warning: 0 };
    expect(formatText({ ...report, summary, diagnostics: notes }, {})).toMatch(
      /Show all: --verbose\n2 notes \(1 set aside\)\n$/,
    );
  });
});
