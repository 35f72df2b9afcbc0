import type { ReleaseContent } from "./content.js";

/** One file of a release. The `.sha256` beside it is not made by makers: every asset gets one. */
export interface Asset {
  /** Bare file name. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Versions, by name, of the tools that made it, beside those that generated its code. */
  readonly tools?: { readonly [name: string]: string };
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
