import type { Severity } from "@nx-contracts/ir";
import type { Format } from "./format.js";

const LEVELS = { error: "major", warning: "minor", info: "info" } as const satisfies Record<Severity, string>;

/**
 * A GitLab Code Quality report.
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export const formatGitlab: Format = ({ diagnostics }) => {
  const unique = uniqueNames();
  const issues = diagnostics.map(({ rule, severity, message, help, at, fingerprint }) => ({
    description: help ? `${message} ${help}` : message,
    check_name: rule,
    fingerprint: unique(fingerprint),
    severity: LEVELS[severity],
    location: { path: at.file, lines: { begin: at.line, end: at.endLine ?? at.line } },
  }));
  return `${JSON.stringify(issues, undefined, 2)}\n`;
};

/** Numbers a name that comes again: GitLab drops all but the first issue of a fingerprint. */
function uniqueNames(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    let candidate = name;
    for (let number = 2; taken.has(candidate); number++) candidate = `${name}-${number}`;
    taken.add(candidate);
    return candidate;
  };
}
