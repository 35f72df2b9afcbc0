import { consumerNotUpdated } from "../rules/cochange/consumer-not-updated.js";
import { mirrorNotUpdated } from "../rules/cochange/mirror-not-updated.js";
import { ownerNotAsked } from "../rules/cochange/owner-not-asked.js";
import { sourceNotUpdated } from "../rules/cochange/source-not-updated.js";
import { stubNotUpdated } from "../rules/cochange/stub-not-updated.js";
import { deletedWhileUsed } from "../rules/lifecycle/deleted-while-used.js";
import type { CochangeRule } from "./rule.js";

/** Every rule about what has to change together, in the order of the documentation. One rule is its file and its line here. */
export const COCHANGE_RULES: readonly CochangeRule[] = [
  mirrorNotUpdated,
  sourceNotUpdated,
  stubNotUpdated,
  consumerNotUpdated,
  ownerNotAsked,
  deletedWhileUsed,
];
