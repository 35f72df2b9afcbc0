export type { FieldAddition } from "./add-field.js";
export type { MemberAddition } from "./add-member.js";
export type { OverlayHost } from "./overlay.js";
export { overlay } from "./overlay.js";
export { planChange } from "./plan-change.js";
export type { ChangeContext, ChangePlan, ChangeRequest } from "./request.js";
