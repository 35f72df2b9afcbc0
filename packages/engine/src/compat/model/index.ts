export { MODEL_RULES } from "./catalogue.js";
export { judgeModel } from "./judge.js";
export type { Party } from "./reading.js";
export { PARTIES } from "./reading.js";
export type { ModelExample, ModelFinding, ModelRule } from "./rule.js";
export { verdictsOf } from "./verdicts.js";
