export type { CompatRequest, CompatResult } from "../commands/compat.js";
export { compat } from "../commands/compat.js";
export { POLICY_NAMES } from "./policies.js";
