export type { LogicalName } from "../../facts/logical-names.js";
export { logicalNames } from "../../facts/logical-names.js";
export type {
  Happening,
  Impact,
  ImpactChange,
  ImpactContract,
  ImpactMessage,
  ImpactPlace,
  ImpactProject,
  ImpactSubject,
  ImpactUse,
  Reach,
} from "./impact.js";
export { HAPPENINGS, NO_PROJECT, sortImpact } from "./impact.js";
export type { ImpactFormat } from "./render.js";
export { IMPACT_FORMATS, renderImpact } from "./render.js";
export { IMPACT_SCHEMA } from "./schema.js";
export type { ImpactTextOptions } from "./text.js";
export { describeChange } from "../diff/describe-change.js";
export { affectedProjects, WORKING_TREE } from "./words.js";
