import type { Diagnostic, Edit, RelatedPlace, Span } from "@nx-contracts/ir";
import type { ContractSummary, SideSummary } from "../report.js";
import type { Format } from "./format.js";

/** The whole report as JSON that fulfils `REPORT_SCHEMA`; the keys always stand in the same order. */
export const formatJson: Format = (outcome) => {
  const { version, summary, diagnostics, ignored, approved, advice, matrix, compatible, changes } = outcome;
  const { error, warning, info, ignored: setAside, approved: intended, families, contracts } = summary;
  const report = {
    version,
    summary: {
      error,
      warning,
      info,
      ignored: setAside,
      approved: intended,
      families,
      contracts: contracts.map(orderContract),
    },
    diagnostics: diagnostics.map(orderDiagnostic),
    ignored: ignored.map(({ diagnostic, reason }) => ({ diagnostic: orderDiagnostic(diagnostic), reason })),
    approved: approved.map(({ diagnostic, reason, by, until }) => ({
      diagnostic: orderDiagnostic(diagnostic),
      reason,
      by,
      ...(until !== undefined && { until }),
    })),
    ...(advice && { advice }),
    ...(matrix && { matrix }),
    ...(compatible !== undefined && { compatible }),
    ...(changes && { changes }),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
};

function orderContract({ id, source, mirrors }: ContractSummary): ContractSummary {
  return { id, source: orderSide(source), mirrors: mirrors.map(orderSide) };
}

function orderSide({ id, language, files, records, fields, enums, members }: SideSummary): SideSummary {
  return { id, language, files, records, fields, enums, members };
}

function orderDiagnostic(diagnostic: Diagnostic): Diagnostic {
  const { rule, severity, subject, message, at, related, data, edits, help, fingerprint } = diagnostic;
  return {
    rule,
    severity,
    subject,
    message,
    at: orderSpan(at),
    ...(related && { related: related.map(orderRelated) }),
    data,
    ...(edits && { edits: edits.map(orderEdit) }),
    ...(help !== undefined && { help }),
    fingerprint,
  };
}

function orderRelated({ message, at }: RelatedPlace): RelatedPlace {
  return { message, at: orderSpan(at) };
}

function orderSpan({ file, line, column, endLine, endColumn }: Span): Span {
  return {
    file,
    line,
    column,
    ...(endLine !== undefined && { endLine }),
    ...(endColumn !== undefined && { endColumn }),
  };
}

function orderEdit({ file, line, before, after }: Edit): Edit {
  return { file, line, before, after };
}
