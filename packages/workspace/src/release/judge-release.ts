import type { Report } from "@nx-contracts/engine";
import { type Bump, BUMPS, isBumpEnough, isLower, nextVersion } from "@nx-contracts/engine/compat";
import type { Diagnostic } from "@nx-contracts/ir";
import { compat } from "../commands/compat.js";
import { judge } from "../commands/judge.js";
import { protoFolders } from "../compat/project.js";
import type { Config } from "../config/config.js";
import type { Host } from "../host.js";
import type { Gate, ReleaseChange, ReleaseCommit } from "./content.js";
import { withoutUnused } from "./approved-since.js";
import type { EarlierTag } from "./find-tags.js";
import { shellWord } from "../shell-word.js";
import { type ReleaseTag, tagOf } from "./tag.js";

/** What stands between a commit and its release. */
export interface Judged {
  /** Everything that was found, the gate `version` aside. */
  readonly report: Report;
  readonly advice: { readonly bump: Bump; readonly reason: string };
  readonly failures: readonly GateFailure[];
  readonly changes: readonly ReleaseChange[];
}

/** A gate that a commit does not pass. */
export interface GateFailure {
  readonly gate: Gate;
  /** A sentence. */
  readonly message: string;
  /** What to do, with the exact command where there is one. */
  readonly next: string;
}

export interface JudgingRequest {
  readonly config: Config;
  readonly commit: ReleaseCommit;
  readonly tag: ReleaseTag;
  readonly previous: EarlierTag | undefined;
  /** What has to follow a command so that it is about this configuration; empty or with a space ahead. */
  readonly suffix: string;
}

/**
 * Judges a commit before it is released: every family that has a gate, and
 * whether the version grew by as much as the changes ask for. The day of
 * approvals is that of the commit, so that the answer does not depend on when
 * it is asked for.
 *
 * @param host the workspace as the commit has it
 */
export async function judgeRelease(host: Host, request: JudgingRequest): Promise<Judged> {
  const { config, commit, previous } = request;
  const today = dayOf(commit);
  const base = { name: previous?.sha ?? commit.sha, isGiven: true };
  const judged = await judge(host, {
    cwd: host.absolute(config.folder),
    config: host.absolute(config.path),
    families: ["parity", "lint", "compat", "lifecycle", "stubs"],
    against: [previous === undefined ? `ref:${commit.sha}` : `ref:refs/tags/${previous.name}`],
    base,
    today,
  });
  const report = withoutUnused(judged);
  const errors = report.diagnostics.filter(({ severity }) => severity === "error");
  const advice = await adviceOf(host, config, report, base);
  return {
    report,
    advice,
    failures: [...gateFailures(errors, request), ...versionFailures(request, advice)],
    changes: changesIn(report),
  };
}

/** The day that a commit is judged on, in UTC. */
export function dayOf({ time }: ReleaseCommit): string {
  return new Date(time * 1000).toISOString().slice(0, 10);
}

/** The gate that a finding keeps closed. */
function gateOf({ rule }: Diagnostic): Gate {
  const [family = ""] = rule.split("/");
  if (rule === "policy/approval-expired") return "compat";
  return GATE_OF[family] ?? "parity";
}

const GATE_OF: { readonly [family: string]: Gate } = {
  lint: "lint",
  stubs: "stubs",
  compat: "compat",
  lifecycle: "lock",
};

function gateFailures(errors: readonly Diagnostic[], { previous, suffix }: JudgingRequest): readonly GateFailure[] {
  const found = new Map<Gate, Diagnostic[]>();
  for (const diagnostic of errors) {
    const gate = gateOf(diagnostic);
    found.set(gate, [...(found.get(gate) ?? []), diagnostic]);
  }
  const against = previous === undefined ? "" : ` --against ${shellWord(`ref:refs/tags/${previous.name}`)}`;
  const next: { readonly [gate in Gate]: string } = {
    lint: `Mend what \`nx-contracts lint${suffix}\` finds, and commit it.`,
    parity: `Run \`nx-contracts parity --fix parity${suffix}\`, which applies the edits that it shows, and commit them.`,
    stubs: `Run \`nx-contracts generate${suffix}\`, and commit what it writes.`,
    compat: `Take the changes back, or look at them with \`nx-contracts compat${against}${suffix}\` and approve each: ${approvals(found.get("compat") ?? [], `${against}${suffix}`)}.`,
    lock: found.get("lock")?.some(({ edits = [] }) => edits.length > 0)
      ? `Run \`nx-contracts check --fix reserve${suffix}\`, which reserves what is missing and writes the lock, and commit it.`
      : `Run \`nx-contracts lock${suffix}\`, mend what it reports, and commit contracts.lock.`,
    version: "",
  };
  return ORDER.flatMap((gate) => {
    const own = found.get(gate) ?? [];
    const [first] = own;
    if (first === undefined) return [];
    const more = own.length === 1 ? "" : ` There are ${own.length - 1} more.`;
    return [
      {
        gate,
        message: `${first.message.replace(/\.$/, "")} (${first.rule}, ${first.at.file}:${first.at.line}).${more}`,
        next: next[gate],
      },
    ];
  });
}

