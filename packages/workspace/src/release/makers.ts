import type { AssetMaker } from "./asset.js";
import { bundles } from "./bundles.js";
import { packages } from "./packages/index.js";

/** What makes the assets of a release, each seeing what those before it made. */
export const MAKERS: readonly AssetMaker[] = [bundles, packages];
