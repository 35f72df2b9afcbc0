import type { Diagnostic, Edit, Span } from "@nx-contracts/ir";
import type { Format, FormatOptions, RuleInfo } from "./format.js";
import { familyOf } from "./group.js";
import { asideFindings, SEVERITIES, SEVERITY_WORDS } from "./summary-text.js";

/**
 * A SARIF 2.1.0 log of one run.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const formatSarif: Format = ({ diagnostics, ...report }, options) => {
  const ignored = asideFindings(report);
  const used = [...diagnostics, ...ignored.map(({ diagnostic }) => diagnostic)].map(({ rule }) => rule);
  const rules = describeRules(used, options);
  const index = new Map(rules.map((rule, position) => [rule.id, position]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "nx-contracts",
            ...(options.toolVersion !== undefined && { version: options.toolVersion }),
            rules,
          },
        },
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the workspace." } } },
        columnKind: "utf16CodeUnits",
        results: [
          ...diagnostics.map((diagnostic) => result(diagnostic, index)),
          ...ignored.map(({ diagnostic, reason }) => ({
            ...result(diagnostic, index),
            suppressions: [{ kind: "external", justification: wellFormed(reason) }],
          })),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};

/** The rules that are known, then those that only a finding names. */
function describeRules(used: readonly string[], { rules = [] }: FormatOptions) {
  const known = new Set(rules.map((rule) => rule.id));
  const unknown = [...new Set(used)].filter((id) => !known.has(id)).sort();
  return [...rules.map(describeRule), ...unknown.map((id) => ({ id: wellFormed(id) }))];
}

function describeRule({ id, summary, help, severity }: RuleInfo) {
  return {
    id,
    shortDescription: { text: summary },
    help: { text: help, markdown: help },
    ...(severity !== undefined && { defaultConfiguration: configuration(severity) }),
    properties: { tags: [familyOf(id)] },
  };
}

/** The worst of a rule's severities. */
function configuration(severity: NonNullable<RuleInfo["severity"]>) {
  const levels = typeof severity === "string" ? [severity] : Object.values(severity);
  const worst = SEVERITIES.find((each) => levels.includes(each));
  return worst ? { level: SEVERITY_WORDS[worst] } : { enabled: false };
}

function result(diagnostic: Diagnostic, index: ReadonlyMap<string, number>) {
  const { rule, severity, subject, message, at, related, edits = [], help, fingerprint } = diagnostic;
  const id = wellFormed(rule);
  const hunks = edits.filter((edit) => edit.before.length + edit.after.length > 0);
  return {
    ruleId: id,
    ruleIndex: index.get(id) ?? -1,
    level: SEVERITY_WORDS[severity],
    message: { text: messageText(help ? `${message} ${help}` : message) },
    locations: [
      { physicalLocation: physicalLocation(at), logicalLocations: [{ fullyQualifiedName: wellFormed(subject) }] },
    ],
    ...(related && {
      relatedLocations: related.map((place, position) => ({
        id: position + 1,
        physicalLocation: physicalLocation(place.at),
        message: { text: messageText(place.message) },
      })),
    }),
    partialFingerprints: { "nxContracts/v1": wellFormed(fingerprint) },
    ...(hunks.length > 0 && { fixes: [fix(hunks, help)] }),
  };
}

function physicalLocation({ file, line, column, endLine, endColumn }: Span) {
  return {
    artifactLocation: artifactLocation(file),
    region: {
      startLine: line,
      startColumn: column,
      ...(endLine !== undefined && { endLine }),
      ...(endColumn !== undefined && { endColumn }),
    },
  };
}

function artifactLocation(file: string) {
  return { uri: wellFormed(file).split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
}

/** One fix that changes every file that its hunks belong to. */
function fix(hunks: readonly Edit[], help: string | undefined) {
  const files = [...new Set(hunks.map((edit) => edit.file))];
  return {
    ...(help && { description: { text: messageText(help) } }),
    artifactChanges: files.map((file) => ({
      artifactLocation: artifactLocation(file),
      replacements: hunks.filter((edit) => edit.file === file).map(replacement),
    })),
  };
}

/** Whole lines: a region without columns leaves out the newline of its last line. */
function replacement({ line, before, after }: Edit) {
  const text = after.map(wellFormed).join("\n");
  const endLine = line + before.length;
  if (after.length === 0) return { deletedRegion: { startLine: line, startColumn: 1, endLine, endColumn: 1 } };
  if (before.length > 0) {
    return { deletedRegion: { startLine: line, endLine: endLine - 1 }, insertedContent: { text } };
  }
  return {
    deletedRegion: { startLine: line, startColumn: 1, endLine: line, endColumn: 1 },
    insertedContent: { text: `${text}\n` },
  };
}

/** A message must not hold what SARIF would read as a link: `[text](target)`. */
function messageText(text: string): string {
  return wellFormed(text).replace(/\[(?=[^[\]]*\]\()/g, "\\[");
}

/** Lone surrogates, which UTF-8 cannot carry, become U+FFFD. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
