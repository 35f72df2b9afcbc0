// Writes what is made from the code and checked in: a page for every rule, the reference, the
// configuration's schema, the report's schema. With --check nothing is written, and what is stale is an error.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { NOTICES, REPORT_SCHEMA, RULES } from "@nx-contracts/engine";
import { COCHANGE_RULES } from "@nx-contracts/engine/cochange";
import { COMPAT_RULES, describeRule, MODES, severityOf, VERDICTS } from "@nx-contracts/engine/compat";
import { MODEL_RULES, verdictsOf } from "@nx-contracts/engine/compat/model";
import { IMPACT_SCHEMA } from "@nx-contracts/engine/impact";
import { LIFECYCLE_RULES } from "@nx-contracts/engine/lifecycle";
import { STUB_RULES } from "@nx-contracts/engine/stubs";
import { CONFIG_SCHEMA, CONFIGURABLE_RULES, lateRuleIds } from "@nx-contracts/workspace";
import * as z from "zod/mini";
import { commandLinePage } from "./reference/command-line.mjs";
import { contractsYamlPage } from "./reference/contracts-yaml.mjs";
import { GENERATED, table } from "./reference/markdown.mjs";
import { nxPage } from "./reference/nx.mjs";
import { outputPage } from "./reference/output.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const docs = join(root, "docs/rules");
const reference = join(root, "docs/reference");
const LANGUAGES = { py: "python", proto: "proto", ts: "ts", lock: "text", yaml: "yaml", go: "go", pyi: "python" };
/** Every rule that may be named under `rules:`. */
const CONFIGURABLE = [...new Set([...CONFIGURABLE_RULES, ...(await lateRuleIds())])];

/** Families whose rules have a page each, in a folder; so has a notice of such a family. */
const FOLDERS = new Set(
  [...RULES, ...COMPAT_RULES, ...LIFECYCLE_RULES, ...COCHANGE_RULES, ...STUB_RULES].map(familyOf),
);

const files = new Map([
  ...[...RULES, ...LIFECYCLE_RULES, ...COCHANGE_RULES].map((rule) => [join(docs, `${rule.id}.md`), rulePage(rule)]),
  ...STUB_RULES.map((rule) => [join(docs, `${rule.id}.md`), stubPage(rule)]),
  ...COMPAT_RULES.map((rule) => [join(docs, `${rule.id}.md`), compatPage(rule)]),
  ...MODEL_RULES.map((rule) => [join(docs, `${rule.id}.md`), modelPage(rule)]),
  ...Object.entries(groupNotices()).map(([page, notices]) => [join(docs, page), noticePage(page, notices)]),
  [join(docs, "README.md"), indexPage()],
  [join(reference, "command-line.md"), await commandLinePage()],
  [join(reference, "contracts-yaml.md"), contractsYamlPage(configSchema())],
  [join(reference, "nx.md"), nxPage()],
  [join(reference, "output.md"), outputPage(REPORT_SCHEMA, IMPACT_SCHEMA)],
  [join(root, "packages/nx/contracts.schema.json"), json(configSchema())],
  [join(root, "packages/cli/contracts.schema.json"), json(configSchema())],
  [join(root, "packages/nx/report.schema.json"), json(REPORT_SCHEMA)],
  [join(root, "packages/nx/impact.schema.json"), json(IMPACT_SCHEMA)],
]);

const check = process.argv.includes("--check");
const stale = [...files]
  .filter(([path, text]) => !existsSync(path) || readFileSync(path, "utf8") !== text)
  .map(([path]) => path);
const orphans = [docs, reference].flatMap(listFiles).filter((path) => !files.has(path));
for (const path of [...stale, ...orphans])
  console.log(`${check ? "stale" : files.has(path) ? "written" : "removed"}: ${relative(root, path)}`);
if (check) {
  if (stale.length + orphans.length > 0) {
    console.error("Run `npm run generate` and commit the result.");
    process.exitCode = 1;
  }
} else {
  for (const path of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, files.get(path));
  }
  for (const path of orphans) rmSync(path);
}

