import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { CASES, readCase, readFixture } from "../../fixtures/format/cases.js";
import { testGolden } from "../../fixtures/format/golden.js";
import { anyReport } from "../../fixtures/format/report-arbitrary.js";
import { formatJunit } from "./junit.js";

const schema = [{ fileName: "junit-10.xsd", contents: readFixture("schemas/junit-10.xsd") }];

/** What libxml2 says against the documents; it reads them all in one go. */
async function problems(documents: readonly string[]): Promise<readonly string[]> {
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema, maxMemoryPages: 4096 });
  return errors.map((error) => error.rawMessage);
}

describe("formatJunit", () => {
  testGolden(formatJunit, "junit.xml");

  test("fulfils the schema of the Jenkins xUnit plugin", async () => {
    expect(await problems(CASES.map((name) => formatJunit(readCase(name), {})))).toEqual([]);
  });

  test("is XML that fulfils the schema, whatever the report says", async () => {
    const documents = fc.sample(anyReport, 500).map((report) => formatJunit(report, {}));
    expect(await problems(documents)).toEqual([]);
  });

  test("the schema refuses what is wrong", async () => {
    expect(await problems(["<testsuites><testcase/></testsuites>"])).not.toEqual([]);
  });

  test("counts what it holds", () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const xml = formatJunit(report, {});
        const [, tests, failures] = /<testsuites name="nx-contracts" tests="(\d+)" failures="(\d+)"/.exec(xml) ?? [];
        expect(xml.match(/<testcase /g)).toHaveLength(Number(tests));
        expect(xml.match(/<failure /g) ?? []).toHaveLength(Number(failures));
        expect(Number(failures)).toBe(report.summary.error);
        expect(xml.match(/<skipped /g) ?? []).toHaveLength(report.ignored.length + report.approved.length);
      }),
    );
  });
});
