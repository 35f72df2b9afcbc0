import type { AssetMaker } from "./asset.js";
import { bundles } from "./bundles.js";
import { inventory } from "./inventory/index.js";
import { packages } from "./packages/index.js";
import { provenance } from "./provenance/index.js";
import { signatures } from "./sign.js";

const UNSIGNED: readonly AssetMaker[] = [bundles, packages, inventory, provenance];

/** What makes the assets of a release, each seeing what those before it made. */
export const MAKERS: readonly AssetMaker[] = [...UNSIGNED, signatures(UNSIGNED)];