function rulePage({ id, summary, help, severity, examples }) {
  const blocks = examples.map(({ title, files: sources, reports }) => {
    const isVersioned = Object.keys(sources).some((file) => file.startsWith("before"));
    const texts = Object.entries(sources).map(([file, text]) =>
      isVersioned ? `\`${file}\`:\n\n${codeBlock(file, text)}` : codeBlock(file, text),
    );
    return `### ${title}\n\n${texts.join("\n\n")}\n\n${reportsText(reports)}\n`;
  });
  return `${GENERATED}# \`${id}\`\n\n${summary}\n\nSeverity: ${severityText(severity)}\n\n${help}\n\n## Examples\n\n${blocks.join("\n")}`;
}

/** Examples are small workspaces: every file is named. */
function stubPage({ id, summary, help, severity, examples }) {
  const blocks = examples.map(({ title, files: sources, reports }) => {
    const texts = Object.entries(sources).map(([file, text]) => `\`${file}\`:\n\n${codeBlock(file, text)}`);
    return `### ${title}\n\n${texts.join("\n\n")}\n\n${reportsText(reports)}\n`;
  });
  return `${GENERATED}# \`${id}\`\n\n${summary}\n\nSeverity: ${severityText(severity)}\n\n${help}\n\n## Examples\n\n${blocks.join("\n")}`;
}

function compatPage(rule) {
  const { id, summary, help, examples } = rule;
  const { called, effects } = describeRule(rule);
  const blocks = examples.map((example) => versionsBlock(example, reportsText(example.reports)));
  const does = effects.map((effect) => `- ${effect}`).join("\n");
  return `${GENERATED}# \`${id}\`\n\n${summary}\n\n${called}\n\n${does}\n\n${help}\n\n## Examples\n\n${blocks.join("\n")}`;
}

function modelPage(rule) {
  const { id, summary, help, examples } = rule;
  const verdicts = verdictsOf(rule).map((verdict) => `\`${verdict}\``);
  const blocks = examples.map((example) => {
    const found = Object.entries(example.reports).map(([subject, verdict]) => `\`${subject}\` (${verdict})`);
    const said = found.length === 0 ? "Nothing is reported" : `Reports ${found.join(", ")}`;
    const asked = example.direction === undefined ? "" : ` in direction \`${example.direction}\``;
    return versionsBlock(example, `${said}${asked}.`);
  });
  return `${GENERATED}# \`${id}\`\n\n${summary}\n\nVerdict: ${verdicts.join(" or ")}\n\n${help}\n\n## Examples\n\n${blocks.join("\n")}`;
}

function versionsBlock({ title, files: sources }, conclusion) {
  const texts = Object.entries(sources).map(([file, text]) => `${versionText(file)}\n\n${codeBlock(file, text)}`);
  return `### ${title}\n\n${texts.join("\n\n")}\n\n${conclusion}\n`;
}

function codeBlock(file, text) {
  return `\`\`\`${LANGUAGES[file.split(".").at(-1)] ?? "text"}\n${text.trimEnd()}\n\`\`\``;
}

function reportsText(reports) {
  if (reports.length === 0) return "Nothing is reported.";
  return `Reports ${reports.map((subject) => `\`${subject}\``).join(", ")}.`;
}

/** `before.proto`, `after.py` or `after/catalog/v1/show.proto` as a heading over its text. */
function versionText(file) {
  const [, version, path] = /^(before|after)(?:\.\w+|\/(.+))$/.exec(file);
  return `${version === "before" ? "Before" : "After"}${path === undefined ? "" : `, \`${path}\``}:`;
}

function noticePage(page, notices) {
  const sections = notices.map(
    ({ id, summary, help, severity }) => `# \`${id}\`\n\n${summary}\n\nSeverity: ${severity}\n\n${help}\n`,
  );
  if (page.includes("/")) return `${GENERATED}${sections.join("\n")}`;
  return `${GENERATED}# The \`${page.slice(0, -".md".length)}\` family\n\n${sections.map((section) => `#${section}`).join("\n")}`;
}

