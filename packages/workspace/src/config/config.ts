import type { Mapping, Policy } from "@nx-contracts/engine";
import type { Language, Span } from "@nx-contracts/ir";
import type { GenerateEntry } from "./generate-schema.js";
import type { PackageConfig } from "./packages.js";
import type { BUNDLES } from "./release-schema.js";

/** A `contracts.yaml`, validated, its paths found. */
export interface Config {
  readonly name: string;
  /** Path of the file, relative to the workspace root. */
  readonly path: string;
  /** Its folder, relative to the workspace root; `.` for the root itself. */
  readonly folder: string;
  readonly contracts: readonly Contract[];
  readonly compat: CompatConfig;
  /** Whether what a source says has to change together with its mirrors, or their files. */
  readonly cochange: { readonly level: "schema" | "file" };
  readonly generate: readonly GenerateOutput[];
  readonly release: ReleaseConfig;
  /** For what belongs to no contract. */
  readonly policy: Policy;
  /** Rules named whose families are loaded only where they are needed. */
  readonly lateRules: readonly LateRule[];
}

export interface LateRule {
  readonly rule: string;
  readonly at: Span;
}

/** What may change between versions; what is not written is filled in. */
export interface CompatConfig {
  /** The section stands in the file: what it names has to exist. */
  readonly isGiven: boolean;
  readonly against: readonly string[];
  /** Names of policies. */
  readonly policies: readonly string[];
  readonly mode: "wire" | "json" | "source";
  readonly direction: "backward" | "forward" | "full";
  /** How long a field has to be deprecated; absent where removals have no such rule. */
  readonly removal?: { readonly days: number; readonly minors: number };
  /** Of the section, or of the file. */
  readonly at: Span;
}

/** How long something is deprecated before it may be removed, where the section `removal` does not say. */
export const DEFAULT_REMOVAL = { days: 90, minors: 3 } as const;

export interface Contract {
  readonly id: string;
  readonly kind: "api" | "event" | "storage";
  /** Semantic version. */
  readonly version?: string;
  /** Where the version stands, else the contract. */
  readonly at: Span;
  readonly owner?: { readonly team: string; readonly contact?: string };
  readonly source: ContractSide;
  readonly mirrors: readonly ContractMirror[];
  readonly policy: Policy;
}

/** What is generated from the protos by one tool. Paths are relative to the workspace root. */
export interface GenerateOutput {
  /** Unique in the configuration. */
  readonly id: string;
  readonly tool: GenerateTool;
  /** Folder that is written into; of `prost` and `tonic` the descriptor set; of `buf` the folder of its template. */
  readonly out: string;
  /** Where the configuration names it. */
  readonly at: Span;
  /** Globs of protos relative to their root; absent for all of them. */
  readonly protos?: readonly string[];
  readonly isCheckedIn: boolean;
  /** Exact version of `grpcio-tools` and the plugins of Go. */
  readonly version?: string;
  /** Of the plugin. */
  readonly options: readonly string[];
  /** Python package that `out` is. */
  readonly package?: string;
  /** Interpreter, as the configuration gives it. */
  readonly python?: string;
  /** Whether services are generated; absent where the protos decide. */
  readonly grpc?: boolean;
  /** `buf.gen.yaml` of the tool `buf`. */
  readonly template?: string;
}

/** How releases are made; what is not written is filled in. */
export interface ReleaseConfig {
  /** Absent for those that `generate` has a tool for. */
  readonly bundles?: readonly BundleKind[];
  readonly repository?: string;
  /** Folder, relative to the workspace root. */
  readonly out: string;
  /** Pattern of tags, with one `*`. */
  readonly tag: string;
  /** Globs of protos relative to their root; absent for all of them. */
  readonly sources?: readonly string[];
  readonly packages: readonly PackageConfig[];
  /** URI of what builds releases. */
  readonly builder?: string;
  /** Program and arguments that sign assets. */
  readonly sign?: readonly string[];
  /** Of the section, or of the file. */
  readonly at: Span;
}

/** A language that a release has a bundle for. */
export type BundleKind = (typeof BUNDLES)[number];

export type GenerateTool = GenerateEntry["tool"];

/** One side of a contract before it is read. */
export interface ContractSide {
  readonly id: string;
  readonly reader: Language;
  /** Relative to the workspace root, sorted as configured, globs expanded. */
  readonly files: readonly ConfiguredFile[];
  /** Relative to the workspace root. */
  readonly roots: readonly string[];
  /** Of protos: the folder of the `buf.yaml` that is in force for the first of them. */
  readonly module?: string;
  readonly also: readonly string[];
}

export interface ContractMirror extends ContractSide {
  readonly mapping: Mapping;
}

export interface ConfiguredFile {
  readonly path: string;
  /** Where the configuration names it. */
  readonly at: Span;
}
