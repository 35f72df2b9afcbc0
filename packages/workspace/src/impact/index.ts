export type { ImpactRequest } from "../commands/impact.js";
export { impact } from "../commands/impact.js";
export { impactCommand } from "../impact/command.js";
