export type { Edge } from "./find-edges.js";
export { findEdges } from "./find-edges.js";
export type { GraphRequest } from "./workspace-files.js";
