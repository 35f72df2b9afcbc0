export type { Circumstances, WorkspaceCircumstances } from "./circumstances.js";
export { findCircumstances } from "./circumstances.js";
export { dayOf } from "./due-days.js";
export type { RunEnvironment } from "./variables.js";
export { projectVariables } from "./project-variables.js";
export { BRANCH_VARIABLE, HASHED_VARIABLE, runEnvironment, STATE_VARIABLE } from "./variables.js";
export { unknownVersions } from "./versions-text.js";
