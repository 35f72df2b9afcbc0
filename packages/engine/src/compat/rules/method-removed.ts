import { defineCompatRule } from "../rule.js";
import { quote } from "../words.js";

export const methodRemoved = defineCompatRule({
  id: "compat/method-removed",
  buf: "RPC_NO_DELETE",
  summary: "A method of a service is gone.",
  on: "method-removed",
  effect: [
    { verdict: "break-wire", hurts: "old clients that call it get UNIMPLEMENTED" },
    { verdict: "break-source", hurts: "code that calls it no longer compiles" },
  ],
  check: ({ method, before, after }) => ({
    message: `Previously present RPC ${quote(method)} on service ${quote(after.service.name)} was deleted.`,
    file: after.file,
    at: after.service.at,
    against: before.file,
  }),
});
