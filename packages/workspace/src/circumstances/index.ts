export type { ReleaseEnvironment } from "./ci-run.js";
export { RELEASE_VARIABLES, releaseEnvironment } from "./ci-run.js";
export type { Circumstances, WorkspaceCircumstances } from "./circumstances.js";
export { findCircumstances } from "./circumstances.js";
export { dayOf } from "./due-days.js";
export type { RunEnvironment } from "./variables.js";
export { BRANCH_VARIABLE, HASHED_VARIABLE, projectVariables, runEnvironment, STATE_VARIABLE } from "./variables.js";
export { unknownVersions } from "./versions-text.js";
export { releaseState, releaseVariable } from "./release-state.js";
