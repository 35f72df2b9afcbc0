export { applyEdits, compatibleEdits } from "./edit/apply.js";
export type { TextOf } from "./edit/suggest.js";
export { suggestEdits } from "./edit/suggest.js";
export type { Judgement, MirrorSide, ReadContract, Side } from "./evaluate.js";
export { applyPolicy, assembleReport, parityFindings, readFinding, readFindings, summarize } from "./evaluate.js";
export type { Fact, FactKind, FactOf, ParityFact, ValueSet } from "./facts/fact.js";
export type { Mapping } from "./facts/mapping.js";
export type { DefinitionPairs } from "./facts/pair-definitions.js";
export { pairDefinitions } from "./facts/pair-definitions.js";
export { pairMembers } from "./facts/pair-members.js";
export { parityFacts } from "./facts/parity.js";
export type { SchemaIndex } from "./facts/schema-index.js";
export { indexSchema, isForsakenWrapper } from "./facts/schema-index.js";
export type { RawFinding } from "./finding.js";
export { FORMAT_NAMES } from "./format/catalogue.js";
export { formatError } from "./format/error-text.js";
export type { FormatName, FormatOptions, RuleInfo } from "./format/format.js";
export type { RenderOptions } from "./format/render.js";
export { renderReport, renderSummary } from "./format/render.js";
export { REPORT_SCHEMA } from "./format/report-schema.js";
export type { Approval } from "./policy/approvals.js";
export { APPROVABLE_FAMILIES, applyApprovals, isApprovable } from "./policy/approvals.js";
export { fingerprint } from "./policy/fingerprint.js";
export type { Grade, Ignore, Override, Policy } from "./policy/policy.js";
export { covers, DEFAULT_POLICY, gradeOf } from "./policy/policy.js";
export type {
  ApprovedFinding,
  ContractAdvice,
  ContractSummary,
  IgnoredFinding,
  Matrix,
  RegistryChange,
  Report,
  SideSummary,
  Summary,
} from "./report.js";
export { countAtOrAbove } from "./report.js";
export type { Finding, Rule, RuleExample } from "./rule.js";
export { defineRule } from "./rule.js";
export { RULES } from "./rules/catalogue.js";
export type { Notice } from "./rules/notices.js";
export { NOTICES } from "./rules/notices.js";
export { visible } from "./format/visible.js";