function indexPage() {
  const link = (page, { id, summary }) => `[\`${id}\`](${page}) | ${summary}`;
  const graded = (page, rule) => `| ${link(page, rule)} | ${severityText(rule.severity)} |`;
  const judged = (rule) => `| ${link(`${rule.id}.md`, rule)} | ${describeRule(rule).verdict} | \`${rule.buf}\` |`;
  const judgedModel = (rule) => `| ${link(`${rule.id}.md`, rule)} | ${verdictsOf(rule).join(" or ")} |`;
  const weights = VERDICTS.map((verdict) => {
    const cells = MODES.map((mode) => severityOf([{ verdict, hurts: "" }], mode));
    return `| ${[verdict, ...cells].join(" | ")} |`;
  });
  return `${GENERATED}# Rules

- [Parity](#parity): sources compared with their mirrors
- [Compatibility](#compatibility): two versions of protos
- [Compatibility of models](#compatibility-of-models): two versions of Pydantic models or TypeScript types
- [Lifecycle](#lifecycle): protos compared with \`contracts.lock\`, which remembers every number and name
- [Co-change](#co-change): what has to change together since the branch left its base
- [Stubs](#stubs): generated files compared with the protos that they are made from
- [Notices](#notices): what else readers, tools and the policy have to say

## Parity

${table(
  ["rule", "what it reports", "severity"],
  RULES.map((rule) => graded(`${rule.id}.md`, rule)),
)}
## Compatibility

How much a verdict weighs depends on what is promised to others, \`--mode\`:

${table(["verdict", ...MODES.map((mode) => `\`${mode}\`${mode === "json" ? " (default)" : ""}`)], weights)}
${table(["rule", "what it reports", "verdict", "Buf"], COMPAT_RULES.map(judged))}
## Compatibility of models

Verdicts weigh as much as those of protos.

${table(["rule", "what it reports", "verdict"], MODEL_RULES.map(judgedModel))}
## Lifecycle

${table(
  ["rule", "what it reports", "severity"],
  [...LIFECYCLE_RULES, ...COCHANGE_RULES.filter((rule) => familyOf(rule) === "lifecycle")].map((rule) =>
    graded(`${rule.id}.md`, rule),
  ),
)}
## Co-change

${table(
  ["rule", "what it reports", "severity"],
  COCHANGE_RULES.filter((rule) => familyOf(rule) === "cochange").map((rule) => graded(`${rule.id}.md`, rule)),
)}
## Stubs

${table(
  ["rule", "what it reports", "severity"],
  STUB_RULES.map((rule) => graded(`${rule.id}.md`, rule)),
)}
## Notices

${table(
  ["rule", "what it reports", "severity"],
  NOTICES.map((notice) => graded(pageOf(notice), notice)),
)}`;
}

function severityText(severity) {
  return typeof severity === "string" ? severity : [...new Set(Object.values(severity))].join(" or ");
}

function configSchema() {
  const schema = z.toJSONSchema(CONFIG_SCHEMA, { target: "draft-7", io: "input" });
  const grade = { $ref: "#/definitions/grade" };
  const rules = {
    description: "Severity by rule id. `off` silences a rule.",
    type: "object",
    properties: Object.fromEntries(CONFIGURABLE.map((id) => [id, grade])),
    patternProperties: { "^lint/[A-Z][A-Z0-9_]*$": grade },
    additionalProperties: false,
  };
  schema.properties.rules = { $ref: "#/definitions/rules" };
  schema.properties.contracts.items.properties.rules = { $ref: "#/definitions/rules" };
  const definitions = { grade: { enum: ["error", "warning", "info", "off"] }, rules };
  return { $schema: schema.$schema, title: "contracts.yaml of nx-contracts", ...schema, definitions };
}

function groupNotices() {
  return NOTICES.reduce(
    (groups, notice) => ({ ...groups, [pageOf(notice)]: [...(groups[pageOf(notice)] ?? []), notice] }),
    {},
  );
}

function pageOf(notice) {
  return FOLDERS.has(familyOf(notice)) ? `${notice.id}.md` : `${familyOf(notice)}.md`;
}

function familyOf({ id }) {
  return id.slice(0, id.indexOf("/"));
}

function json(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function listFiles(folder) {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];
}
