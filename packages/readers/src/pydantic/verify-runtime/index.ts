export type { RuntimeDifference } from "./compare-with-runtime.js";
export { compareWithRuntime } from "./compare-with-runtime.js";
export type { RuntimeDump, RuntimeEnum, RuntimeField, RuntimeModel } from "./runtime-dump.js";
export { RUNTIME_SCRIPT } from "./runtime-script.js";
