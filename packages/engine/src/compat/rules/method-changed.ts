import { block, proto3, versions } from "../example.js";
import type { MethodIn } from "../fact.js";
import { type CompatRule, defineCompatRule } from "../rule.js";
import type { Consequence } from "../verdict.js";
import { quote } from "../words.js";

const CALLS: readonly Consequence[] = [
  { verdict: "break-wire", hurts: "old clients and new servers no longer understand each other" },
  { verdict: "break-source", hurts: "code that calls or serves the method no longer compiles" },
];

const MESSAGES = ["Show", "ShowQuery"].map((name) => block(`message ${name}`, "string title = 1;"));
const GET = "rpc GetShow(Show) returns (Show)";
const catalog = (...methods: readonly string[]) => proto3(...MESSAGES, block("service Catalog", ...methods));
const BEFORE = catalog(`${GET};`);

export const methodRequestChanged = typeRule("request");
export const methodResponseChanged = typeRule("response");
export const methodClientStreamingChanged = streamingRule("client");
export const methodServerStreamingChanged = streamingRule("server");

export const methodIdempotencyChanged = defineCompatRule({
  id: "compat/method-idempotency-changed",
  buf: "RPC_SAME_IDEMPOTENCY_LEVEL",
  summary: "A method may be repeated that might not, or the other way round.",
  help: "Clients and proxies may repeat a call that has no effect or is idempotent, and cache the answer of one without side effects, so a level that is not true does a thing twice. Say no more than the method keeps, and when it keeps less from now on, add another method.",
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
  examples: [
    versions(
      "It is said to have no side effects",
      BEFORE,
      catalog(block(GET, "option idempotency_level = NO_SIDE_EFFECTS;")),
      ["Catalog.GetShow"],
    ),
    versions(
      "What goes without saying is said",
      BEFORE,
      catalog(block(GET, "option idempotency_level = IDEMPOTENCY_UNKNOWN;")),
    ),
  ],
});

function typeRule(which: "request" | "response"): CompatRule {
  return defineCompatRule({
    id: `compat/method-${which}-changed`,
    buf: `RPC_SAME_${which.toUpperCase()}_TYPE`,
    summary: `A method has another ${which} type.`,
    help: `Old clients and new servers exchange messages of different types, and generated code has another signature. Leave the method as it is and add one with the new ${which} type, or add fields to the ${which} that it has.`,
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
    examples: examplesOf(
      "It has another type",
      which === "request" ? "(ShowQuery) returns (Show)" : "(Show) returns (ShowQuery)",
    ),
  });
}

function streamingRule(side: "client" | "server"): CompatRule {
  return defineCompatRule({
    id: `compat/method-${side}-streaming-changed`,
    buf: `RPC_SAME_${side.toUpperCase()}_STREAMING`,
    summary: `The ${side} of a method sends many messages instead of one, or one instead of many.`,
    help: "Clients and servers of different versions disagree on how many messages follow, and code that calls or serves the method no longer compiles. Leave the method as it is and add one that streams, or does not.",
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
    examples: examplesOf(
      "It streams now",
      side === "client" ? "(stream Show) returns (Show)" : "(Show) returns (stream Show)",
    ),
  });
}

/** The method with other types; and as it was, beside one that has them. */
function examplesOf(title: string, types: string): CompatRule["examples"] {
  return [
    versions(title, BEFORE, catalog(`rpc GetShow${types};`), ["Catalog.GetShow"]),
    versions("Another method is new", BEFORE, catalog(`${GET};`, `rpc FindShow${types};`)),
  ];
}

function describe({ method, service }: MethodIn): string {
  return `RPC ${quote(method.name)} on service ${quote(service.name)}`;
}
