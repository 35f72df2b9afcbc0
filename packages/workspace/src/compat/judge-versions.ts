import {
  about,
  type About,
  type Change,
  changesOf,
  type Consequence,
  type Direction,
  judgeCompat,
  type JudgedFinding,
  type Mode,
  severityOf,
} from "@nx-contracts/engine/compat";
import {
  indexLines,
  type LineIndex,
  type ProtoFile,
  type ProtoPlace,
  type Severity,
  type Span,
} from "@nx-contracts/ir";
import type { Versions } from "./baseline.js";
import { type Compared, compareVersions, type Comparison, type Uncomparable } from "./compare-versions.js";
import { findFile } from "./difference.js";
import type { Modules } from "./modules.js";
import { type Policy, policyOf } from "./policies.js";
import { textIn } from "./proto-tree.js";

/** What one or more policies say about one thing that changed. */
export interface CompatVerdict {
  readonly rule: string;
  readonly about: About;
  readonly message: string;
  readonly at: Span;
  readonly severity: Severity;
  /** Names of the policies that report it. */
  readonly policies: readonly string[];
  /** Ids of `buf breaking`. */
  readonly buf: readonly string[];
  /** What it does and to whom, the headline first; only where the verdict was asked for. */
  readonly consequences: readonly Consequence[];
}

export interface JudgingOptions {
  readonly policies: readonly Policy[];
  readonly mode: Mode;
  readonly direction: Direction;
  readonly everything?: boolean;
}

export interface Judged {
  readonly verdicts: readonly CompatVerdict[];
  /** What `buf breaking` would say, for each policy of its kind. */
  readonly findings: readonly { readonly after: Modules; readonly findings: readonly JudgedFinding[] }[];
  readonly problems: readonly Uncomparable[];
  readonly compared: readonly Compared[];
}

/**
 * Judges what changed between two versions by every policy. Each layout of
 * modules is looked at once.
 *
 * @throws ContractsError
 */
export function judgeVersions(versions: Versions, options: JudgingOptions): Judged {
  const { policies } = options;
  const byFolder = policies.filter(({ kind }) => kind === "buf");
  const byModule = policies.filter(({ kind }) => kind !== "buf");
  const parts = [
    ...(byFolder.length > 0 ? [judgeLayout(versions, "folder", byFolder, options)] : []),
    ...(byModule.length > 0 ? [judgeLayout(versions, "buf.yaml", byModule, options)] : []),
  ];
  return {
    verdicts: merge(parts.flatMap(({ verdicts }) => verdicts)),
    findings: parts.flatMap(({ findings }) => findings),
    problems: parts[0]?.problems ?? [],
    compared: parts.flatMap(({ compared }) => compared),
  };
}

function judgeLayout(
  versions: Versions,
  layout: "folder" | "buf.yaml",
  policies: readonly Policy[],
  { mode, direction, everything = false }: JudgingOptions,
): Judged {
  const withPackages = policies.some((policy) => policy.kind !== "buf" || asksForPackages(policy.policy.rules));
  const compared = compareVersions(versions, { layout, withPackages, everything });
  const { after, comparisons } = compared;
  const places = new Places(after);
  const findings = policies.map((policy) => ({ after, findings: bufFindings(policy, comparisons) }));
  const verdicts = policies.flatMap((policy, index) =>
    policy.kind === "verdict"
      ? comparisons.flatMap(({ facts }) =>
          changesOf([...facts()], direction).map((change) => ofChange(change, policy.name, mode, places)),
        )
      : (findings[index]?.findings ?? []).map((finding) => ofFinding(finding, policy.name, places)),
  );
  return { verdicts, findings, problems: compared.problems, compared: [compared] };
}

function asksForPackages(rules: ReadonlySet<string>): boolean {
  return [...rules].some((id) => id.startsWith("PACKAGE_"));
}

function bufFindings(policy: Policy, comparisons: readonly Comparison[]): readonly JudgedFinding[] {
  if (policy.kind === "verdict") return [];
  return comparisons.flatMap(({ module, facts }) => {
    const rules = policy.kind === "buf" ? policy.policy : policyOf(module.breaking, module.file);
    return judgeCompat(facts(), rules);
  });
}

function ofChange(change: Change, policy: string, mode: Mode, places: Places): CompatVerdict {
  const { finding, buf, consequences, message } = change;
  const effects = consequences.map(({ verdict, hurts }) => `${verdict}: ${hurts}`).join("; ");
  return {
    rule: finding.rule.id,
    about: change.about,
    message: `${message} ${effects.charAt(0).toUpperCase()}${effects.slice(1)}.`,
    at: places.of(finding, change.about),
    severity: severityOf(consequences, mode),
    policies: [policy],
    buf,
    consequences,
  };
}

function ofFinding(finding: JudgedFinding, policy: string, places: Places): CompatVerdict {
  const what = about(finding.fact);
  return {
    rule: finding.rule.id,
    about: what,
    message: finding.plain ?? finding.message,
    at: places.of(finding, what),
    severity: "error",
    policies: [policy],
    buf: [finding.rule.buf],
    consequences: [],
  };
}

/** What several policies say of the same thing is one finding. */
function merge(verdicts: readonly CompatVerdict[]): readonly CompatVerdict[] {
  const merged = new Map<string, CompatVerdict>();
  for (const verdict of verdicts) {
    const key = `${verdict.rule} ${verdict.about.fullName}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? verdict : join(known, verdict));
  }
  return [...merged.values()];
}

function join(a: CompatVerdict, b: CompatVerdict): CompatVerdict {
  const [told, other] = a.consequences.length >= b.consequences.length ? [a, b] : [b, a];
  return {
    ...told,
    severity: a.severity === "error" || b.severity === "error" ? "error" : told.severity,
    policies: [...new Set([...a.policies, ...b.policies])],
    buf: [...new Set([...told.buf, ...other.buf])],
  };
}

/** Turns offsets of described files into places of the workspace. */
class Places {
  readonly #after: Modules;
  readonly #lines = new Map<string, LineIndex>();

  constructor(after: Modules) {
    this.#after = after;
  }

  of({ file, at }: { readonly file?: ProtoFile; readonly at?: ProtoPlace }, what: About): Span {
    const path = file?.path ?? what.file.path;
    const found = findFile(this.#after, path);
    if (found === undefined || at === undefined) return { file: found ?? this.#guess(path), line: 1, column: 1 };
    return this.#index(found).span(found, at[0], at[1]);
  }

  /** Where a file that is gone stood. */
  #guess(path: string): string {
    const root = this.#after.modules[0]?.roots[0] ?? ".";
    return root === "." ? path : `${root}/${path}`;
  }

  #index(path: string): LineIndex {
    const known = this.#lines.get(path);
    if (known) return known;
    const lines = indexLines(textIn(this.#after.tree, path) ?? "");
    this.#lines.set(path, lines);
    return lines;
  }
}
