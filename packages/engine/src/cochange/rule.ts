import { ruleDefiner, type RuleOver } from "../rule.js";
import type { CochangeFact } from "./fact.js";

/** A rule about what has to change together. */
export type CochangeRule = RuleOver<CochangeFact>;

/** Closes a rule over what can be so of things that have to change together. */
export const defineCochangeRule = ruleDefiner<CochangeFact>();
