export type { ConsumerRequest } from "./consumer/plan-consumer.js";
export { planConsumer } from "./consumer/plan-consumer.js";
export type { PipelineProject } from "./ci/facts.js";
export type { CiRequest } from "./ci/plan-ci.js";
export { planCi } from "./ci/plan-ci.js";
