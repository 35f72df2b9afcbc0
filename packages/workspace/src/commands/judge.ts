import {
  applyPolicy,
  assembleReport,
  DEFAULT_POLICY,
  type Judgement,
  type MirrorSide,
  parityFindings,
  type RawFinding,
  type ReadContract,
  readFindings,
  type Report,
  summarize,
} from "@nx-contracts/engine";
import type { Config, Contract, ContractSide } from "../config/config.js";
import { findConfig, loadConfig } from "../config/load.js";
import type { Host } from "../host.js";
import type { BufFinding } from "../lint/buf.js";
import { findModules, lintEarly, lintModules, toFindings } from "../lint/lint.js";
import { readSide, SourceTexts } from "../read/read-side.js";
import { parentOf } from "../path.js";
import { verifyRuntime } from "../read/verify-runtime.js";
import { keepOnly } from "./only.js";

/** Families of rules that can be judged, in the order in which they run. */
export const FAMILIES = ["parity", "lint"] as const;
export type Family = (typeof FAMILIES)[number];

export interface JudgeRequest {
  /** Configuration file; default the nearest `contracts.yaml`. */
  readonly config?: string;
  /** Folder to look for the configuration from, absolute. */
  readonly cwd: string;
  readonly families: readonly Family[];
  /** Contracts, families, rules or subjects to report; default all. */
  readonly only?: readonly string[];
  /** Interpreter that imports the models, to compare what was read with run time; default: nothing is run. */
  readonly verifyRuntime?: string;
}

/**
 * Reads every contract and judges it. The use case behind `check`, `parity`
 * and `lint`, on the command line and in Nx.
 *
 * @throws ContractsError when it cannot answer
 */
export async function judge(host: Host, request: JudgeRequest): Promise<Report> {
  const { families } = request;
  const path = findConfig(host, request.cwd, request.config);
  // `buf` is another process: it works while this one reads.
  const early = families.includes("lint") ? lintEarly(host, parentOf(path)) : undefined;
  const config = loadConfig(host, path);
  const linting = families.includes("lint") ? lintModules(host, findModules(host, config), early) : Promise.resolve([]);
  const [contracts, lintFindings] = await settleBoth(readContracts(host, config, families), linting);
  const { read, texts } = contracts;
  const runtime =
    request.verifyRuntime === undefined
      ? new Map<string, readonly RawFinding[]>()
      : await verifyContracts(host, read, request.verifyRuntime);

  const owned = divide(lintFindings, config.contracts);
  const judgements = read.map((contract): Judgement => {
    // What keeps a proto from compiling, `buf` says as well, with its place.
    const said = families.includes("parity") ? readFindings(contract) : [];
    const linted = toFindings(owned.get(contract.id) ?? [], schemasOf(contract));
    const findings = [
      ...said,
      ...(families.includes("parity") ? parityFindings(contract, texts.textOf.bind(texts)) : []),
      ...withoutRepeats(linted, said),
      ...(runtime.get(contract.id) ?? []),
    ];
    return applyPolicy(contract.id, findings, contract.policy, {
      reportUnused: families.length === FAMILIES.length && (request.only ?? []).length === 0,
    });
  });
  const rest = [...toFindings(owned.get(NO_CONTRACT) ?? [], []), ...unusedSections(config)];
  const project = applyPolicy(config.name, rest, DEFAULT_POLICY, { reportUnused: false });
  return keepOnly(assembleReport(families, read.map(summarize), [...judgements, project]), request.only);
}

/** Reads what the families look at: `lint` alone knows protos only, and asks for no model to be readable. */
async function readContracts(
  host: Host,
  config: Config,
  families: readonly Family[],
): Promise<{ readonly read: readonly ReadContract[]; readonly texts: SourceTexts }> {
  const texts = new SourceTexts(host);
  const read: ReadContract[] = [];
  const isWanted = ({ reader }: ContractSide) => families.includes("parity") || reader === "proto";
  for (const { id, source, mirrors, policy } of config.contracts) {
    const sides: MirrorSide[] = [];
    for (const side of [{ ...source, mapping: {} }, ...mirrors].filter(isWanted)) {
      sides.push({ ...(await readSide(host, texts, side)), mapping: side.mapping });
    }
    const [first, ...rest] = sides;
    if (first) read.push({ id, source: first, mirrors: rest, policy });
  }
  return { read, texts };
}

/** Compares every Pydantic side with what its models are at run time, by contract. */
async function verifyContracts(
  host: Host,
  read: readonly ReadContract[],
  python: string,
): Promise<ReadonlyMap<string, readonly RawFinding[]>> {
  const found = new Map<string, readonly RawFinding[]>();
  for (const { id, source, mirrors } of read) {
    const sides = [source, ...mirrors].filter(({ schema }) => schema.language === "pydantic");
    const findings = [];
    for (const side of sides) findings.push(...(await verifyRuntime(host, side, python)));
    found.set(id, findings);
  }
  return found;
}

/** Waits for both, so that no process outlives an error of the other. */
async function settleBoth<A, B>(first: Promise<A>, second: Promise<B>): Promise<readonly [A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === "rejected") throw a.reason;
  if (b.status === "rejected") throw b.reason;
  return [a.value, b.value];
}

function schemasOf({ source, mirrors }: ReadContract): ReadContract["source"]["schema"][] {
  return [source, ...mirrors].map(({ schema }) => schema);
}

/** Stands for no contract: no id is empty. */
const NO_CONTRACT = "";

/** Lint findings by the contract that lists their file; those of other files of the module under `NO_CONTRACT`. */
function divide(
  findings: readonly BufFinding[],
  contracts: readonly Contract[],
): ReadonlyMap<string, readonly BufFinding[]> {
  const owner = new Map<string, string>();
  for (const { id, source, mirrors } of contracts) {
    for (const { files } of [source, ...mirrors])
      for (const { path } of files) if (!owner.has(path)) owner.set(path, id);
  }
  const divided = new Map<string, BufFinding[]>();
  for (const finding of findings) {
    const id = owner.get(finding.path ?? "") ?? NO_CONTRACT;
    const known = divided.get(id);
    if (known) known.push(finding);
    else divided.set(id, [finding]);
  }
  return divided;
}

/** What the reader said about a file that does not compile is not said again in buf's words. */
function withoutRepeats(linted: readonly RawFinding[], said: readonly RawFinding[]): readonly RawFinding[] {
  const broken = new Set(said.filter(({ severity }) => severity === "error").map(({ at }) => at.file));
  return linted.filter(({ rule, at }) => rule !== "lint/COMPILE" || !broken.has(at.file));
}

function unusedSections({ unused }: Config): readonly RawFinding[] {
  return unused.map(({ key, at }) => ({
    rule: "policy/section-unused",
    severity: "info",
    subject: key,
    message: `No command of this version reads the section \`${key}\`.`,
    at,
    data: { section: key },
  }));
}
