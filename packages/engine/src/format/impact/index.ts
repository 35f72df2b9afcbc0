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
export { sortImpact } from "./impact.js";
export type { ImpactFormat } from "./render.js";
export { IMPACT_FORMATS, renderImpact } from "./render.js";
export { IMPACT_SCHEMA } from "./schema.js";
export type { ImpactTextOptions } from "./text.js";
export { affectedProjects, describeNothing } from "./words.js";
