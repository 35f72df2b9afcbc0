export { collectRelease } from "./collect.js";
export { isAsset, makeAssets } from "./make-assets.js";
export { describeUnbundled } from "./bundle-outputs.js";
