import type { Report } from "@nx-contracts/engine";
import { ContractsError, nearestName } from "@nx-contracts/ir";

/**
 * Keeps the findings that one of the words selects: a contract, a family, a
 * rule, a subject with or without its contract.
 *
 * @param contracts those of the project, whether or not they were read
 * @throws ContractsError `usage` for a word that could not select anything
 */
export function keepOnly(
  report: Report,
  only: readonly string[] | undefined,
  contracts: readonly { readonly id: string }[],
): Report {
  if (!only || only.length === 0) return report;
  const isKept = ({ rule, subject }: Report["diagnostics"][number]) =>
    only.some(
      (word) =>
        word === rule ||
        rule.startsWith(`${word}/`) ||
        isWithin(subject, word) ||
        isWithin(subject.slice(subject.indexOf(":") + 1), word),
    );
  const diagnostics = report.diagnostics.filter(isKept);
  const ignored = report.ignored.filter(({ diagnostic }) => isKept(diagnostic));
  const approved = report.approved.filter(({ diagnostic }) => isKept(diagnostic));
  const known = [...contracts.map(({ id }) => id), ...report.summary.families];
  for (const word of only) {
    const isPattern = known.includes(word) || word.includes("/") || word.includes(":") || /^[A-Z]/.test(word);
    if (isPattern) continue;
    const near = nearestName(word, known);
    throw new ContractsError("usage", {
      message: `\`--only ${word}\` names no contract and no family.`,
      next: near ? `Did you mean \`${near}\`?` : `Known: ${known.join(", ")}.`,
    });
  }
  const count = (severity: string) => diagnostics.filter((each) => each.severity === severity).length;
  return {
    ...report,
    summary: {
      ...report.summary,
      error: count("error"),
      warning: count("warning"),
      info: count("info"),
      ignored: ignored.length,
      approved: approved.length,
    },
    diagnostics,
    ignored,
    approved,
  };
}

function isWithin(subject: string, word: string): boolean {
  return subject === word || (subject.startsWith(word) && /[.:[{@]/.test(subject.charAt(word.length)));
}
