import type { MethodIn } from "../fact.js";
import { type CompatRule, defineCompatRule } from "../rule.js";
import type { Consequence } from "../verdict.js";
import { quote } from "../words.js";

const CALLS: readonly Consequence[] = [
  { verdict: "break-wire", hurts: "old clients and new servers no longer understand each other" },
  { verdict: "break-source", hurts: "code that calls or serves the method no longer compiles" },
];

export const methodRequestChanged = typeRule("request");
export const methodResponseChanged = typeRule("response");
export const methodClientStreamingChanged = streamingRule("client");
export const methodServerStreamingChanged = streamingRule("server");

export const methodIdempotencyChanged = defineCompatRule({
  id: "compat/method-idempotency-changed",
  buf: "RPC_SAME_IDEMPOTENCY_LEVEL",
  summary: "A method may be repeated that might not, or the other way round.",
  on: "method-paired",
  effect: [{ verdict: "hazard", hurts: "clients repeat a call, or cache its answer, that they should not" }],
  check({ before, after }) {
    const from = before.method.idempotency;
    const { idempotency: to, idempotencyAt: at } = after.method;
    if (from === to) return undefined;
    return {
      message: `${describe(after)} changed option "idempotency_level" from ${quote(from)} to ${quote(to)}.`,
      file: after.file,
      ...(at && { at }),
      ...(before.method.idempotencyAt && { against: before.file }),
    };
  },
});

function typeRule(which: "request" | "response"): CompatRule {
  return defineCompatRule({
    id: `compat/method-${which}-changed`,
    buf: `RPC_SAME_${which.toUpperCase()}_TYPE`,
    summary: `A method has another ${which} type.`,
    on: "method-paired",
    effect: CALLS,
    check({ before, after }) {
      const from = before.method[which];
      const to = after.method[which];
      if (from === to) return undefined;
      return {
        message: `${describe(after)} changed ${which} type from ${quote(from)} to ${quote(to)}.`,
        file: after.file,
        at: after.method[`${which}At`],
        against: before.file,
      };
    },
  });
}

function streamingRule(side: "client" | "server"): CompatRule {
  return defineCompatRule({
    id: `compat/method-${side}-streaming-changed`,
    buf: `RPC_SAME_${side.toUpperCase()}_STREAMING`,
    summary: `The ${side} of a method sends many messages instead of one, or one instead of many.`,
    on: "method-paired",
    effect: CALLS,
    check({ before, after }) {
      const isStreaming = after.method[`${side}Streaming`];
      if (before.method[`${side}Streaming`] === isStreaming) return undefined;
      const [from, to] = isStreaming ? ["unary", "streaming"] : ["streaming", "unary"];
      return {
        message: `${describe(after)} changed from ${side} ${from} to ${side} ${to}.`,
        file: after.file,
        at: after.method.at,
        against: before.file,
      };
    },
  });
}

function describe({ method, service }: MethodIn): string {
  return `RPC ${quote(method.name)} on service ${quote(service.name)}`;
}
