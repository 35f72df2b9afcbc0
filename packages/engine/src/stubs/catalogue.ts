import type { StubRule } from "./rule.js";
import { edited } from "./rules/edited.js";
import { missing } from "./rules/missing.js";
import { orphaned } from "./rules/orphaned.js";
import { stale } from "./rules/stale.js";
import { toolDrift } from "./rules/tool-drift.js";
import { unreadable } from "./rules/unreadable.js";
import { untracked } from "./rules/untracked.js";

/** Every rule about generated files, in the order of the documentation. One rule is its file and its line here. */
export const STUB_RULES: readonly StubRule[] = [stale, edited, missing, orphaned, untracked, toolDrift, unreadable];
