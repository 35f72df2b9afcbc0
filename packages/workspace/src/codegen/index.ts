export { runGeneration } from "./generation.js";
export { planOf } from "./plan.js";
export { swap } from "./swap/swap.js";
export { unignoredNotice } from "./unignored.js";
