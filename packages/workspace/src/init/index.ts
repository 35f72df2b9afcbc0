export type { ConfigDraft, ContractDraft } from "./contract-draft.js";
export { describeProposals, nextSteps } from "./describe-plan.js";
export type { Check, InitPlan, InitRequest } from "./plan-init.js";
export { planInit } from "./plan-init.js";
