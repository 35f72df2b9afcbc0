import type { LifecycleFact } from "../facts/lifecycle.js";
import { ruleDefiner, type RuleOver } from "../rule.js";

/** A rule about the lock and the protos that it remembers. */
export type LifecycleRule = RuleOver<LifecycleFact>;

/** Closes a rule over what can be so between a lock and the protos. */
export const defineLifecycleRule = ruleDefiner<LifecycleFact>();
