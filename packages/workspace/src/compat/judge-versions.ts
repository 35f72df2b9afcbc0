import {
  about,
  type About,
  aspectOf,
  type Change,
  changesOf,
  CONFLUENT_LINKS,
  confluentTypeOf,
  type Consequence,
  type Direction,
  judgeCompat,
  type JudgedFinding,
  type Mode,
  severityOf,
} from "@nx-contracts/engine/compat";
import type { RegistryChange } from "@nx-contracts/engine";
import type { Severity, Span } from "@nx-contracts/ir";
import { once } from "../once.js";
import type { Versions } from "./baseline.js";
import {
  type Compared,
  type CompareOptions,
  compareVersions,
  type Comparison,
  type Uncomparable,
} from "./compare-versions.js";
import { type FreeAgain, freedBy } from "./free-again.js";
import { judgeConfluent, type RegistryDifference } from "./judge-confluent.js";
import type { Modules } from "./modules.js";
import { Places } from "./places.js";
import { type Policy, policyOf } from "./policies.js";

/** What one or more policies say about one thing that changed. */
export interface CompatVerdict {
  readonly rule: string;
  /** What rules that say it more or less strictly have in common. */
  readonly aspect: string;
  readonly about: Pick<About, "name" | "fullName">;
  readonly message: string;
  readonly at: Span;
  readonly severity: Severity;
  /** What each policy says that has something to say, by its name. */
  readonly said: { readonly [policy: string]: string };
  /** Ids of `buf breaking`. */
  readonly buf: readonly string[];
  /** Types of the Confluent Schema Registry. */
  readonly confluent: readonly string[];
  /** What it does and to whom, the headline first; only where the verdict was asked for. */
  readonly consequences: readonly Consequence[];
  /** What can be taken again, and should be reserved. */
  readonly free?: FreeAgain;
}

export interface JudgingOptions {
  readonly policies: readonly Policy[];
  readonly mode: Mode;
  readonly direction: Direction;
  /** For all policies; a category of Buf takes the folder as the module otherwise. */
  readonly layout?: CompareOptions["layout"];
  /** Import path of the file that is the subject of a schema registry. */
  readonly main?: string;
  readonly everything?: boolean;
  /** Facts are asked about more than the policies do: what else a package holds is wanted. */
  readonly withPackages?: boolean;
}

export interface Judged {
  /** Made when they are first asked for: who wants the lines of Buf alone does not wait for them. */
  readonly verdicts: () => readonly CompatVerdict[];
  /** What `buf breaking` would say, for each policy of its kind. */
  readonly findings: readonly { readonly after: Modules; readonly findings: readonly JudgedFinding[] }[];
  readonly registry: readonly RegistryChange[];
  readonly problems: readonly Uncomparable[];
  readonly compared: readonly Compared[];
}

/**
 * Judges what changed between two versions by every policy. Each layout of
 * modules is looked at once.
 *
 * @throws ContractsError
 */
export async function judgeVersions(versions: Versions, options: JudgingOptions): Promise<Judged> {
  const { policies, layout } = options;
  const byFolder = policies.filter(({ kind }) => layout === undefined && (kind === "buf" || kind === "confluent"));
  const byModule = policies.filter((policy) => !byFolder.includes(policy));
  const parts = [
    ...(byFolder.length > 0 ? [await judgeLayout(versions, "folder", byFolder, options)] : []),
    ...(byModule.length > 0 ? [await judgeLayout(versions, layout ?? "buf.yaml", byModule, options)] : []),
  ];
  return {
    verdicts: once(() => mergeVerdicts(parts.flatMap(({ verdicts }) => verdicts()))),
    findings: parts.flatMap(({ findings }) => findings),
    registry: parts.flatMap(({ registry }) => registry),
    problems: parts[0]?.problems ?? [],
    compared: parts.flatMap(({ compared }) => compared),
  };
}

async function judgeLayout(
  versions: Versions,
  layout: CompareOptions["layout"],
  policies: readonly Policy[],
  options: JudgingOptions,
): Promise<Judged> {
  // What the subject of a registry imports counts too, whether or not the subject itself changed.
  const everything = options.everything === true || (options.main !== undefined && hasRegistry(policies));
  const withPackages =
    options.withPackages === true ||
    policies.some((policy) => policy.kind !== "buf" || asksForPackages(policy.policy.rules));
  const compared = await compareVersions(versions, { layout, withPackages, everything });
  const judge = new Judge(compared, versions.name, options);
  for (const policy of policies) judge.by(policy);
  const { findings, registry } = judge;
  return { verdicts: () => judge.verdicts(), findings, registry, problems: compared.problems, compared: [compared] };
}

function hasRegistry(policies: readonly Policy[]): boolean {
  return policies.some(({ kind }) => kind === "confluent");
}

function asksForPackages(rules: ReadonlySet<string>): boolean {
  return [...rules].some((id) => id.startsWith("PACKAGE_"));
}

/** Gathers what one policy after the other says about one comparison. */
class Judge {
  readonly findings: Judged["findings"][number][] = [];
  readonly registry: RegistryChange[] = [];
  readonly #said: (() => readonly CompatVerdict[])[] = [];
  readonly #compared: Compared;
  readonly #against: string;
  readonly #options: JudgingOptions;
  readonly #places: Places;

