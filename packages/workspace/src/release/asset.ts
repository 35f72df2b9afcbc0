import type { ReleaseContent } from "./content.js";

/** One file of a release. The `.sha256` beside it is not made by makers: every asset gets one. */
export interface Asset {
  /** Bare file name. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Makes assets of a release. */
export interface AssetMaker {
  /**
   * @param made what makers earlier in the list made, their digests aside
   * @throws ContractsError
   */
  make(content: ReleaseContent, made: readonly Asset[]): Promise<readonly Asset[]>;
  /** Whether a name is that of an asset that this maker made, of whatever tag: those of another release go. */
  owns(name: string): boolean;
}
