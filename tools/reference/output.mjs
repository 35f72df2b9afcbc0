// docs/reference/output.md, made from the schemas of what is printed and from the table of errors.
import { FORMAT_NAMES } from "@nx-contracts/engine";
import { ERROR_CODES } from "@nx-contracts/ir";
import { code, GENERATED, row, table } from "./markdown.mjs";
import { typeOf } from "./json-schema.mjs";

const FORMATS = {
  text: "for people, with the edits that are missing",
  json: "for programs: [the report](#the-report)",
  sarif: "SARIF 2.1.0, for code scanning",
  github: "annotations of GitHub Actions, at the lines that are meant",
  markdown: "a summary for a pull request or a job's page",
  junit: "JUnit XML, for anything that shows test results",
  gitlab: "a Code Quality report of GitLab",
};

const CODES = {
  usage: "The command line is malformed.",
  "config-missing": "There is no `contracts.yaml` here or above, or not where `--config` says.",
  "config-invalid": "`contracts.yaml` says something that it cannot: file, line and the nearest valid word are named.",
  "source-missing": "A file or folder that is named does not exist.",
  "source-unreadable": "A file is there and is not text, or cannot be opened.",
  "change-refused": "What was asked of a generator cannot be done; the tree is as it was.",
  "mapping-ambiguous": "Several things fit, and nothing says which one is meant.",
  "baseline-missing": "The older version is not there, as in a clone that is too shallow.",
  "output-unwritable": "A result cannot be written.",
  "tool-missing": "A tool that is needed is not installed, and cannot be.",
  "tool-failed": "A tool ran and failed; its last lines are printed.",
  internal: "A bug of nx-contracts.",
};

/**
 * @param {Record<string, any>} report the JSON Schema of a report
 * @param {Record<string, any>} impact the JSON Schema of what `impact` finds
 * @returns {string}
 */
export function outputPage(report, impact) {
  same("format", Object.keys(FORMATS), FORMAT_NAMES);
  same("error code", Object.keys(CODES), Object.keys(ERROR_CODES));
  return `${GENERATED}# What is printed

## Formats

\`--format\` of every verb that judges:

${table(
  ["format", "is"],
  FORMAT_NAMES.map((name) => row(code(name), FORMATS[name])),
)}
\`impact\` has \`text\`, \`json\`, \`markdown\` and \`html\`; \`diff\` and \`verify\` have \`text\` and \`json\`; \`compat\` has \`buf-json\` besides.

## Errors

A finding is an answer. An error is the lack of one, has a code, and exits with it:

${table(
  ["code", "exit", "means"],
  Object.entries(ERROR_CODES).map(([name, { exit }]) => row(code(name), String(exit), CODES[name])),
)}
## The report

\`--format json\` of a verb that judges, by its [JSON Schema](../../packages/nx/report.schema.json). \`fingerprint\` is made of rule and subject alone, so that a finding that
moves is the same finding. The same state gives the same bytes: no clock, no absolute path.

${objects(report, "report")}
## The reach of a change

\`impact --format json\`, by its [JSON Schema](../../packages/nx/impact.schema.json).

${objects(impact, "impact")}`;
}

/** One table for the whole, and one for each definition. */
function objects(schema, name) {
  const all = [[name, schema], ...Object.entries(schema.$defs)];
  return all.map(([title, each]) => object(title, each, title === name)).join("\n");
}

function object(title, { description = "", properties, required = [] }, isWhole) {
  const always = new Set(required);
  const rows = Object.entries(properties).map(([key, property]) =>
    row(code(key), typeOf(property), always.has(key) ? "always" : "sometimes", property.description ?? ""),
  );
  const heading = isWhole ? "" : `### \`${title}\`\n\n${description}\n\n`;
  return `${heading}${table(["key", "type", "there", "meaning"], rows)}`;
}

function same(what, described, known) {
  const odd = [
    ...described.filter((each) => !known.includes(each)),
    ...known.filter((each) => !described.includes(each)),
  ];
  if (odd.length > 0)
    throw new Error(`tools/reference/output.mjs describes another ${what} than there is: ${odd.join(", ")}.`);
}
