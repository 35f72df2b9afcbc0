import { ruleDefiner, type RuleOver } from "../rule.js";
import type { StubFact } from "./fact.js";

/** A rule about generated files and the protos that they are made from. */
export type StubRule = RuleOver<StubFact>;

/** Closes a rule over what can be so between a generated file and its proto. */
export const defineStubRule = ruleDefiner<StubFact>();
