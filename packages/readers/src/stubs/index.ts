export type { DecodedDescriptor, OutlinedSource, OutlinedSources } from "../descriptor/outline-sources.js";
export { outlineSources } from "../descriptor/outline-sources.js";
export { importsOfFile, nameOfFile } from "../descriptor/decode-file.js";
export type { Companion } from "./companion.js";
export { readCompanion } from "./companion.js";
export { esImportName } from "./es.js";
export { readStub } from "./read-stub.js";
export type { Stub } from "./stub.js";
