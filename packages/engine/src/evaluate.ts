import { compareSpans, type Diagnostic, type ReadDiagnostic, READ_RULES, type Schema } from "@nx-contracts/ir";
import { suggestEdits, type TextOf } from "./edit/suggest.js";
import type { Fact, FactKind } from "./facts/fact.js";
import type { Mapping } from "./facts/mapping.js";
import { parityFacts } from "./facts/parity.js";
import type { Approved } from "./policy/approvals.js";
import { type RawFinding, rawFinding } from "./finding.js";
import { fingerprint } from "./policy/fingerprint.js";
import { covers, gradeOf, type Ignore, type Policy } from "./policy/policy.js";
import type { ContractSummary, IgnoredFinding, Report, SideSummary } from "./report.js";
import { RULES } from "./rules/catalogue.js";
import type { Rule } from "./rule.js";

/** One side of a contract, as read. */
export interface Side {
  /** Name of the side: its reader, or what the configuration calls it. */
  readonly id: string;
  readonly files: readonly string[];
  readonly schema: Schema;
  readonly diagnostics: readonly ReadDiagnostic[];
}

export interface MirrorSide extends Side {
  readonly mapping: Mapping;
}

/** A contract, read and ready to be judged. */
export interface ReadContract {
  readonly id: string;
  readonly source: Side;
  readonly mirrors: readonly MirrorSide[];
  readonly policy: Policy;
}

/** What the policy made of one contract's findings. */
export interface Judgement {
  readonly diagnostics: readonly Diagnostic[];
  readonly ignored: readonly IgnoredFinding[];
}

const RULES_BY_FACT: ReadonlyMap<FactKind, readonly Rule[]> = new Map(
  [...new Set(RULES.map((rule) => rule.on))].map((on) => [on, RULES.filter((rule) => rule.on === on)]),
);

/** What the readers said about every side of a contract. */
export function readFindings({ source, mirrors }: ReadContract): readonly RawFinding[] {
  return [source, ...mirrors].flatMap(({ diagnostics }) => diagnostics.map(readFinding));
}

/** What a reader said, as a finding. */
export function readFinding({ rule, subject, message, at, help, causedBy }: ReadDiagnostic): RawFinding {
  return {
    rule,
    severity: READ_RULES[rule],
    subject,
    message,
    at,
    data: {},
    ...(help !== undefined && { help }),
    ...(causedBy !== undefined && { causedBy }),
  };
}

/** Compares a contract's source with each of its mirrors and judges what differs. */
export function parityFindings({ source, mirrors }: ReadContract, textOf: TextOf): readonly RawFinding[] {
  if (isIncomplete(source)) return [];
  return mirrors.flatMap((mirror, position) => {
    if (isIncomplete(mirror)) return [];
    const suffix = position === 0 ? "" : `@${mirror.id}`;
    return parityFacts(source.schema, mirror.schema, mirror.mapping).flatMap((fact) => judgeFact(fact, suffix, textOf));
  });
}

function judgeFact(fact: Fact, suffix: string, textOf: TextOf): readonly RawFinding[] {
  return (RULES_BY_FACT.get(fact.kind) ?? []).flatMap((rule) => {
    const finding = rule.judge(fact);
    const suggest = () => suggestEdits(fact, rule.id, textOf);
    return finding ? [rawFinding(rule, `${fact.subject}${suffix}`, finding, suggest)] : [];
  });
}

/** A file that could not be read leaves a hole that would look like drift. */
function isIncomplete({ diagnostics, schema }: Side): boolean {
  const broken = new Set(diagnostics.filter(({ rule }) => READ_RULES[rule] === "error").map(({ at }) => at.file));
  if (broken.size === 0) return false;
  for (const { at } of [...schema.records, ...schema.enums]) broken.delete(at.file);
  return broken.size > 0;
}

