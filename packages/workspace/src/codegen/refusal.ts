import { applyPolicy, assembleReport, type RawFinding, readFinding, type Report } from "@nx-contracts/engine";
import { type ReadDiagnostic, READ_RULES } from "@nx-contracts/ir";
import type { Config } from "../config/config.js";
import type { BufFinding } from "../lint/buf.js";
import { toFindings } from "../lint/lint.js";
import { saidAgain } from "../read/said-again.js";

/** What keeps protos from being compiled, as `check` would report it; `undefined` where nothing does. */
export function refusal(config: Config, said: readonly ReadDiagnostic[]): Report | undefined {
  const findings = said.filter(({ rule }) => READ_RULES[rule] === "error").map(readFinding);
  return findings.length === 0 ? undefined : toReport(config, findings);
}

/** The same of what only `buf` finds wrong. */
export function compileRefusal(config: Config, found: readonly BufFinding[]): Report {
  return toReport(config, toFindings(found, []));
}

/** No configuration makes a proto compile: every finding is an error. */
function toReport(config: Config, findings: readonly RawFinding[]): Report {
  const owner = new Map<string, string>();
  for (const { id, source, mirrors } of config.contracts) {
    for (const { files } of [source, ...mirrors]) for (const { path } of files) owner.set(path, owner.get(path) ?? id);
  }
  const ownerOf = (path: string) => owner.get(path) ?? config.name;
  const policy = { rules: {}, overrides: [], ignore: [] };
  const fixed = findings.map((finding): RawFinding => ({ ...finding, severity: "error", isFixed: true }));
  const again = saidAgain([{ id: config.name, findings: fixed, policy }], ownerOf);
  const first = fixed.filter((finding) => !again.has(finding));
  const names = new Set(first.map(({ at }) => ownerOf(at.file)));
  const judgements = [...names].map((name) => {
    const own = first.filter(({ at }) => ownerOf(at.file) === name);
    return applyPolicy(name, own, policy, { reportUnused: false });
  });
  return assembleReport(["generate"], [], judgements, (diagnostics) => ({ diagnostics, approved: [] }));
}