/** How many commands are written out. */
const NAMED = 5;

function approvals(findings: readonly Diagnostic[], options: string): string {
  const fingerprints = [...new Set(findings.map(({ fingerprint }) => fingerprint))];
  const commands = fingerprints
    .slice(0, NAMED)
    .map((each) => `\`nx-contracts approve ${each} --reason … --by …${options}\``);
  const more = fingerprints.length - commands.length;
  return `${commands.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

const ORDER: readonly Gate[] = ["lint", "parity", "stubs", "compat", "lock"];

/** The version of a tag grows, and by as much as is asked for. */
function versionFailures(request: JudgingRequest, { bump, reason }: Judged["advice"]): readonly GateFailure[] {
  const { tag, previous, config, suffix } = request;
  if (previous === undefined) return [];
  const fail = (message: string, next: string) => [{ gate: "version" as const, message, next }];
  const release = (version: string) =>
    `\`nx-contracts release --tag ${shellWord(tagOf(version, config.release.tag))}${suffix}\``;
  const [from, to] = [previous.version, tag.version];
  if (from === undefined || to === undefined) {
    const odd = to === undefined ? tag.name : previous.name;
    const message = `What \`${odd}\` names is no version, so nothing tells whether it grew since \`${previous.name}\`.`;
    return fail(message, `Name releases by numbers: ${release(nextVersion(from ?? "0.0.0", "major"))}.`);
  }
  const enough = nextVersion(from, bump === "none" ? "patch" : bump);
  if (isLower(from, to)) {
    const message = `\`${tag.name}\` comes before \`${previous.name}\`, which was released already.`;
    return fail(message, `Release a version after it: ${release(enough)}.`);
  }
  if (isBumpEnough(from, to, bump)) return [];
  const message = `\`${tag.name}\` is version ${to} and \`${previous.name}\` is ${from}, but the changes ask for a ${bump} version. ${reason}`;
  return fail(message, `Release it as version ${enough} or higher: ${release(enough)}.`);
}

/** The most that the contracts ask for; where protos belong to no contract, what these ask for as well. */
export async function adviceOf(
  host: Host,
  config: Config,
  report: Report,
  base: { readonly name: string; readonly isGiven: boolean },
): Promise<Judged["advice"]> {
  const advices = [...(report.advice ?? [])];
  const owned = new Set(
    config.contracts
      .flatMap(({ source, mirrors }) => [source, ...mirrors])
      .flatMap(({ files }) => files.map(({ path }) => path)),
  );
  for (const folder of protoFolders(config)) {
    const result = await compat(host, {
      head: host.absolute(folder),
      against: [`ref:${base.name}`],
      base,
      policies: ["verdict"],
    });
    const whole = result.report();
    const isElsewhere = whole.diagnostics.some(({ at }) => !owned.has(at.file)) || advices.length === 0;
    if (isElsewhere) advices.push(...(whole.advice ?? []));
  }
  const [most] = advices.sort((a, b) => BUMPS.indexOf(b.bump) - BUMPS.indexOf(a.bump));
  return most === undefined ? { bump: "none", reason: "Nothing changed." } : { bump: most.bump, reason: most.reason };
}

function changesIn({ diagnostics, approved }: Report): readonly ReleaseChange[] {
  const isChange = ({ rule }: Diagnostic) => rule.startsWith("compat/");
  const shown = ({ rule, subject, message }: Diagnostic) => ({ rule, subject, message });
  const open = diagnostics.filter(isChange).map((each) => ({ ...shown(each), severity: each.severity }));
  const intended = approved
    .filter(({ diagnostic }) => isChange(diagnostic))
    .map(({ diagnostic, reason, by }) => ({ ...shown(diagnostic), severity: "approved" as const, reason, by }));
  return [...open, ...intended];
}
