export type { DiffRequest, DiffResult, ReadPairs, SchemaPair } from "../commands/diff.js";
export { diff, diffSchemas, readPairs } from "../commands/diff.js";
export { openVersion } from "./open-version.js";
export type { VersionSource } from "./read-version.js";
export type { SourceTree } from "./source-tree.js";
export { treeOfTexts } from "./source-tree.js";
