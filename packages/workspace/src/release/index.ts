export type { Asset } from "./asset.js";
export type { CollectRequest, Collected } from "./collect.js";
export { collectRelease } from "./collect.js";
export type { ReleaseContent } from "./content.js";
export type { GateFailure } from "./judge-release.js";
export { isAsset, makeAssets } from "./make-assets.js";