/** Gives every finding its severity, sets aside what the policy ignores, and reports ignores that match nothing. */
export function applyPolicy(
  contract: string,
  findings: readonly RawFinding[],
  policy: Policy,
  { reportUnused }: { readonly reportUnused: boolean },
): Judgement {
  const diagnostics: Diagnostic[] = [];
  const ignored: IgnoredFinding[] = [];
  const used = new Set<Ignore>();
  const seen = new Map<string, number>();

  const publish = (finding: RawFinding, isShown: boolean): Diagnostic | undefined => {
    const { suggest, contract: _owner, causedBy: _cause, isFixed, ...said } = finding;
    const severity = isFixed ? finding.severity : gradeOf(finding.rule, finding.subject, finding.severity, policy);
    if (severity === "off") return undefined;
    const key = `${finding.rule} ${finding.subject}`;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    const subject = `${contract === "" ? "" : `${contract}:`}${finding.subject}${times > 1 ? `#${times}` : ""}`;
    const edits = isShown ? (suggest?.() ?? []) : [];
    return {
      ...said,
      severity,
      subject,
      ...(edits.length > 0 && { edits }),
      fingerprint: fingerprint(finding.rule, subject),
    };
  };

  for (const finding of findings) {
    const { rule, subject } = finding;
    for (const override of policy.overrides) if (covers(override, rule, subject)) used.add(override);
    const ignores = policy.ignore.filter((each) => covers(each, rule, subject));
    for (const ignore of ignores) used.add(ignore);
    const diagnostic = publish(finding, ignores.length === 0);
    if (!diagnostic) continue;
    if (ignores[0]) ignored.push({ diagnostic, reason: ignores[0].reason });
    else diagnostics.push(diagnostic);
  }
  // A file that does not parse hides what an entry would match; some families may not have run.
  const isComplete =
    reportUnused && !findings.some(({ rule, severity }) => rule.startsWith("read/") && severity === "error");
  for (const ignore of isComplete ? [...policy.ignore, ...policy.overrides] : []) {
    if (used.has(ignore)) continue;
    const diagnostic = publish(unusedIgnore(ignore), true);
    if (diagnostic) diagnostics.push(diagnostic);
  }
  return { diagnostics, ignored };
}

function unusedIgnore({ subjects, rule, at }: Ignore): RawFinding {
  const what = `${rule === undefined ? "" : `\`${rule}\` of `}${subjects.map((subject) => `\`${subject}\``).join(", ")}`;
  return {
    rule: "policy/ignore-unused",
    severity: "warning",
    subject: `${rule ?? "*"} ${subjects.join(" ")}`,
    message: `The entry that sets ${what} aside matches no finding.`,
    at,
    data: { subjects: [...subjects], ...(rule !== undefined && { rule }) },
    help: "Take the entry out.",
  };
}

/** Puts judgements together, in the order in which people read. */
export function assembleReport(
  families: readonly string[],
  contracts: readonly ContractSummary[],
  judgements: readonly Judgement[],
  approve: (diagnostics: readonly Diagnostic[]) => Approved = (diagnostics) => ({ diagnostics, approved: [] }),
): Report {
  const judged = approve(judgements.flatMap((each) => each.diagnostics));
  const diagnostics = judged.diagnostics.toSorted(compareDiagnostics);
  const approved = judged.approved.toSorted((a, b) => compareDiagnostics(a.diagnostic, b.diagnostic));
  const ignored = judgements
    .flatMap((each) => each.ignored)
    .sort((a, b) => compareDiagnostics(a.diagnostic, b.diagnostic));
  const count = (severity: Diagnostic["severity"]) => diagnostics.filter((each) => each.severity === severity).length;
  return {
    version: 1,
    summary: {
      error: count("error"),
      warning: count("warning"),
      info: count("info"),
      ignored: ignored.length,
      approved: approved.length,
      families,
      contracts,
    },
    diagnostics,
    ignored,
    approved,
  };
}

/** How much a contract's sides define. */
export function summarize({ id, source, mirrors }: ReadContract): ContractSummary {
  return { id, source: summarizeSide(source), mirrors: mirrors.map(summarizeSide) };
}

function summarizeSide({ id, files, schema }: Side): SideSummary {
  const { language, records, enums } = schema;
  return {
    id,
    language,
    files,
    records: records.length,
    fields: records.reduce((sum, record) => sum + record.fields.length, 0),
    enums: enums.length,
    members: enums.reduce((sum, each) => sum + each.members.length, 0),
  };
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return compareSpans(a.at, b.at) || compare(a.rule, b.rule) || compare(a.subject, b.subject);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
