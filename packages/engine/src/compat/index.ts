export type { BufVersion } from "./buf-ids.js";
export { BUF_CATEGORIES } from "./buf-ids.js";
export type { BufAnnotation } from "./buf-json.js";
export { bufAnnotations, formatBufJson, sortAnnotations } from "./buf-json.js";
export { compareProto } from "./compare.js";
export type { JudgedFinding } from "./judge.js";
export { judgeCompat } from "./judge.js";
export type { BreakingConfig, CompatPolicy } from "./policy.js";
export { compatPolicy } from "./policy.js";
