export { STUB_RULES } from "./catalogue.js";
export type { StubDifference, TraitDifference } from "./compare.js";
export { compareOutlines } from "./compare.js";
export type { StubFact } from "./fact.js";
export { stubFindings } from "./findings.js";
export type { StubRule } from "./rule.js";