  constructor(compared: Compared, against: string, options: JudgingOptions) {
    this.#compared = compared;
    this.#against = against;
    this.#options = options;
    this.#places = new Places(compared.after);
  }

  by(policy: Policy): void {
    if (policy.kind === "verdict") this.#byVerdict(policy.name);
    else if (policy.kind === "confluent") this.#byRegistry(policy);
    else this.#byBuf(policy);
  }

  verdicts(): readonly CompatVerdict[] {
    return this.#said.flatMap((say) => say());
  }

  #byVerdict(policy: string): void {
    this.#said.push(() =>
      this.#compared.comparisons.flatMap(({ facts }) =>
        changesOf([...facts()], this.#options.direction).map((change) => this.#ofChange(change, policy)),
      ),
    );
  }

  #byBuf(policy: Extract<Policy, { readonly kind: "buf" | "buf.yaml" }>): void {
    const { after, comparisons } = this.#compared;
    const findings = comparisons.flatMap((comparison) => judgeCompat(comparison.facts(), rulesOf(policy, comparison)));
    this.findings.push({ after, findings });
    this.#said.push(() => findings.map((finding) => this.#ofFinding(finding, policy.name)));
  }

  #byRegistry({ name, level }: Extract<Policy, { readonly kind: "confluent" }>): void {
    const differences = judgeConfluent(this.#compared, level, this.#against, this.#options.main);
    for (const { type, path, compatible, direction, against } of differences)
      this.registry.push({ type, path, compatible, direction, against });
    this.#said.push(() =>
      differences.filter(({ compatible }) => !compatible).map((difference) => this.#ofDifference(difference, name)),
    );
  }

  #ofChange(change: Change, policy: string): CompatVerdict {
    const { finding, buf, consequences, message } = change;
    const effects = consequences.map(({ verdict, hurts }) => `${verdict}: ${hurts}`).join("; ");
    const type = confluentTypeOf(change);
    return {
      rule: finding.rule.id,
      aspect: aspectOf(finding.rule),
      about: change.about,
      message: `${message} ${effects.charAt(0).toUpperCase()}${effects.slice(1)}.`,
      at: this.#places.of(finding.file ?? change.about.file, finding.at),
      severity: severityOf(consequences, this.#options.mode),
      said: { [policy]: change.verdict },
      buf,
      confluent: type === undefined ? [] : [type],
      consequences,
      ...this.#freed(finding),
    };
  }

  #freed({ fact }: JudgedFinding): Pick<CompatVerdict, "free"> {
    const free = freedBy(fact);
    return free === undefined ? {} : { free: { ...free, at: this.#places.of(free.file, free.definition.at) } };
  }

  #ofFinding(finding: JudgedFinding, policy: string): CompatVerdict {
    const what = about(finding.fact);
    return {
      rule: finding.rule.id,
      aspect: aspectOf(finding.rule),
      about: what,
      message: finding.plain ?? finding.message,
      at: this.#places.of(finding.file ?? what.file, finding.at),
      severity: "error",
      said: { [policy]: "break" },
      buf: [finding.rule.buf],
      confluent: [],
      consequences: [],
      ...this.#freed(finding),
    };
  }

  #ofDifference(difference: RegistryDifference, policy: string): CompatVerdict {
    const { type, path, name, fullName, file, at, direction, against } = difference;
    const { rule = "compat/field-type-changed", buf } = CONFLUENT_LINKS[type];
    const reads = direction === "backward" ? "new readers of old data" : "old readers of new data";
    return {
      rule,
      aspect: aspectOf({ id: rule, buf: buf[0] ?? "" }),
      about: { name, fullName },
      message: `The schema registry refuses \`${fullName}\`: ${type} at ${path} since ${against}, which hurts ${reads}.`,
      at: this.#places.of(file, at),
      severity: "error",
      said: { [policy]: "break" },
      buf: [],
      confluent: [type],
      consequences: [],
    };
  }
}

function rulesOf(policy: Extract<Policy, { readonly kind: "buf" | "buf.yaml" }>, { module }: Comparison) {
  return policy.kind === "buf" ? policy.policy : policyOf(module.breaking, module.file);
}

/** What several rules and policies say of the same thing is one finding. */
function mergeVerdicts(verdicts: readonly CompatVerdict[]): readonly CompatVerdict[] {
  const merged = new Map<string, CompatVerdict>();
  for (const verdict of verdicts) {
    const key = verdictKey(verdict);
    const known = merged.get(key);
    merged.set(key, known === undefined ? verdict : join(known, verdict));
  }
  return [...merged.values()];
}

/** What makes two verdicts speak of the same change. */
export function verdictKey({ aspect, about: { fullName } }: CompatVerdict): string {
  return `${aspect} ${fullName}`;
}

function join(a: CompatVerdict, b: CompatVerdict): CompatVerdict {
  const [told, other] = b.consequences.length > a.consequences.length ? [b, a] : [a, b];
  return {
    ...told,
    severity: a.severity === "error" || b.severity === "error" ? "error" : told.severity,
    said: { ...a.said, ...b.said },
    buf: [...new Set([...told.buf, ...other.buf])],
    confluent: [...new Set([...told.confluent, ...other.confluent])],
  };
}
