export type { ConsumerRequest } from "./consumer/plan-consumer.js";
export { planConsumer } from "./consumer/plan-consumer.js";
export type { ScaffoldPlan } from "./plan.js";
