import type { BundleKind } from "../config/config.js";
import type { ReleaseContent } from "./content.js";
import type { Runtime } from "./runtimes.js";

/** One file of a release. The `.sha256` beside it is not made by makers: every asset gets one. */
export interface Asset {
  /** Bare file name. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where it is an installable package, or comes with one. */
  readonly package?: PackageFacts;
}

/** What is known of a package besides its bytes. */
export interface PackageFacts {
  readonly language: BundleKind;
  /** What it asks for where it runs. */
  readonly runtimes: readonly Runtime[];
  /** Versions, by name, of the tools that generated its code and packed it. */
  readonly tools: { readonly [name: string]: string };
}

/** Is told what is being done. */
export type Progress = (step: string) => void;

/** Makes assets of a release. */
export interface AssetMaker {
  /**
   * @param made what makers earlier in the list made, their digests aside
   * @throws ContractsError
   */
  make(content: ReleaseContent, made: readonly Asset[], progress: Progress): Promise<readonly Asset[]>;
  /** Whether a name is that of an asset that this maker made, of whatever tag: those of another release go. */
  owns(name: string): boolean;
}
