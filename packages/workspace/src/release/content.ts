import type { Bump } from "@nx-contracts/engine/compat";
import type { BundleKind, Config } from "../config/config.js";
import type { Host } from "../host.js";
import type { ReleaseTag } from "./tag.js";

/** What a release is made from: everything comes from one commit, nothing from the work tree or the clock. */
export interface ReleaseContent {
  /** Of the contract project. */
  readonly name: string;
  readonly tag: ReleaseTag;
  readonly commit: ReleaseCommit;
  /** Seconds since 1970 that every file of the release bears: the commit's, or what `SOURCE_DATE_EPOCH` says. */
  readonly time: number;
  readonly origin: ReleaseOrigin;
  /** Folder that imports start from, relative to the top of the repository; several with commas between. */
  readonly protoFolder: string;
  /** Protos by import path, sorted. */
  readonly protos: ReadonlyMap<string, Uint8Array>;
  /** What is generated from them, in the order of `BUNDLES`; only languages that the release has. */
  readonly generated: ReadonlyMap<BundleKind, GeneratedCode>;
  /** Any proto defines a service. */
  readonly hasServices: boolean;
  readonly judgement: ReleaseJudgement;
  /** Version of nx-contracts. */
  readonly toolVersion: string;
  /** The commit's files while the release is made, in a folder of their own. */
  readonly workspace: Host;
  /** The workspace that the release is made in, for tools that are installed there. */
  readonly real: Host;
  /** The configuration as the commit has it. */
  readonly config: Config;
}

export interface ReleaseCommit {
  /** Object name in full. */
  readonly sha: string;
  /** Seconds since 1970 at which it was committed. */
  readonly time: number;
}

/** Who releases; empty texts where nobody says so. */
export interface ReleaseOrigin {
  /** Such as `acme/contracts`. */
  readonly repository: string;
  readonly runId: string;
  readonly runNumber: string;
}

/** Code of one language, or the descriptor set that its build compiles from. */
export interface GeneratedCode {
  /** By path below `generated`, sorted. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What makes the same files, run in a folder beside `protos`. */
  readonly command: string;
  /** Versions by name of the tools that made them, sorted by name. */
  readonly tools: { readonly [name: string]: string };
}

/** What was judged before anything was made. */
export interface ReleaseJudgement {
  /** The gates were passed, and not left open by `--no-gate`. */
  readonly isGated: boolean;
  /** The tag compared with; absent for a first release. */
  readonly previous?: { readonly tag: string; readonly sha: string };
  readonly advice: { readonly bump: Bump; readonly reason: string };
  /** Every finding of severity error, by gate: empty unless the gates were left open. */
  readonly gates: readonly GateResult[];
  /** What changed since `previous`, as `compat` reports it. */
  readonly changes: readonly ReleaseChange[];
}

export const GATES = ["lint", "parity", "stubs", "compat", "lock", "version"] as const;
export type Gate = (typeof GATES)[number];

export interface GateResult {
  readonly gate: Gate;
  readonly passed: boolean;
}

/** One finding about a change since the last release. */
export interface ReleaseChange {
  readonly rule: string;
  /** `approved` for one that is intended. */
  readonly severity: "error" | "warning" | "info" | "approved";
  readonly subject: string;
  readonly message: string;
  /** Of what is approved. */
  readonly reason?: string;
  readonly by?: string;
}
